"""What the README shows is what the program shows."""

import re

from tests.readme_parts import README, parts, with_parts
from tuiplanner.cli.catalog import COMMANDS

CONTRIBUTING = README.parent / ".github" / "CONTRIBUTING.md"


def test_the_pictures_and_keys_match_the_program() -> None:
    text = README.read_text("utf-8")
    assert with_parts(text) == text, "run: python -m tests.readme_parts"


def test_every_part_has_its_place() -> None:
    text = README.read_text("utf-8")
    for name in parts():
        assert text.count(f"<!-- {name} -->") == 1


def test_every_command_is_named() -> None:
    text = README.read_text("utf-8")
    for name in filter(None, COMMANDS):
        assert re.search(rf"`tuiplanner [^`]*\b{name}\b", text), name


def test_every_test_that_the_promises_name_exists() -> None:
    promises = CONTRIBUTING.read_text("utf-8").partition("| promise | test |")[2]
    promised = re.findall(r"`(tests/[\w/]+\.py)`", promises)
    assert promised
    for name in promised:
        assert (README.parent / name).exists(), name


def test_every_file_link_has_a_target() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert str(CONTRIBUTING.relative_to(README.parent)) in links
    for link in links:
        assert (README.parent / link).is_file(), link
