"""A whole planner for one person's illness, entered on the command line alone, and its page read.

Unsteady walking and slurred speech; a family doctor first, then the neurologist.
"""

import shlex
from datetime import UTC, datetime
from string import Template

import pytest
import time_machine
from wcwidth import wcswidth

from tests.cli.talk import Run, fine, listed, new_id


def on(day: int, month: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, month, day, 12, tzinfo=UTC), tick=False)


# What is typed on which day. `Ana = add ...` remembers the new id, `$Ana` is that id.
SITTINGS = {
    (5, 1): """
        me --name "Marta Example" --born "2 Apr 1958" --contact "Ana 555-0142"
        me --needs "speech tires quickly; poor memory - please tell Ana too"
        me --conditions "high blood pressure (2015)" --implants-status none-known
        me --avoid-status none-known
        Ana = add person "Ana Example" --relation daughter --role caregiver
        add allergy penicillin --reaction rash --year 1990
        add allergy "iodine contrast" --reaction hives --year 2019
        prednisone = add medication prednisone --strength "20 mg" --form tablet --dose "1 tablet"\
            --route "by mouth" --frequency "every morning" --started "Dec 2025"
        edit medication $prednisone --reason inflammation
        amitriptyline = add medication amitriptyline --strength "10 mg" --dose "1 tablet"
        walking = add symptom "unsteady walking" --began "Jan 2026" --onset weeks
        add symptom "poor sleep" --began 2024 --course better --seen-by patient
        gp = add visit "10 Jan 2026 09:00" --with-whom "Dr Garcia" --reason "unsteady walking"
        """,
    (12, 1): """
        edit visit $gp --status done --instructions "call if it gets worse"
        neuro = add specialist neurology --name "Dr A. Neuro" --status booked
        onco = add specialist oncology --name "Dr B. Onco" --referral-number R-2291
        edit specialist $onco --status awaiting-approval --sent-on "11 Jan 2026"
        mri = add test "MRI brain" --kind imaging --specialist-id $neuro --status booked
        add contact "they ring back" --specialist-id $onco --promised-by "1 Feb 2026"
        """,
    (3, 3): """
        edit medication $prednisone --dose "2 tablets"
        edit medication $amitriptyline --status stopped --stopped "Feb 2026"\
            --stop-reason side-effect --stop-note confusion
        edit test $mri --status done --done-on "2 Mar 2026" --result-due "9 Mar 2026"
        edit symptom $walking --course worse --impact needs-help --seen-by caregiver
        add observation "fell in the hall" --symptom-id $walking --kind fall
        add symptom "double vision" --began "1 Mar 2026" --seen-by patient
        """,
    (12, 3): """
        add medication zopiclone --strength "3.75 mg" --form tablet --dose "1 tablet"\
            --frequency "at bedtime" --taken-differently "takes 2"
        add medication ibuprofen --strength "400 mg" --kind over-the-counter --dose "1 tablet"\
            --as-needed-for headache --most-per-day 3
        add medication IVIg --kind infusion --last-given "20 Feb 2026"
        visit = add visit "next saturday 10:30" --specialist-id $neuro --kind new\
            --companion-id $Ana --prepared-by $Ana --prepared-on today\
            --reason "Unsteady walking and slurred speech." --goal "the likely cause"
        edit visit $visit --restrictions "nothing to eat from midnight"
        add question "Which tests will you order?" --visit-id $visit
        add question "Is it safe to keep taking the sleeping tablet?"
        cause = add question "What is the most likely cause?" --visit-id $visit
        edit question $cause --rank 1
        add question "How long does the approval take?" --specialist-id $onco
        add answer smoking --answer yes --detail "stopped 1995"
        add answer weakness --answer yes
        add answer seizure --answer no
        add note "bring the scans on a disc"
        """,
}
COMMANDS = sum(text.replace("\\\n", "").strip().count("\n") + 1 for text in SITTINGS.values())


