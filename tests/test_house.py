"""The laws of the house: who may load what, who may ask the clock, how large a room may be.

They are kept by looking at `sys.modules` of real processes and at the source itself.
"""

import ast
import inspect
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import tuiplanner
from tests.mutants import MUTANTS
from tuiplanner.data.demo import write_demo

PACKAGE = Path(tuiplanner.__file__).parent
PROJECT = Path(__file__).parent.parent
ROOMS = ("model", "brief", "imports", "store", "outputs", "cli")
DEEPEST = 3  # classes of ours from the top to the last, the first and the last counted
LONGEST = 400  # lines; HOUSE: around 150, more where that keeps one idea in one place

# The third parties that a room may load, by whatever it imports.
ALLOWED = {
    "model": set(),
    "brief": {"wcwidth"},
    "imports": set(),
    "store": {"tinydb"},
    "outputs": {"tinydb", "wcwidth", "anyascii"},
    "cli": {"tinydb", "wcwidth"},
}
THIRD_PARTIES = {
    *("textual", "rich", "tinydb", "filelock", "platformdirs", "dateparser", "wcwidth"),
    *("anyascii", "icalendar", "shtab"),
}


def modules(*rooms: str) -> list[Path]:
    """The modules of the rooms, or of the whole package."""
    folders = [PACKAGE / room for room in rooms] or [PACKAGE]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def name_of(path: Path) -> str:
    """`tuiplanner.model.dates`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def label(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def loaded_by(code: str, folder: Path) -> set[str]:
    """The top packages that a fresh Python has loaded after some code."""
    tell = "import sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    env = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "TUIPLANNER_FILE": ""}
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"],
        cwd=folder,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@cache
def imports(path: Path) -> list[str]:
    """Every module that a source names in an import, wherever it stands."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            found += [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_package_loads_only_what_it_needs(room: str, tmp_path: Path) -> None:
    found = loaded_by(f"import {', '.join(map(name_of, modules(room)))}", tmp_path)
    assert "tuiplanner" in found
    assert found & THIRD_PARTIES <= ALLOWED[room]


@pytest.mark.parametrize(
    "words",
    [
        *(["brief"], ["demo", "--brief"], ["list", "visit"], ["me"], ["export"], ["check"]),
        *(["--help"], ["find", "x"], ["prompts"], ["waiting"], ["backups", "--linear"]),
        ["--print-man"],
    ],
    ids=" ".join,
)
def test_reading_on_the_command_line_stays_light(words: list[str], tmp_path: Path) -> None:
    write_demo(tmp_path / "data" / "tuiplanner" / "planner.json", date.today())
    code = (
        "from tuiplanner.cli.main import main\n"
        "try:\n"
        f"    assert main({words}) == 0\n"
        "except SystemExit as left:\n"
        "    assert left.code == 0"
    )
    heavy = {"textual", "rich", "dateparser", "anyascii", "shtab"}
    heavy |= set() if words[0] == "demo" else {"filelock"}  # the demo is saved, so it locks
    assert not loaded_by(code, tmp_path) & heavy


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["add", "note", "x"], {"textual", "rich", "dateparser"}),
        (["add", "note", "x", "--when", "14 Mar 2026"], {"textual", "rich", "dateparser"}),
        (["add", "visit", "in 3 weeks"], {"textual", "rich"}),
        (["brief", "--ascii", "--large", "-o", "."], {"textual", "rich", "dateparser"}),
        ([], {"textual", "rich", "dateparser"}),
    ],
)
def test_writing_on_the_command_line_never_loads_the_screen(
    words: list[str], heavy: set[str], tmp_path: Path
) -> None:
    wanted = 0 if words else 2  # without a terminal there is no screen
    code = f"from tuiplanner.cli.main import main\nassert main({words}) == {wanted}"
    assert not loaded_by(code, tmp_path) & heavy


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    names = [name_of(path) for path in modules() if path.name != "__main__.py"]
    code = f"import {', '.join(names)}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []


def test_only_the_store_knows_tinydb_and_locks() -> None:
    for path in modules():
        named = {name.partition(".")[0] for name in imports(path)}
        room = path.relative_to(PACKAGE).parts[0]
        assert not named & {"tinydb", "filelock"} or room == "store", label(path)


