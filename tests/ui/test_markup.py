"""What a person wrote never reaches a widget as markup: read from the source, so that a new
screen cannot forget it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import tuiplanner

FOLDER = Path(tuiplanner.__file__).parent
SOURCES = [*sorted(FOLDER.glob("*.py")), *sorted((FOLDER / "ui").rglob("*.py"))]
TAKES_MARKUP = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Markdown", "Link"}
SAFE_CALLS = {"Content", "plain", "assemble"}


def called(node: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def is_safe(value: ast.expr) -> bool:
    """A text of the program itself, or one that is made to be shown letter by letter."""
    match value:
        case ast.Constant():
            return True
        case ast.Call():
            return called(value) in SAFE_CALLS
        case ast.IfExp(body=body, orelse=other):
            return is_safe(body) and is_safe(other)
    return False


def unsafe(tree: ast.AST) -> Iterator[str]:
    """Where a text of unknown origin is handed over as markup."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        words = {word.arg: word.value for word in node.keywords}
        texts = [*node.args, *(words[name] for name in ("content", "label") if name in words)]
        plainly = isinstance(words.get("markup"), ast.Constant) and words["markup"].value is False
        if called(node) in TAKES_MARKUP and not plainly and not all(map(is_safe, texts)):
            yield f"{node.lineno}: {ast.unparse(node)}"
        if called(node) in ("notify", "from_markup", "escape"):
            yield f"{node.lineno}: {ast.unparse(node)}"


def test_no_widget_takes_a_raw_text_as_markup() -> None:
    for source in SOURCES:
        assert list(unsafe(ast.parse(source.read_text("utf-8")))) == [], source


def test_updates_of_static_widgets_are_plain() -> None:
    """`update` with a raw text reads markup unless the widget was made without it."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith(".update"):
                continue
            if not ast.unparse(node.func).endswith("store.update"):
                assert all(map(is_safe, node.args)), f"{source.name}:{node.lineno}"


def test_the_scan_finds_what_it_looks_for() -> None:
    bad = (
        "Static(name)\nLabel(f'{x}')\nButton(label=text)\napp.notify(said)\nStatic(a, markup=True)"
    )
    assert len(list(unsafe(ast.parse(bad)))) == 5
    good = "Static(Content(x))\nStatic('words')\nStatic(x, markup=False)\nStatic(id='x')"
    assert list(unsafe(ast.parse(good))) == []


def test_the_stylesheet_has_no_colors_of_its_own() -> None:
    assert "#" not in {
        word[0]
        for line in (FOLDER / "styles.tcss").read_text("utf-8").splitlines()
        if ":" in line and "{" not in line
        for word in line.partition(":")[2].split()
    }