class Keyboard:
    """Somebody who types command lines, and remembers the ids that they printed."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.ids: dict[str, str] = {}

    def type(self, text: str) -> None:
        for line in text.replace("\\\n", " ").strip().splitlines():
            name, _, command = line.rpartition(" = ")
            words = shlex.split(Template(command).substitute(self.ids))
            if words[0] == "add":
                self.ids[name.strip()] = new_id(self.run(*words))
            else:
                assert fine(self.run(*words)) == ""


@pytest.fixture
def keyboard(cli: Run) -> Keyboard:
    """The planner as it was typed in four sittings from January to March."""
    keyboard = Keyboard(cli)
    for (day, month), text in SITTINGS.items():
        with on(day, month):
            keyboard.type(text)
    return keyboard


def test_the_page_shows_the_whole_planner(cli: Run, keyboard: Keyboard) -> None:
    with on(12, 3):
        page = fine(cli("brief"))
    lines = page.splitlines()
    assert len(lines) <= 60
    assert max(map(wcswidth, lines)) <= 72
    flat = " ".join(page.split())
    for told in (
        "Patient: Marta Example",
        "Born: 2 Apr 1958 (age 67)",
        "14 Mar 2026, 10:30",
        "14 Mar 2026, 10:30 (first visit) With: Dr A. Neuro, neurology",
        "Dr Garcia 10 Jan 2026",
        "Ana Example (daughter)",
        "Unsteady walking and slurred speech.",
        "the likely cause",
        "1. [ ] What is the most likely cause? 2. [ ] Which tests will you order? 3. [ ] Is it",
        "high blood pressure (2015)",
        "penicillin: rash, 1990; iodine contrast: hives, 2019",
        "prednisone 20 mg tablet: 2 tablets; by mouth; every morning",
        "takes 2",
        "as needed for headache",
        "IVIg (infusion): dose not recorded; last 20 Feb 2026, next not recorded",
        "amitriptyline 10 mg; Feb 2026; side effect; confusion",
        "unsteady walking",
        "1 fall",
        "(C)",
        "double vision",
        "stopped 1995",
        "MRI brain, done 2 Mar 2026: RESULT OVERDUE, was due 9 Mar 2026",
        "R-2291",
        "Contact: Ana 555-0142",
        "1 question for Dr B. Onco",
    ):
        assert told in flat, told
    assert flat.index("IVIg") < flat.index("STOPPED") < flat.index("WAITING FOR")
    assert "How long does the approval take?" not in page
    assert "bring the scans" not in page


def test_none_known_is_dated_and_nothing_is_invented(cli: Run, keyboard: Keyboard) -> None:
    with on(12, 3):
        flat = " ".join(fine(cli("brief")).split())
    assert flat.count("(5 Jan 2026)") == 2  # told to avoid, implants
    assert "Y weakness or coordination N seizures Not answered yet: 15 questions" in flat


def test_the_same_page_from_a_large_and_an_ascii_printer(cli: Run, keyboard: Keyboard) -> None:
    with on(12, 3):
        large, ascii_page = fine(cli("brief", "--large")), fine(cli("brief", "--ascii"))
        assert ascii_page == fine(cli("brief"))
    for name in ("prednisone", "zopiclone", "ibuprofen", "IVIg", "penicillin"):
        assert name in large


def test_next_steps_after_the_visit(cli: Run, keyboard: Keyboard) -> None:
    with on(14, 3):
        handed = fine(cli("brief", "--keep"))
        keyboard.type("""
            edit question $cause --status answered --answer "an antibody, perhaps"
            edit visit $visit --status done --in-my-words "wait for the blood"
            next = add visit "20 Apr 2026" --specialist-id $neuro
            """)
    with on(15, 3):
        page = fine(cli("brief"))
        assert "20 Apr 2026" in page
        assert "most likely cause" not in page
        assert "SINCE 14 MAR 2026" in page
        assert "now 2 tablets" not in page
        (kept,) = listed(cli, "brief")
        assert fine(cli("brief", "--kept", str(kept["id"]))) == handed
        assert [visit["id"] for visit in listed(cli, "visit")] == [int(keyboard.ids["next"])]


def test_undoing_every_step_leaves_nothing(cli: Run, keyboard: Keyboard) -> None:
    with on(12, 3):
        steps = 0
        while cli("undo").returncode == 0:
            steps += 1
            assert steps <= COMMANDS
        assert steps == COMMANDS
        assert fine(cli("list", "medication", "--all")) == ""
        assert "NOT RECORDED" in fine(cli("brief"))
        while cli("redo").returncode == 0:
            steps -= 1
        assert steps == 0
        assert "2 tablets" in fine(cli("brief"))