def test_only_the_screen_names_textual() -> None:
    for path in modules(*ROOMS, "data"):
        named = {name.partition(".")[0] for name in imports(path)}
        assert not named & {"textual", "rich"}, label(path)


BELOW = {
    "model": {"model", "errors"},
    "brief": {"brief", "model", "errors"},
    "imports": {"imports", "data", "store", "model", "errors"},
    "store": {"store", "model", "errors"},
    "outputs": {"outputs", "store", "brief", "model", "data", "errors"},
    "data": {"data", "store", "model", "errors"},
}


def test_a_package_imports_only_those_below_it() -> None:
    for room, others in BELOW.items():
        for path in modules(room):
            named = {n.split(".")[1] for n in imports(path) if n.startswith("tuiplanner.")}
            assert named <= others, label(path)


def test_the_screen_packages_never_access_files() -> None:
    for path in modules("ui"):
        if "terminal" in path.parts:  # the terminal's side needs the system's calls
            continue
        named = set(imports(path))
        assert not {n for n in named if n.startswith(("tuiplanner.store", "tuiplanner.cli"))}
        assert not named & {"pathlib", "os", "shutil", "tempfile"}, label(path)


CLOCK_AND_FILES = {
    *("open", "Path", "today", "now", "utcnow", "environ", "getenv", "getcwd", "fromtimestamp"),
    *("time_ns", "monotonic", "perf_counter", "read_text", "write_text", "read_bytes"),
    *("input", "print", "exec", "eval"),
}
FAR = {"os", "io", "pathlib", "time", "shutil", "tempfile", "random", "secrets", "locale", "sys"}
FAR |= {"subprocess", "socket", "platform", "getpass", "uuid", "logging", "threading", "glob"}


def test_model_brief_and_imports_ask_no_clock_and_no_file() -> None:
    for path in modules("model", "brief", "imports"):
        # A list is read from `io.StringIO`; `io.open` is caught below.
        far = FAR - {"io"} if "imports" in path.parts else FAR
        assert not {name.partition(".")[0] for name in imports(path)} & far, label(path)
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                called = node.func
                if isinstance(called, ast.Attribute | ast.Name):
                    name = called.attr if isinstance(called, ast.Attribute) else called.id
                    assert name not in CLOCK_AND_FILES, label(path)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked = (node.value.id, node.attr)
                assert asked not in {("date", "today"), ("datetime", "now")}, label(path)


def test_only_the_command_line_prints_or_exits() -> None:
    for path in modules():
        if path.relative_to(PACKAGE).parts[0] in ("cli", "__main__.py"):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "input", "exit", "quit"), label(path)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                used = (node.value.id, node.attr)
                assert used not in {("sys", "exit"), ("sys", "stdout")}, label(path)


