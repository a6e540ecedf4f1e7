"""Everything that the tabs do has its command: each key of every pane, form and dialog that changes
the planner or brings something forth is matched with a command line, which is run here.

A new key has to be entered here: as one that does something, with its command, or as one that only
moves about on the screen.
"""

import shlex
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.talk import Run, fine
from tests.ui.test_bindings import OURS, own
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Answer,
    Brief,
    Contact,
    Dose,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Plan,
    Profile,
    Question,
    Reading,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.store.store import Store


def today() -> str:
    """The day on which a test runs, which may be the day after that of its collection."""
    return date.today().isoformat()


def yesterday() -> str:
    return (date.today() - timedelta(days=1)).isoformat()


def now(values: Iterable[object]) -> list[object]:
    """Values, with the days of now."""
    return [value() if callable(value) else value for value in values]


SEEN = "edit visit 29 --when yesterday"  # what comes after a visit needs a visit that is over
Effect = Callable[[Planner, Planner, str], bool]  # before, after, what was said


def holds(kind: type[Record], id: int, **fields: object) -> Effect:
    """One record has these values now, and had not all of them before."""

    def effect(before: Planner, after: Planner, said: str) -> bool:
        ends = (before.find(kind, id), after.find(kind, id))
        was, then = ([getattr(end, name) for name in fields] for end in ends)
        return then == now(fields.values()) != was

    return effect


def made(kind: type[Record], **fields: object) -> Effect:
    """There is one more record of the kind, and it has these values."""

    def effect(before: Planner, after: Planner, said: str) -> bool:
        new = [r for id, r in after.rows(kind).items() if id not in before.rows(kind)]
        return [[getattr(r, name) for name in fields] for r in new] == [now(fields.values())]

    return effect


def gone(kind: type[Record], id: int) -> Effect:
    return lambda before, after, said: id in before.rows(kind) and id not in after.rows(kind)


def says(words: str) -> Effect:
    """It is told, and nothing is changed."""
    return lambda before, after, said: words in said and before == after


def back(before: Planner, after: Planner, said: str) -> bool:
    """The last change of the made-up patient's planner is taken back."""
    return before.profile.medications_checked != "" == after.profile.medications_checked


def of_the_text(before: Planner, after: Planner, said: str) -> bool:
    """The text is gone, and its conditions have rows."""
    rows = {(row.name, row.since) for row in after.conditions.values()}
    known = {("asthma", "2015"), ("gout", "")}
    return before.profile.conditions != "" == after.profile.conditions and rows > known


class Same(NamedTuple):
    """A command line that does what a key does; `typed` are the lines typed at its questions."""

    command: str
    effect: Effect
    typed: str = ""
    first: str = ""  # commands that have to be given before


