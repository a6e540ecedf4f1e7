"""Hostile words through every field of every kind: kept, cleaned or refused, and printable."""

import json
import unicodedata

import pytest
from wcwidth import wcswidth

from tests.cli.talk import Run, fine, listed, new_id, refused, shown
from tuiplanner.model.fields import Text
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, typed_specs

TYPED = [kind for kind in KINDS if kind != "brief"]
FAMILY = "👨‍👩‍👧‍👦"

# what is typed: what is kept
KEPT = {
    "[/b]": "[/b]",
    "[@click=app.quit]x[/]": "[@click=app.quit]x[/]",
    "[b @ c] $x ${x} {0} %s %(x)s": "[b @ c] $x ${x} {0} %s %(x)s",
    "\x1b[31mred\x1b[0m\x1b]0;t\x07": "[31mred[0m]0;t",
    "a\x08\x7f\x9b2Jb": "a2Jb",
    "safe\u202eevil\u2066\u2069": "safeevil",
    "日本語の薬、右手が震える": "日本語の薬、右手が震える",
    "ألم في اليد اليمنى": "ألم في اليد اليمنى",
    f"{FAMILY} 🙂 ❤️": f"{FAMILY} 🙂 ❤️",
    "cafe\u0301": "café",
    "--dose=3": "--dose=3",
    '\'; DROP TABLE "x" \\n': '\'; DROP TABLE "x" \\n',
    "x" * 60: "x" * 60,
}
REFUSED = {
    "ten thousand": "x" * 10_000,
    "ten thousand wide": "語" * 10_000,
    "NUL": "a\0b",
    "surrogate": "a\udcffb",
    "surrogates": "\ud83d\ude00",
}


def flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def text_fields(kind: str) -> list[str]:
    record = KINDS.get(kind, Profile)
    return [n for n, s in typed_specs(record).items() if isinstance(s, Text) and n != record.TITLE]


def closed_fields(kind: str) -> list[str]:
    return [name for name, spec in typed_specs(KINDS[kind]).items() if not isinstance(spec, Text)]


TITLES = {
    "visit": "2 Feb 2099",
    "dose": "2 Feb 2026",
    "step": "2 Feb 2099",
    "answer": "smoking",
}  # what takes no words of one's own


def title(kind: str) -> str:
    return TITLES.get(kind, "x")


def assert_printable(page: str) -> None:
    """Nothing but letters, blanks and line ends reaches the paper, within its width."""
    for line in page.replace("\f", "").split("\n"):
        bad = [c for c in line if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u2066"]
        assert not bad, line
        assert 0 <= wcswidth(line) <= 72, line
    assert page.endswith("\n")


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("typed", KEPT, ids=lambda typed: ascii(typed)[1:20])
def test_words_of_every_kind_are_kept_and_printable(cli: Run, kind: str, typed: str) -> None:
    names = text_fields(kind)
    heading = TITLES.get(kind, typed)
    fields = [f"{flag(name)}={typed}" for name in names]
    id = new_id(cli("add", kind, *fields, "--", heading))
    record = shown(cli, kind, id)
    kept = KEPT[typed]
    assert {name: record[name] for name in names} == dict.fromkeys(names, kept)
    if kind not in TITLES:
        assert record[KINDS[kind].TITLE] == kept
    for out in (fine(cli("list", kind)), fine(cli("show", kind, id)), fine(cli("brief"))):
        assert not any(unicodedata.category(c) == "Cc" and c not in "\n\f" for c in out)
    assert_printable(fine(cli("brief")))


@pytest.mark.parametrize("typed", KEPT, ids=lambda typed: ascii(typed)[1:20])
def test_words_of_the_profile_are_kept_and_printable(cli: Run, typed: str) -> None:
    names = ["name", *text_fields("profile")]
    fine(cli("me", *(f"{flag(name)}={typed}" for name in names)))
    facts = json.loads(fine(cli("me", "--json")))
    assert {name: facts[name] for name in names} == dict.fromkeys(names, KEPT[typed])
    assert fine(cli("me"))
    assert_printable(fine(cli("brief")))


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("why", REFUSED)
def test_unstorable_text_is_refused_in_every_field(cli: Run, kind: str, why: str) -> None:
    bad = REFUSED[why]
    new_id(cli("add", kind, title(kind)))
    before = listed(cli, kind)
    refused(cli("add", kind, bad))
    for name in typed_specs(KINDS[kind]):
        refused(cli("edit", kind, "1", flag(name), bad))
    assert listed(cli, kind) == before


@pytest.mark.parametrize("why", REFUSED)
def test_unstorable_text_is_refused_in_the_profile(cli: Run, why: str) -> None:
    for name in typed_specs(Profile):
        refused(cli("me", flag(name), REFUSED[why]))


@pytest.mark.parametrize("kind", TYPED)
def test_hostile_words_are_refused_as_choice_date_or_number(cli: Run, kind: str) -> None:
    new_id(cli("add", kind, title(kind)))
    for name in closed_fields(kind):
        for typed in KEPT:
            refused(cli("edit", kind, "1", f"{flag(name)}={typed}"))
    assert_printable(fine(cli("brief")))


@pytest.mark.parametrize("typed", KEPT, ids=lambda typed: ascii(typed)[1:20])
def test_hostile_words_as_names_and_file_names(cli: Run, typed: str) -> None:
    refused(cli(f"--as={typed}", "add", "note", "x"))
    refused(cli("restore", "--", typed))
    refused(cli("import", "--", typed))
    refused(cli("brief", f"-o=/{typed}/page.txt"))
    assert listed(cli, "note") == []


def test_an_error_does_not_repeat_a_very_long_name(cli: Run) -> None:
    refused(cli(f"--as={'x' * 10_000}", "add", "note", "x"))
    refused(cli("restore", "x" * 10_000))


def test_an_argument_with_invalid_text_bytes(process: Run) -> None:
    refused(process("add", "note", b"caf\xe9"))
    refused(process("add", "medication", "x", b"--dose=\xff"))
    refused(process(b"--as=\xff", "add", "note", "x"))
    refused(process("import", b"\xff.json"))


def test_nul_through_a_pipe(process: Run) -> None:
    refused(process("add", "note", "-", stdin="a\0b"))
    refused(process("add", "medication", "x", "--dose", "-", stdin="1\0"))


def test_every_hostile_word_at_once_on_one_page(cli: Run) -> None:
    for typed in KEPT:
        for kind in TYPED:
            heading = TITLES.get(kind, typed)
            fields = [f"{flag(name)}={typed}" for name in text_fields(kind)]
            new_id(cli("add", kind, *fields, "--", heading))
    for more in ((), ("--large",), ("--ascii",)):
        assert_printable(fine(cli("brief", *more)))
    assert fine(cli("brief", "--ascii")).isascii()