def test_modules_stay_short_enough_to_read() -> None:
    lengths = {label(path): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_public_module_and_class_has_a_docstring() -> None:
    silent = []
    for path in modules():
        tree = tree_of(path)
        named = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        public = [node for node in named if not node.name.startswith("_")]
        silent += [label(path)] * (ast.get_docstring(tree) is None)
        silent += [f"{label(path)}: {c.name}" for c in public if not ast.get_docstring(c)]
    assert silent == []


def test_no_module_imports_itself_through_others() -> None:
    modules_by_name = {name_of(path): path for path in modules()}
    needs = {
        name: {other for other in imports(path) if other in modules_by_name} - {name}
        for name, path in modules_by_name.items()
    }
    # `imports` names the package of each module too: only what is taken from it counts.
    packages = {name for name, path in modules_by_name.items() if path.stem == "__init__"}
    order = TopologicalSorter({name: found - packages for name, found in needs.items()})
    order.prepare()  # raises CycleError, which names the circle


def test_a_class_is_at_most_three_of_ours_deep() -> None:
    def ours(kind: type) -> list[type]:
        return [base for base in kind.__mro__ if base.__module__.startswith("tuiplanner")]

    def depth(kind: type) -> int:
        return 1 + max(
            (depth(base) for base in kind.__bases__ if ours(base)[:1] == [base]), default=0
        )

    assert {kind.__qualname__ for kind in own_classes() if depth(kind) > DEEPEST} == set()


@cache
def own_classes() -> set[type]:
    loaded = [import_module(name_of(path)) for path in modules() if path.stem != "__main__"]
    kinds = {kind for module in loaded for kind in vars(module).values() if isinstance(kind, type)}
    ours = {kind for kind in kinds if kind.__module__.startswith("tuiplanner")}
    assert len(ours) > 100
    return ours


PRIVATE_USERS = {"ui/terminal/guard.py", "ui/terminal/driver.py", "cli/actions.py"}
PRIVATE = re.compile(r"_[a-zA-Z]\w*")
PUBLIC_IN_PYTHON = {"_replace", "_asdict", "_fields", "_exit"}  # of named tuples and `os`


def test_foreign_private_names_are_used_in_three_modules_only() -> None:
    """Whether imported, read from an object, or inherited and overridden."""
    found = set()
    for path in modules():
        others = [name for name in imports(path) if not name.startswith(("tuiplanner", "__"))]
        used = {name for name in others if any(map(PRIVATE.fullmatch, name.split(".")))}
        for node in ast.walk(tree_of(path)):
            is_read = isinstance(node, ast.Attribute) and PRIVATE.fullmatch(node.attr)
            if is_read and getattr(node.value, "id", "") not in ("self", "cls"):
                used.add(node.attr)
        if used - PUBLIC_IN_PYTHON:
            found.add(label(path))
    for kind in own_classes():
        bases = [vars(base) for base in kind.__mro__ if base.__module__.startswith("textual")]
        theirs = {name for names in bases for name in names if PRIVATE.fullmatch(name)}
        used = {*re.findall(r"self\.(_[a-zA-Z]\w*)", inspect.getsource(kind)), *vars(kind)}
        if used & theirs - MADE_BY_TEXTUAL:
            found.add(label(Path(inspect.getfile(kind))))
    assert found == PRIVATE_USERS


MADE_BY_TEXTUAL = {  # set on each class of a widget when Python creates it
    *("_decorated_handlers", "_reactives", "_merged_bindings", "_css_type_names", "_css_type_name"),
    *("_inherit_css", "_inherit_bindings", "_inherit_component_classes", "_computes"),
    *("_abc_impl", "_default_focused", "_default_virtual_size"),
}


def test_the_package_defines_only_its_version() -> None:
    body = tree_of(PACKAGE / "__init__.py").body
    assert [type(node) for node in body] == [ast.Expr, ast.Assign]
    assert re.fullmatch(r"\d+\.\d+\.\d+", tuiplanner.__version__)


def test_the_stylesheet_has_theme_colors_only() -> None:
    sheets = list(PACKAGE.rglob("*.tcss"))
    assert sheets == [PACKAGE / "styles.tcss"]
    text = re.sub(r"/\*.*?\*/", "", sheets[0].read_text(encoding="utf-8"), flags=re.DOTALL)
    values = re.findall(r":\s*([^;{}]+);", text)
    assert values
    for value in values:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(rgb|hsl)a?\(", value), value


def test_no_class_brings_its_own_style() -> None:
    for path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Name):
                assert node.id not in ("DEFAULT_CSS", "CSS"), label(path)


TEXTS = {".py", ".tcss", ".toml", ".md", ".txt", ".json", ".ambr", ".raw", ""}


def own_files() -> list[Path]:
    """What a clone holds as text: sources, tests, data, the README."""
    top = ["README.md", "LICENSE", "pyproject.toml", ".gitignore"]
    folders = [PACKAGE, PROJECT / "tests", PROJECT / ".ci"]
    below = [path for folder in folders for path in folder.rglob("*") if path.suffix in TEXTS]
    return sorted(path for path in [*below, *map(PROJECT.joinpath, top)] if path.is_file())


def test_no_project_file_names_a_private_path() -> None:
    homes = re.compile(r"/(?<![\w.~$}]/)(?:home|Users|root|work|mnt|private)/\w+")
    files = own_files()
    assert {PACKAGE / "styles.tcss", PROJECT / "README.md", Path(__file__)} <= set(files)
    told = {path: homes.findall(path.read_text(encoding="utf-8")) for path in files}
    assert not {path: found for path, found in told.items() if found}


def test_every_mutant_still_has_its_place() -> None:
    for mutant in MUTANTS:
        source = (PROJECT / "tuiplanner" / mutant.module).read_text("utf-8")
        assert source.count(mutant.old) == 1, (mutant.module, mutant.old)
        assert mutant.old != mutant.new