UNDO = Same("undo", back)
FINDS = Same("find double vision", says("symptom 41  double vision"))
PAGE = Same("brief", says("OUR QUESTIONS, most important first"))
STOP = "edit medication 22 --status stopped --stopped today --checked today"
CHECK_UP = Same("symptoms", holds(Symptom, 41, course="worse", checked=today), "w\n")
DOES: dict[str, Same] = {
    # every list
    "list.new": Same("add medication metformin", made(Medication, name="metformin")),
    "list.edit": Same(
        "edit medication 22 --dose '3 tablets'", holds(Medication, 22, dose="3 tablets")
    ),
    "list.delete": Same("remove medication 22", gone(Medication, 22)),
    "list.filter": FINDS,
    "list.closed": Same("list medication --all", says("12  STOPPED amitriptyline")),
    # everywhere
    "planner.page": PAGE,
    "planner.waiting": Same("waiting", says("MRI brain")),
    "planner.inbox": Same("sort", made(Question, text="a line"), "a\n", "note 'a line'"),
    "planner.rehearse": Same("rehearse", says("1. "), "\n"),
    "planner.after": Same("after 29", says("Type a and the answer"), first=SEEN),
    "planner.undo": UNDO,
    "planner.redo": Same("redo", lambda b, a, said: "Done again" in said and a != b, first="undo"),
    "planner.find": FINDS,
    "find.go": Same("show symptom 41", says("Name: double vision")),
    # visits
    "visits.choose": Same("brief --visit 16", says("Dr Rosa Garcia")),
    "visits.calendar": Same("export --format ics", says("BEGIN:VCALENDAR")),
    "visits.gaps": Same("ready", says("No food, or no medicine, before the visit?")),
    "visits.handed": Same("list brief", says("page of"), first="brief --keep -o page.txt"),
    # medications, allergies
    "medications.check": Same("medicines", holds(Medication, 7, checked=today), "s\n"),
    "medications.import": Same(
        "import - --yes", made(Medication, name="zinc", status="taking"), "Drug\nzinc\n"
    ),
    "review.take": Same("import - --yes", made(Medication, name="zinc"), "Drug\nzinc\n"),
    "review.columns": Same(
        "import - --yes --column 1=name", made(Medication, name="zinc"), "Xyz;Abc\nzinc;1\n"
    ),
    "review.letters": Same(
        "import - --yes --encoding cp850", made(Medication, name="zinc"), "Drug\nzinc\n"
    ),
    "medications.stop": Same(STOP, holds(Medication, 22, status="stopped", stopped=today)),
    "medications.allergies": Same("list allergy", says("penicillin")),
    "about.allergies": Same("list allergy", says("amitriptyline; kind: told to avoid it")),
    "allergies.none": Same(
        "me --avoid-status none-known",
        holds(Profile, 1, avoid_status="none-known", avoid_checked=today),
        first="remove allergy 24",
    ),
    "about.none": Same(
        "me --implants-status none-known",
        holds(Profile, 1, implants_status="none-known", implants_checked=today),
        first="me --implants-status not-asked",
    ),
    # the check of the medicines
    "check.same": Same("medicines", holds(Medication, 7, checked=today), "s\n"),
    "check.changed": Same(
        "medicines", holds(Medication, 7, dose="half", checked=today), "c\nhalf\n\n"
    ),
    "check.stopped": Same("medicines", holds(Medication, 7, status="stopped"), "x\n\n"),
    "check.undo": UNDO,
    **{
        f"why.{number}": Same(
            "medicines", holds(Medication, 7, status="stopped", stop_reason=why), f"x\n{why}\n"
        )
        for number, why in enumerate(
            ("side-effect", "did-not-help", "finished", "advice", "cost", "other"), 1
        )
    },
    "why.day": Same(
        "medicines",
        holds(Medication, 7, status="stopped", stopped="2026-02-03"),
        "x\n\n3 Feb 2026\n",
    ),
    # treatment
    "medications.dose": Same(
        "add dose today --medication-id 7 --amount '30 g'",
        made(Dose, when=today, medication_id=7, amount="30 g"),
    ),
    "medications.doses": Same("list dose", says("30 g"), first="add dose today --amount '30 g'"),
    "medications.steps": Same("list step", says("half"), first="add step tomorrow --dose half"),
    "steps.confirm": Same(
        "edit step 72 --confirmed yes",
        holds(Medication, 7, dose="half a tablet"),
        first="add step yesterday --medication-id 7 --dose 'half a tablet'",
    ),
    "planner.plans": Same("list plan", says("fever"), first="add plan fever"),
    "plans.strike": Same(
        "edit plan 72 --struck-off yes",
        holds(Plan, 72, struck_off="yes"),
        first="add plan 'fever above 38.5' --do-this 'call Dr Smith'",
    ),
    # symptoms
    "symptoms.note": Same(
        "add observation 'fell again' --symptom-id 13",
        made(Observation, note="fell again", symptom_id=13, when=today),
    ),
    "symptoms.check": CHECK_UP,
    "symptoms.measure": Same(
        "reading 'bp 128/82' --when today",
        made(Reading, what="blood-pressure", value="128/82", when=today),
    ),
    "symptom-check.same": Same(
        "symptoms", holds(Symptom, 41, course="comes-and-goes", checked=today), "s\n"
    ),
    "symptom-check.worse": CHECK_UP,
    "symptom-check.better": Same("symptoms", holds(Symptom, 41, course="better"), "b\n"),
    "symptom-check.gone": Same("symptoms", holds(Symptom, 41, course="gone"), "g\n"),
    "symptom-check.varies": Same(
        "symptoms",
        holds(Symptom, 41, course="comes-and-goes"),
        "c\n",
        "edit symptom 41 --course worse",
    ),
    "symptom-check.open": Same(
        "edit symptom 41 --how-often hourly", holds(Symptom, 41, how_often="hourly")
    ),
    "symptom-check.undo": UNDO,
    # conditions
    "conditions.split": Same(
        "split-conditions",
        of_the_text,
        first="me --conditions 'asthma (2015); gout'",
    ),
    "conditions.none": Same(
        "me --conditions-status none-known",
        holds(Profile, 1, conditions_status="none-known", conditions_checked=today),
        first="remove condition 67 && remove condition 68",
    ),
    "symptoms.notes": Same("show symptom 13", says("fell in the hall")),
    # questions
    "questions.prompts": Same("prompts", says("support-therapy")),
    "prompts.take": Same("prompts support-therapy", made(Question, prompt="support-therapy")),
    "questions.carry": Same("edit question 45 --rank 2", holds(Question, 45, rank=2)),
    "questions.higher": Same("edit question 38 --rank 2", holds(Question, 38, rank=2)),
    "questions.lower": Same("edit question 38 --rank 4", holds(Question, 38, rank=4)),
    "questions.answered": Same(
        "edit question 38 --status answered --answer 'an MRI'",
        holds(Question, 38, status="answered", answer="an MRI", answered_on=today),
    ),
    # specialists, tests
    "ladder.forward": Same("edit test 34 --status booked", holds(MedicalTest, 34, status="booked")),
    "ladder.back": Same("edit specialist 26 --status sent", holds(Specialist, 26, status="sent")),
    "contacts.call": Same("call 26", says("555-0130")),
    "contacts.log": Same(
        "add contact 'they ring' --test-id 27", made(Contact, outcome="they ring", test_id=27)
    ),
    "contacts.list": Same("list contact", says("insurance has the papers")),
    "call.step": Same("edit test 34 --status booked", holds(MedicalTest, 34, status="booked")),
    "call.log": Same(
        "add contact 'they ring' --specialist-id 26",
        made(Contact, outcome="they ring", specialist_id=26, when=today),
    ),
    "tests.calendar": Same("export --format ics", says("lumbar puncture")),
    "tests.question": Same("prompts result:27", made(Question, prompt="result:27")),
    # waiting for
    "waiting.go": Same("show test 27", says("MRI brain")),
    "waiting.log": Same("add contact 'no' --test-id 28", made(Contact, outcome="no", test_id=28)),
    "waiting.call": Same("call 28", says("antibody")),
    "waiting.done": Same(
        "edit test 28 --status done --done-on yesterday", holds(MedicalTest, 28, done_on=yesterday)
    ),
    "waiting.undo": UNDO,
    "gaps.meant": Same(
        "doubles --meant 72 73",
        lambda before, after, said: before.profile.meant != after.profile.meant,
        first="add medication paracetamol && add medication Tylenol",
    ),
    "planner.timeline": Same("timeline", says("fell in the hall")),
    "timeline.go": Same("show test 27", says("MRI brain")),
    "timeline.sort": Same("timeline --sort test", says("MRI brain")),
    "timeline.words": Same("timeline fell hall", says("fell in the hall")),
    "timeline.turn": Same("timeline --oldest-first", says("penicillin")),
    # the page
    "page.save": Same("brief -o page.txt", says("Written: ")),
    "page.copy": PAGE,  # to standard output, from where anything takes it
    "page.print": PAGE,
    "page.keep": Same("brief --keep", made(Brief, visit_id=29, kept_at=today)),
    "page.gaps": Same("ready", says("tuiplanner edit visit 29")),
    "page.visit": Same("brief --visit 6", says("Unsteady walking since the winter")),
    "gaps.go": Same(
        "edit visit 29 --restrictions-status none",
        holds(Visit, 29, restrictions_status="none"),
    ),
    # after the visit
    "after.answered": Same(
        "after 29", holds(Question, 37, status="answered", answer="a nerve"), "a a nerve\n", SEEN
    ),
    "after.partly": Same("after 29", holds(Question, 37, status="partly"), "p some\n", SEEN),
    "after.not-asked": Same(
        "after 29", holds(Question, 37, status="not-asked", carried=1), "n\n", SEEN
    ),
    "after.open": Same(
        "edit visit 29 --in-my-words 'we wait'", holds(Visit, 29, in_my_words="we wait")
    ),
    "after.undo": UNDO,
    # the rehearsal
    "rehearsal.yes": Same("rehearse", holds(Answer, 51, answer="yes"), "\ny\n"),
    "rehearsal.no": Same("rehearse", holds(Answer, 50, answer="no"), "n\n"),
    "rehearsal.unsure": Same("rehearse", holds(Answer, 50, answer="not-sure"), "s\n"),
    "rehearsal.clear": Same("remove answer 50", gone(Answer, 50)),
    "rehearsal.detail": Same("edit answer 50 --detail 'legs'", holds(Answer, 50, detail="legs")),
    "rehearsal.symptom": Same(
        "add symptom nausea --area dizziness-nausea", made(Symptom, area="dizziness-nausea")
    ),
    "rehearsal.undo": UNDO,
    # lines to sort
    "inbox.symptom": Same("sort", made(Observation, symptom_id=13), "s 13\n", "note 'a line'"),
    "inbox.pick": Same("sort", made(Observation, symptom_id=41), "s 41\n", "note 'a line'"),
    "inbox.question": Same("sort", made(Question, text="a line"), "a\n", "note 'a line'"),
    "inbox.visit": Same(
        "sort", lambda b, a, said: "a line" in a.visits[29].life_changes, "v\n", "note 'a line'"
    ),
    "inbox.delete": Same("sort", gone(Note, 72), "d\n", "note 'a line'"),
    "inbox.undo": UNDO,
    "listing.undo": UNDO,
    # forms
    "form.save": Same(
        "add person Ben --role caregiver", made(Person, name="Ben", role="caregiver")
    ),
    "form.take": Same("edit medication 22 --dose '0.5 mg'", holds(Medication, 22, dose="0.5 mg")),
    "form.keep": Same(
        "edit medication 22 --dose '1.0 mg' --kept-wording '1.0 mg'",
        holds(Medication, 22, dose="1.0 mg", kept_wording="1.0 mg"),
    ),
    "several.make": Same(
        "import - --kind question --yes", made(Question, text="Why me?"), "Why me?\n"
    ),
    "planners.new": Same("new father", says("tuiplanner --for father")),
    "planner.another": Same("planners", says("There is no planner here yet")),
    "welcome.demo": Same("demo --brief", says("Patient: Marta Example")),
    "form.past": Same("history medication 22", says("prednisone")),
    "history.take": Same(
        "edit medication 22 --dose '1 tablet'", holds(Medication, 22, dose="1 tablet")
    ),
}

