"""The command that says what the page lacks: its lines, its exit code, and commands that mend."""

import re

from tests.cli.talk import Run, fine, new_id, refused
from tuiplanner.data.library import rehearsal

NOT_READY = 4


def test_each_missing_item_of_an_empty_planner_has_a_command(cli: Run) -> None:
    done = cli("ready")
    assert done.returncode == NOT_READY
    lines = done.stdout.splitlines()
    assert 1 < len(lines) <= 8
    assert all(re.search(r"\(tuiplanner \w+", line) for line in lines)
    assert done.stderr == ""


def test_the_suggested_commands_fix_what_is_missing(cli: Run) -> None:
    visit = new_id(cli("add", "visit", "14 Mar 2099"))
    assert f"tuiplanner edit visit {visit} --reason" in cli("ready").stdout
    fine(cli("edit", "visit", visit, "--reason", "unsteady", "--restrictions-status", "none"))
    fine(cli("edit", "visit", visit, "--with-whom", "Dr A"))
    fine(cli("add", "question", "Why?"))
    fine(cli("me", "--allergies-status", "none-known", "--born", "2 Apr 1958"))
    fine(cli("me", "--name", "Marta Example", "--contact", "Ana 555-0142"))
    assert "What the doctor may ask is not gone through yet" in cli("ready").stdout
    fine(cli("add", "answer", "cancer", "--answer", "no"))
    fine(cli("add", "answer", "mood", "--answer", "no"))
    assert (
        "Doctors ask: 17 questions not answered yet  (tuiplanner rehearse)" in cli("ready").stdout
    )
    for asked in rehearsal()[0]:
        if not (asked.linked or asked.second or asked.key in ("cancer", "mood")):
            fine(cli("add", "answer", asked.key, "--answer", "not-sure"))
    for name in ("medications", "avoid", "conditions", "implants"):
        fine(cli("me", f"--{name}-status", "none-known"))
    assert fine(cli("ready")) == "Ready: nothing is missing on the page.\n"
    drug = new_id(cli("add", "medication", "heparin", "--dose", "5 U", "--frequency", "daily"))
    fine(cli("me", "--medications-checked", "today"))
    done = cli("ready")
    assert done.returncode == NOT_READY
    assert f"tuiplanner edit medication {drug} --dose" in done.stdout
    fine(cli("edit", "medication", drug, "--kept-wording", "5 U"))
    fine(cli("ready"))


def test_all_points_are_listed_on_request(cli: Run) -> None:
    for number in range(12):
        fine(cli("add", "medication", f"medicine {number}"))
    some, every = cli("ready").stdout.splitlines(), cli("ready", "--all").stdout.splitlines()
    assert len(some) == 8
    assert " more; the first: " in some[-1]
    assert len(every) > 12
    assert every[:7] == some[:7]
    assert " more; the first: " not in "".join(every)


def test_an_unknown_visit_is_refused(cli: Run) -> None:
    refused(cli("ready", "--visit", "999"), "999")
