"""add, list, show, edit, remove and me: order, content, and what hangs together."""

import json
from pathlib import Path

import pytest

from tests.cli.talk import Run, fine, listed, new_id, refused, shown
from tests.cli.test_every_field import NAMES

KINDS = [*NAMES, "brief"]


def texts(run: Run, *more: str) -> list[str]:
    return [question["text"] for question in listed(run, "question", *more)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_is_empty(cli: Run, kind: str) -> None:
    assert fine(cli("list", kind)) == ""
    assert listed(cli, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_list_and_show_agree(cli: Run, made_up: Path, kind: str) -> None:
    if kind == "brief":
        fine(cli("brief", "--keep"))
    if kind == "note":
        new_id(cli("add", "note", "a line"))
    if kind in ("dose", "step", "plan"):
        new_id(cli("add", kind, "fever" if kind == "plan" else "2 Feb 2026"))
    records = listed(cli, kind, "--all")
    assert records
    lines = fine(cli("list", kind, "--all")).splitlines()
    assert [line.split()[0] for line in lines] == [str(record["id"]) for record in records]
    for record in records:
        assert shown(cli, kind, str(record["id"])) == record
        assert {"id", "created", "updated", "by"} <= set(record)
        assert fine(cli("show", kind, str(record["id"]))).strip()


@pytest.mark.parametrize(
    ("kind", "text", "closing", "open_again"),
    [
        ("medication", "prednisone", ("--status", "stopped"), ("--status", "paused")),
        ("symptom", "tremor", ("--course", "gone"), ("--course", "better")),
        ("question", "why", ("--status", "dropped"), ("--status", "partly")),
        ("question", "why", ("--status", "answered"), ("--status", "not-asked")),
        ("specialist", "neurology", ("--status", "explained"), ("--status", "report-back")),
        ("specialist", "neurology", ("--status", "cancelled"), ("--status", "wanted")),
        ("visit", "today", ("--status", "done"), ("--status", "planned")),
        ("visit", "2 Feb 2099", ("--status", "cancelled"), ("--status", "planned")),
        ("test", "MRI", ("--status", "discussed"), ("--status", "result-in")),
    ],
)
def test_closed_records_are_listed_with_all(
    cli: Run, kind: str, text: str, closing: tuple[str, str], open_again: tuple[str, str]
) -> None:
    id = new_id(cli("add", kind, text))
    assert fine(cli("list", kind)).startswith(f"{id}  ")
    fine(cli("edit", kind, id, *closing))
    assert fine(cli("list", kind)) == ""
    assert listed(cli, kind) == []
    assert fine(cli("list", kind, "--all")).startswith(f"{id}  ")
    assert [record["id"] for record in listed(cli, kind, "--all")] == [int(id)]
    fine(cli("edit", kind, id, *open_again))
    assert fine(cli("list", kind)).startswith(f"{id}  ")


def test_a_list_has_one_line_per_record(cli: Run) -> None:
    new_id(cli("add", "note", "-", stdin="first line\nsecond line\n"))
    new_id(cli("add", "allergy", "nuts", "--note", "a\nb"))
    assert fine(cli("list", "note")).startswith("1  first line second line")
    assert fine(cli("list", "note")).count("\n") == 1
    assert fine(cli("list", "allergy")).count("\n") == 1


@pytest.mark.parametrize("kind", ["medication", "note", "symptom", "visit"])
def test_list_order_survives_delete_and_undo(cli: Run, kind: str) -> None:
    for day in (1, 2, 3):
        new_id(cli("add", kind, f"{day} Feb 2099"))
    before = fine(cli("list", kind))
    fine(cli("remove", kind, "1"))
    fine(cli("undo"))
    assert fine(cli("list", kind)) == before
    assert [record["id"] for record in listed(cli, kind)] == [1, 2, 3]


def test_a_reference_shows_its_name_and_number(cli: Run) -> None:
    specialist = new_id(cli("add", "specialist", "neurology", "--name", "Dr A. Neuro"))
    visit = new_id(cli("add", "visit", "2 Feb 2099", "--specialist-id", specialist))
    told = fine(cli("show", "visit", visit))
    assert "neurology" in told
    assert f"({specialist})" in told


def test_children_are_deleted_and_restored_with_their_parent(cli: Run) -> None:
    symptom = new_id(cli("add", "symptom", "falls"))
    seen = new_id(cli("add", "observation", "fell", "--symptom-id", symptom))
    test = new_id(cli("add", "test", "MRI"))
    call = new_id(cli("add", "contact", "they ring back", "--test-id", test))
    fine(cli("remove", "symptom", symptom))
    fine(cli("remove", "test", test))
    assert listed(cli, "observation") == listed(cli, "contact") == []
    fine(cli("undo"))
    fine(cli("undo"))
    assert shown(cli, "observation", seen)["symptom_id"] == int(symptom)
    assert shown(cli, "contact", call)["test_id"] == int(test)


def test_a_deleted_visit_leaves_its_questions_for_any_visit(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "2 Feb 2099"))
    new_id(cli("add", "visit", "1 Feb 2099"))
    question = new_id(cli("add", "question", "why", "--visit-id", visit))
    assert "why" not in fine(cli("brief"))  # it is for the later visit
    fine(cli("remove", "visit", visit))
    assert "2 Feb 2099" not in fine(cli("show", "question", question))
    assert "1. [ ] why" in fine(cli("brief"))
    fine(cli("undo"))
    assert shown(cli, "question", question)["visit_id"] == int(visit)
    assert "why" not in fine(cli("brief"))


def test_ids_are_never_used_again(cli: Run) -> None:
    for text in ("a", "b", "c"):
        new_id(cli("add", "note", text))
    fine(cli("remove", "note", "3"))
    assert new_id(cli("add", "medication", "d")) == "4"
    fine(cli("undo"))
    fine(cli("undo"))
    assert new_id(cli("add", "note", "e")) == "5"


def test_ranks_are_dense_and_follow_edit_and_add(cli: Run) -> None:
    for text in ("one", "two", "three", "four"):
        new_id(cli("add", "question", text))
    fine(cli("edit", "question", "4", "--rank", "1"))
    assert texts(cli) == ["four", "one", "two", "three"]
    new_id(cli("add", "question", "five", "--rank", "2"))
    assert texts(cli) == ["four", "five", "one", "two", "three"]
    fine(cli("edit", "question", "4", "--rank", "99"))
    assert texts(cli) == ["five", "one", "two", "three", "four"]
    fine(cli("remove", "question", "1"))
    assert [q["rank"] for q in listed(cli, "question")] == [1, 2, 3, 4]
    fine(cli("undo"))
    assert texts(cli) == ["five", "one", "two", "three", "four"]
    assert [q["rank"] for q in listed(cli, "question")] == [1, 2, 3, 4, 5]
    refused(cli("edit", "question", "2", "--rank", "0"), "1")


def test_undo_takes_a_move_back(cli: Run) -> None:
    for text in ("one", "two", "three"):
        new_id(cli("add", "question", text))
    fine(cli("edit", "question", "3", "--rank", "1"))
    fine(cli("undo"))
    assert texts(cli) == ["one", "two", "three"]
    fine(cli("redo"))
    assert texts(cli) == ["three", "one", "two"]


def test_edit_changes_only_what_is_named(cli: Run) -> None:
    id = new_id(cli("add", "medication", "prednisone", "--dose", "2 tablets", "--reason", "x"))
    before = shown(cli, "medication", id)
    assert fine(cli("edit", "medication", id, "--dose", "3 tablets")) == ""
    after = shown(cli, "medication", id)
    assert after["dose"] == "3 tablets"
    stamps = ("dose", "updated", "by")
    assert {k: v for k, v in before.items() if k not in stamps} == {
        k: v for k, v in after.items() if k not in stamps
    }


def test_a_refused_edit_changes_nothing(cli: Run) -> None:
    id = new_id(cli("add", "medication", "prednisone", "--dose", "2 tablets"))
    before = shown(cli, "medication", id)
    refused(cli("edit", "medication", id, "--dose", "3 tablets", "--kind", "pill"), "pill")
    assert shown(cli, "medication", id) == before


def test_a_dose_is_kept_as_typed(cli: Run) -> None:
    typed = {"--strength": "1.0 mg", "--dose": ".5  tab", "--frequency": "QD > 2 @ noon & 50%"}
    words = [word for pair in typed.items() for word in pair]
    record = shown(cli, "medication", new_id(cli("add", "medication", "x", *words)))
    assert [record["strength"], record["dose"], record["frequency"]] == list(typed.values())


def test_json_is_utf8_and_strict(process: Run) -> None:
    new_id(process("add", "note", "日本語 “quoted” \\ \t"))
    out = fine(process("list", "note", "--json"))
    assert "日本語" in out
    assert json.loads(out)[0]["text"] == "日本語 “quoted” \\"


def test_remove_reports_the_record_and_how_to_restore_it(cli: Run) -> None:
    new_id(cli("add", "medication", "prednisone"))
    done = cli("remove", "medication", "1")
    assert fine(done) == ""
    assert "prednisone" in done.stderr
    assert "undo" in done.stderr
    refused(cli("show", "medication", "1"), "medication 1")


@pytest.mark.parametrize("kind", ["note", "brief"])
def test_messages_stay_short_however_long_the_record(cli: Run, kind: str) -> None:
    fine(cli("brief", "--keep") if kind == "brief" else cli("add", "note", "word " * 700))
    for done in (cli("remove", kind, "1"), cli("undo"), cli("redo")):
        assert fine(done) == ""
        assert done.stderr.count("\n") == 1
        assert len(done.stderr) < 300, done.stderr


def test_me_shows_known_facts_and_unasked_lists(cli: Run) -> None:
    assert "Allergies asked: not answered yet" in fine(cli("me"))
    assert fine(cli("me", "--name", "Marta Example", "--born", "2 Apr 1958")) == ""
    told = fine(cli("me"))
    assert "Marta Example" in told
    assert "2 Apr 1958" in told
    facts = json.loads(fine(cli("me", "--json")))
    assert (facts["name"], facts["born"]) == ("Marta Example", "1958-04-02")


def test_none_known_is_refused_while_there_are_rows(cli: Run) -> None:
    fine(cli("me", "--allergies-status", "none-known"))
    new_id(cli("add", "allergy", "penicillin"))
    assert json.loads(fine(cli("me", "--json")))["allergies_status"] == "listed"
    refused(cli("me", "--allergies-status", "none-known"), "allergies")
    fine(cli("remove", "allergy", "1"))
    assert json.loads(fine(cli("me", "--json")))["allergies_status"] == "not-asked"


def test_an_answer_with_an_unknown_key_is_refused(cli: Run) -> None:
    new_id(cli("add", "answer", "seizure", "--answer", "no"))
    assert "seizures" in fine(cli("brief"))
    refused(cli("add", "answer", "seizures", "--answer", "yes"), "seizure")
    refused(cli("edit", "answer", "1", "--key", "fits"), "seizure")
    assert [answer["key"] for answer in listed(cli, "answer")] == ["seizure"]


def test_the_keys_of_the_answers_are_in_the_help(cli: Run) -> None:
    help = " ".join(fine(cli("add", "answer", "--help")).split())
    for key in ("smoking", "family-cancer", "autoimmune", "cancer", "seizure", "weakness"):
        assert key in help


def test_a_new_dose_asks_about_what_is_taken_differently(cli: Run) -> None:
    id = new_id(cli("add", "medication", "zopiclone", "--taken-differently", "takes 2"))
    changed = cli("edit", "medication", id, "--dose", "2 tablets")
    fine(changed)
    assert "“Taken differently” still says “takes 2”" in changed.stderr
    walked = cli("medicines", stdin="c\n3 tablets\n\n\n")
    assert "“Taken differently” still says “takes 2”" in walked.stderr
    both = cli("edit", "medication", id, "--dose", "1 tablet", "--taken-differently", "")
    fine(both)
    assert "Taken differently" not in both.stderr
    again = cli("edit", "medication", id, "--dose", "2 tablets")
    fine(again)
    assert "Taken differently" not in again.stderr