# What only moves about, opens, closes or tells the keys of a place on the screen.
MOVES = {
    *(f"tab.{number}" for number in range(1, 8)),
    *(
        "planner.down",
        "planner.help",
        "planner.quit",
        "list.unfilter",
        "list.set-down",
        "why.close",
    ),
    *("dialog.close", "dialog.help", "typing.close", "typing.help", "prompts.close"),
    *("prompts.help", "prompts.up", "prompts.down", "find.up", "find.down"),
    *("field.up", "field.down", "form.up", "form.down", "form.close", "form.more", "form.help"),
    *("several.close", "welcome.close", "timeline.picture"),
    *("app.palette", "planner.look", "dialog.look", "typing.look", "prompts.look", "look.take"),
    "room.quit",
    *("planners.open", "planners.quit", "planners.help"),  # --for opens one
    *(f"planners.{digit}" for digit in range(1, 10)),
    *(
        "about.typing",
        "who.take",
        "who.close",
        *(f"who.{digit}" for digit in range(1, 10)),
    ),  # --as names one
    *("asked.take", "choose_line.take"),  # the words and lines are options of import
    *("filter.take", "typing.take", "welcome.take", "ready.go"),  # Enter in a question or a list
    "field.right",  # the words ahead of the cursor are a help to type the same
    *("review.pick", "choose_file.take", "choose_file.type"),  # import takes the file by its path
    "form.empty",  # a draft is what the screen has not saved: no command leaves one
}


def test_every_screen_key_has_a_parity_entry() -> None:
    keys = {binding.id for place in OURS for binding in own(place) if binding.id}
    assert keys == DOES.keys() | MOVES
    assert not DOES.keys() & MOVES


@pytest.mark.parametrize("key", DOES)
def test_the_command_does_what_the_key_does(cli: Run, made_up: Path, key: str) -> None:
    same = DOES[key]
    for command in filter(None, same.first.split(" && ")):
        fine(cli(*shlex.split(command)))
    before = Store(made_up).load()
    done = cli(*shlex.split(same.command), stdin=same.typed)
    after = Store(made_up).load()
    assert done.returncode in ({0, 4} if same.command == "ready" else {0}), done
    assert same.effect(before, after, done.stdout + done.stderr), done
