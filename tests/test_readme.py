"""What the README shows is what the program shows, and what it names exists."""

import ast
import re
from difflib import unified_diff
from xml.etree import ElementTree

import pytest

from tests.picture import COLUMNS, ROWS
from tests.readme_parts import PICTURE, PROJECT, README, generated, with_page
from tuiplanner.cli.catalog import COMMANDS
from tuiplanner.data.manual import keys

MOST_LINES, WIDEST, LARGEST = 180, 120, 150_000
PROMISES = PROJECT / "tests" / "PROMISES.md"
CONTRIBUTING = PROJECT / ".github" / "CONTRIBUTING.md"
ORDER = [
    *("Begin", "Five minutes of use", "Two people", "Paper", "Several planners"),
    *("Where your data is", "Who can read it", "More"),
]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def readme() -> str:
    return README.read_text("utf-8")


def quoted(text: str) -> list[str]:
    """What a text has between single backticks."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


def test_the_page_the_picture_and_the_keys_match_the_program() -> None:
    for path, text in generated().items():
        changes = list(unified_diff(path.read_text("utf-8").splitlines(), text.splitlines(), n=0))
        assert changes == [], f"{path.relative_to(PROJECT)}: run python -m tests.readme_parts"


def test_another_page_would_replace_the_page(readme: str) -> None:
    other = with_page(readme, "PAGE\n")
    assert "<!-- page -->\n```text\nPAGE\n```\n<!-- end -->" in other
    assert "VISIT BRIEF" not in other
    assert with_page(other, re.findall(r"```text\n(.*?)```", readme, re.DOTALL)[0]) == readme


def test_it_is_short_and_in_order(readme: str) -> None:
    lines = readme.splitlines()
    assert len(lines) <= MOST_LINES
    assert [line for line in lines if len(line) > WIDEST] == []
    assert re.findall(r"^## (.+)$", readme, re.MULTILINE) == ORDER
    places = [readme.index(mark) for mark in ("<!-- page -->", "screen.svg", "## Begin")]
    assert places == sorted(places)


def test_every_part_has_its_place(readme: str) -> None:
    """`.ci/run` takes the command of the tests from here."""
    for name in ("page", "demo", "tests", "end"):
        assert readme.count(f"<!-- {name} -->") == 1
    for name in ("demo", "tests"):
        assert re.search(rf"<!-- {name} -->\n```sh\n[^\n]+\n```\n", readme)


def test_every_command_in_it_exists(readme: str) -> None:
    shell = "".join(re.findall(r"```sh\n(.*?)```", readme, re.DOTALL))
    lines = [*quoted(readme), *shell.splitlines()]
    used = {line.split()[1] for line in lines if re.match(r"tuiplanner [a-z]", line)}
    assert len(used) > 5
    assert used <= set(COMMANDS)


def test_every_key_in_it_is_a_key_of_the_program(readme: str) -> None:
    known = {key for rows in keys().values() for named in rows for key in named.split(", ")}
    used = {word for word in quoted(readme) if re.fullmatch(r"\w|\?|F\d+", word)}
    assert len(used) > 10
    assert used <= known


def test_every_link_has_a_target() -> None:
    for file in (README, CONTRIBUTING, PROMISES):
        links = re.findall(r"\]\(([^)#:]+)\)", file.read_text("utf-8"))
        for link in links:
            assert (file.parent / link).exists(), (file.name, link)
    named = README.read_text("utf-8")
    for file in (PICTURE, PROMISES, CONTRIBUTING):
        assert f"]({file.relative_to(PROJECT)})" in named


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    text = PICTURE.read_text("utf-8")
    assert len(text.encode()) < LARGEST
    assert text.replace('xmlns="http://www.w3.org/2000/svg"', "").count("://") == 0
    assert not re.search(r"@font-face|@import|<script|<image|<foreignObject|\shref=", text)
    assert set(re.findall(r"url\((.)", text)) == {"#"}


def test_the_picture_shows_the_list_beside_the_page() -> None:
    svg = ElementTree.parse(PICTURE).getroot()
    texts = list(svg.iter(f"{SVG}text"))
    rows = {each.get("y") for each in texts}
    assert len(rows) > ROWS / 2
    said = [(each.text or "").replace("\xa0", " ") for each in texts]
    half = [float(str(each.get("x"))) > COLUMNS / 2 * 12 for each in texts]
    for is_right in (False, True):
        beside = [words for words, right in zip(said, half, strict=True) if right == is_right]
        assert any("zopiclone 3.75 mg tablet" in words for words in beside)
    assert len(set(re.findall(r"fill: ?(#\w+)", PICTURE.read_text("utf-8")))) > 3


def promises() -> list[tuple[str, list[str]]]:
    """Each promise, with the files of its tests."""
    rows = re.findall(r"^\| (.+) \| (`.+`) \|$", PROMISES.read_text("utf-8"), re.MULTILINE)
    return [(promise, quoted(tests)) for promise, tests in rows]


def test_every_promise_has_tests_that_exist() -> None:
    assert len(promises()) > 20
    for promise, files in promises():
        for name in files:
            tree = ast.parse((PROJECT / name).read_text("utf-8"))
            functions = [each.name for each in ast.walk(tree) if hasattr(each, "name")]
            assert any(str(each).startswith("test_") for each in functions), (promise, name)


def test_no_row_of_the_promises_is_without_tests() -> None:
    lines = PROMISES.read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and line != "| promise | tests |"]
    assert len(rows) == len(promises())
