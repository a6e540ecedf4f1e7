"""Since the last visit: which visit that is, what counts as new, changed, stopped, started."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.brief.made import made, source_of, touched
from tests.brief.reading import blocks
from tests.strategies import TODAY
from tuiplanner.brief.page import make_page
from tuiplanner.data.library import rehearsal
from tuiplanner.model.history import FieldChange
from tuiplanner.model.planner import edit
from tuiplanner.model.records import Medication, Question, Record, Specialist, Symptom, Visit
from tuiplanner.outputs.briefs import source_of as source_of_file
from tuiplanner.store.store import Store

LAST = Visit(when="2026-01-10", status="done", with_whom="Dr A")
NEXT = Visit(id=99, when="2026-03-14", with_whom="Dr A")
NEURO, ONCO = Specialist(specialty="neurology"), Specialist(specialty="oncology")


def _visit(when: str, status: str = "done", with_whom: str = "Dr A", **typed: object) -> Visit:
    visit = Visit(when=when, status=status, with_whom=with_whom)
    return replace(visit, **typed)  # type: ignore[arg-type]


# Visits in their order, the place of the page's visit among them (0 is NEXT), and the last one.
LAST_VISITS: list[tuple[str, list[Visit], int, int]] = [
    ("the latest done", [_visit("2026-01-10"), _visit("2026-02-10")], 0, 2),
    ("order of typing does not matter", [_visit("2026-02-10"), _visit("2026-01-10")], 0, 1),
    ("a past planned visit is asked about", [_visit("2026-02-10", "planned")], 0, 0),
    ("a cancelled one does not", [_visit("2026-02-10", "cancelled")], 0, 0),
    ("one ahead does not", [_visit("2026-03-20")], 0, 0),
    ("today's, not yet done, does not", [_visit("2026-03-12", "planned")], 0, 0),
    ("today's, done, does", [_visit("2026-03-12")], 0, 1),
    ("an unsure day does not", [_visit("XXXX")], 0, 0),
    ("a month that has passed does", [_visit("2026-02")], 0, 1),
    ("this month has not passed", [_visit("2026-03")], 0, 0),
    ("an emergency does not", [_visit("2026-02-10", mode="emergency")], 0, 0),
    ("a stay in hospital does not", [_visit("2026-02-10", mode="hospital")], 0, 0),
    ("the page's own visit is never the last", [_visit("2026-02-10")], 1, 0),
    ("for a visit that has passed", [_visit("2026-01-10"), _visit("2026-02-10")], 2, 1),
    ("nothing after it counts", [_visit("2026-01-10"), _visit("2026-02-10")], 1, 0),
    (
        "the last with the same specialist",
        [
            _visit("2026-01-10", with_whom="", specialist_id=8),
            _visit("2026-02-10", with_whom="", specialist_id=9),
            _visit("2026-03-14", "planned", "", specialist_id=8),
        ],
        3,
        1,
    ),
    (
        "another specialist is a new doctor",
        [
            _visit("2026-02-10", with_whom="", specialist_id=9),
            _visit("2026-03-14", "planned", "", specialist_id=8),
        ],
        2,
        0,
    ),
    (
        "the same doctor by name",
        [_visit("2026-01-10"), _visit("2026-02-10", with_whom="Dr B"), _visit("2026-03-14")],
        3,
        1,
    ),
    ("titles and case do not matter", [_visit("2026-01-10", with_whom=" a ")], 0, 1),
    ("nor does the punctuation", [_visit("2026-01-10", with_whom="DR. A")], 0, 1),
    ("a longer name is another", [_visit("2026-01-10", with_whom="Dr A Lee")], 0, 0),
    (
        "a namesake of another specialty is another",
        [_visit("2026-01-10", specialty="eyes"), _visit("2026-03-14", specialty="neurology")],
        2,
        0,
    ),
    (
        "the specialty may be missing once",
        [_visit("2026-01-10", specialty="eyes"), _visit("2026-03-14")],
        2,
        1,
    ),
    (
        "who names nobody sees a new doctor",
        [_visit("2026-01-10", with_whom=""), _visit("2026-03-14", with_whom="")],
        2,
        0,
    ),
    ("none at all", [], 0, 0),
]


@pytest.mark.parametrize(
    ("visits", "page", "last"), [case[1:] for case in LAST_VISITS], ids=[c[0] for c in LAST_VISITS]
)
def test_the_last_visit(visits: list[Visit], page: int, last: int) -> None:
    source = source_of(made(*visits), page or NEXT)
    assert (source.last_visit.id if source.last_visit else 0) == last


def test_the_heading_is_only_as_exact_as_the_visit_date() -> None:
    """A visit of “Jan 2026” was not known to be on the 31st."""
    page = make_page(source_of(made(_visit("2026-01"), Symptom(name="dizzy")), NEXT))
    assert "SYMPTOMS SINCE JAN 2026" in page.text


# Began, course, typed on; how the symptom's line begins and what it says of the beginning.
SYMPTOMS: list[tuple[str, str, str, str, str]] = [
    ("2026-01-11", "worse", "2026-01-01", "NEW", "began 11 Jan 2026"),
    ("2026-01-10", "worse", "2026-02-01", "WORSE", "began 10 Jan 2026"),
    ("2026-01-09", "", "2026-02-01", "NOTED", "began 9 Jan 2026"),
    ("2026-01", "steady", "2026-02-01", "NEW", "began Jan 2026"),
    ("2026", "", "2026-02-01", "NEW", "began 2026"),
    ("2025~", "worse", "2026-02-01", "WORSE", "began about 2025"),
    ("2026~", "", "2026-02-01", "NEW", "began about 2026"),
    ("", "worse", "2026-02-01", "WORSE", "first noted 1 Feb 2026"),
    ("", "", "2026-01-11", "NOTED", "first noted 11 Jan 2026"),
    ("XXXX", "", "2026-02-01", "NOTED", "first noted 1 Feb 2026"),
    ("XXXX", "better", "2026-01-02", "BETTER", "beginning unsure"),
    ("", "steady", "2026-01-02", "STEADY", ""),
    ("2026-02-01", "gone", "2026-02-02", "GONE", "began 1 Feb 2026"),
    ("2025-02-01", "comes-and-goes", "2026-02-02", "VARIES", "began 1 Feb 2025"),
]


def _changes(*records: Record) -> list[str]:
    return blocks(make_page(source_of(made(*records), NEXT)))["changes"]


@pytest.mark.parametrize(("began", "course", "made_on", "label", "said"), SYMPTOMS)
def test_new_symptoms_are_listed(
    began: str, course: str, made_on: str, label: str, said: str
) -> None:
    symptom = Symptom(name="dizzy", began=began, course=course, created=f"{made_on}T12:00:00Z")
    line = " ".join(_changes(LAST, symptom)[1].split())
    assert line.startswith(f"{label} dizzy")
    assert said in line
    assert ("began" in line or "first noted" in line or "beginning" in line) is bool(said)


def test_without_a_last_visit_nothing_is_new() -> None:
    lines = _changes(Symptom(name="dizzy", began="2026-03-01", course="worse"))
    assert lines[0].startswith("SYMPTOMS")
    assert lines[1].startswith("  WORSE  dizzy")


@pytest.mark.parametrize(
    ("course", "said"),
    [
        ("worse", "worse"),
        ("comes-and-goes", "comes and goes"),
        ("steady", "steady"),
        ("better", "better"),
    ],
)
def test_a_new_symptom_still_shows_its_course(course: str, said: str) -> None:
    """How it goes is what a doctor asks first: NEW must not take its place."""
    text = " ".join(_changes(LAST, Symptom(name="dizzy", began="2026-03-01", course=course)))
    assert "NEW" in text
    assert said in text


def test_both_views_of_a_symptom_are_printed_together() -> None:
    """Patient and caregiver see it differently: both are printed, side by side."""
    lines = _changes(
        LAST,
        Symptom(name="walking", began="2025-05", course="steady", seen_by="patient"),
        Symptom(name="vision", began="2025-04", course="comes-and-goes"),
        Symptom(name="sleep", began="2025-03", course="better"),
        Symptom(name="walking", began="2025-05", course="worse", seen_by="caregiver"),
    )
    at = [number for number, line in enumerate(lines) if "walking" in line]
    assert at[1] - at[0] == 1
    assert "(P)" in lines[at[0]] + lines[at[1]]
    assert "(C)" in lines[at[0]] + lines[at[1]]


def test_private_notes_are_neither_printed_nor_counted() -> None:
    page = make_page(source_of(made(Symptom(name="secret", in_brief="no"))))
    assert "secret" not in page.text
    assert "symptom," not in page.text
    assert not page.left_out


PILLS = Medication(name="prednisone", strength="20 mg", dose="2 tablets", frequency="daily")


def _medicine_lines(medicine: Medication, *touches: FieldChange, last: Visit = LAST) -> str:
    page = make_page(source_of(made(medicine, last), NEXT, *touches))
    return " ".join(" ".join(blocks(page)["medicines"]).split())


# Touches of the history, and the line that they print, or none.
CHANGES: list[tuple[str, list[FieldChange], str]] = [
    (
        "since the visit",
        [touched("2026-03-03", 1, "dose", "1 tablet", "2 tablets")],
        "now 2 tablets (was 1 tablet), 3 Mar 2026",
    ),
    ("on its day", [touched("2026-01-10", 1, "dose", "1 tablet", "2 tablets")], ""),
    ("before it", [touched("2026-01-03", 1, "dose", "1 tablet", "2 tablets")], ""),
    (
        "twice: what held at the visit, what held since, and the day of the last change",
        [
            touched("2026-02-01", 1, "dose", "1 tablet", "3 tablets"),
            touched("2026-03-01", 1, "dose", "3 tablets", "2 tablets"),
        ],
        "now 2 tablets (was 1 tablet, then 3 tablets), 1 Mar 2026",
    ),
    (
        "on one day, mended: what held at its end",
        [
            touched("2026-02-01", 1, "dose", "1 tablet", "20 tablets"),
            touched("2026-02-01", 1, "dose", "20 tablets", "2 tablets"),
        ],
        "now 2 tablets (was 1 tablet), 1 Feb 2026",
    ),
    (
        "there and back again",
        [
            touched("2026-02-01", 1, "dose", "2 tablets", "3 tablets"),
            touched("2026-03-01", 1, "dose", "3 tablets", "2 tablets"),
        ],
        "now 2 tablets (was 2 tablets, then 3 tablets), 1 Mar 2026",
    ),
    (
        "strength",
        [touched("2026-02-01", 1, "strength", "5 mg", "20 mg")],
        "now 20 mg (was 5 mg), 1 Feb 2026",
    ),
    (
        "frequency",
        [touched("2026-02-01", 1, "frequency", "twice a day", "daily")],
        "now daily (was twice a day), 1 Feb 2026",
    ),
    ("first filled in", [touched("2026-02-01", 1, "dose", "", "2 tablets")], ""),
    ("first filled in, from null", [touched("2026-02-01", 1, "dose", None, "2 tablets")], ""),
    ("another field", [touched("2026-02-01", 1, "note", "old", "new")], ""),
    ("another medicine", [touched("2026-02-01", 7, "dose", "1 tablet", "2 tablets")], ""),
    (
        "another table",
        [touched("2026-02-01", 1, "dose", "1 tablet", "2 tablets", "symptoms")],
        "",
    ),
]


@pytest.mark.parametrize(
    ("touches", "line"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
def test_changed_medicines_are_listed(touches: list[FieldChange], line: str) -> None:
    text = _medicine_lines(PILLS, *touches)
    assert line in text
    assert ("CHANGED prednisone" in text) is bool(line)


def test_without_a_past_visit_nothing_is_marked_changed() -> None:
    touch = touched("2026-02-01", 1, "dose", "1 tablet", "2 tablets")
    text = _medicine_lines(PILLS, touch, last=_visit("2026-03-20"))
    assert "CHANGED" not in text


def test_a_pause_since_the_last_visit_is_a_change_with_its_day() -> None:
    early = touched("2026-01-02", 1, "note", "", "x")
    pause = touched("2026-03-02", 1, "status", "taking", "paused")
    text = _medicine_lines(replace(PILLS, status="paused"), early, pause)
    assert "PAUSED" in text
    assert "2 Mar 2026" in text


def test_two_strengths_of_one_medicine_are_distinguished() -> None:
    other = replace(PILLS, strength="5 mg", dose="1 tablet")
    touch = touched("2026-03-03", 2, "dose", "3 tablets", "1 tablet")
    page = make_page(source_of(made(PILLS, other, LAST), NEXT, touch))
    line = next(line for line in blocks(page)["medicines"] if "CHANGED" in line)
    assert "5 mg" in line


STOPPED = replace(PILLS, status="stopped", stop_reason="side-effect", stop_note="confusion")


@pytest.mark.parametrize(
    ("stopped", "printed"),
    [
        ("2026-02-20", "STOPPED prednisone 20 mg; 20 Feb 2026; side effect; confusion"),
        ("2026-01-11", "STOPPED prednisone 20 mg; 11 Jan 2026; side effect; confusion"),
        ("2026-01-10", "STOPPED prednisone 20 mg; 10 Jan 2026; side effect; confusion"),
        ("2026-01-09", ""),
        ("2025-12-01", ""),
        ("2026-01", "STOPPED prednisone 20 mg; Jan 2026; side effect; confusion"),
        ("2025", ""),
        ("2026~", "STOPPED prednisone 20 mg; about 2026; side effect; confusion"),
        ("XXXX", "STOPPED prednisone 20 mg"),
        ("", "STOPPED prednisone 20 mg"),
    ],
)
def test_stopped_medicines_are_listed(stopped: str, printed: str) -> None:
    """A day that is not known is never taken to lie before the last visit.

    On the day of the visit another doctor may have stopped it.
    """
    text = _medicine_lines(replace(STOPPED, stopped=stopped))
    assert printed in text
    assert ("STOPPED" in text) is bool(printed)


def test_an_undated_stop_uses_the_day_it_was_entered() -> None:
    stop = touched("2026-02-20", 1, "status", "taking", "stopped")
    assert "STOPPED prednisone 20 mg; 20 Feb 2026" in _medicine_lines(STOPPED, stop)
    early = touched("2026-01-05", 1, "status", "taking", "stopped")
    assert "STOPPED" not in _medicine_lines(STOPPED, early)


@pytest.mark.parametrize(
    ("started", "printed"),
    [
        ("2026-02-20", "STARTED prednisone; 20 Feb 2026"),
        ("2026-01-10", "STARTED prednisone; 10 Jan 2026"),
        ("2026-01-09", ""),
        ("2026-01", "STARTED prednisone; Jan 2026"),
        ("2025", ""),
        ("", ""),
    ],
)
def test_started_medicines_are_listed(started: str, printed: str) -> None:
    text = _medicine_lines(replace(PILLS, started=started))
    assert printed in text
    assert ("STARTED" in text) is bool(printed)


def test_a_history_that_starts_after_the_last_visit_is_noted() -> None:
    touch = touched("2026-02-15", 1, "note", "", "x")
    assert "Changes between 10 Jan 2026 and 15 Feb 2026 are not known." in _medicine_lines(
        PILLS, touch
    )
    early = touched("2026-01-05", 1, "note", "", "x")
    assert "known since" not in _medicine_lines(PILLS, early)


def test_a_planner_without_any_history_does_not_look_unchanged() -> None:
    """The file came without its history: no change is known, which is not “no change”."""
    text = _medicine_lines(PILLS).lower()
    assert "known" in text


HOSTILE = "1 \x1b[31mtablet\x1b[0m\u202e\r\nMEDICINES (0)\n" + "and a half " * 9 + "end"


def test_old_values_from_history_are_cleaned_but_not_cut(tmp_path: Path) -> None:
    """A file that something else wrote was edited here: its old value went to the history."""
    file = tmp_path / "planner.json"
    rows = {"1": {"name": "prednisone", "dose": HOSTILE}}
    seen = {"when": "2026-01-10", "status": "done", "with_whom": "Dr A"}
    visits = {"2": seen, "3": {"when": "2026-03-14", "with_whom": "Dr A"}}
    meta = {"1": {"schema": 1, "next_id": 4, "revision": 0}}
    file.write_text(json.dumps({"meta": meta, "medications": rows, "visits": visits}))
    day = datetime(2026, 3, 3, 12, tzinfo=UTC)
    store = Store(file, clock=lambda: day)
    store.update(lambda p: edit(p, Medication, 1, {"dose": "2 tablets"}, day.date()))
    text = make_page(source_of_file(Store(file), TODAY, rehearsal()[0])).text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "end), 3 Mar 2026" in text


@pytest.mark.parametrize(
    ("courses", "label"),
    [
        ([("2026-01-02", "", "gone"), ("2026-02-20", "gone", "worse")], "BACK"),
        ([("2026-02-02", "steady", "gone"), ("2026-02-20", "gone", "steady")], "BACK"),
        ([("2026-01-02", "", "steady"), ("2026-02-20", "steady", "worse")], "WORSE"),
        ([("2026-02-20", "worse", "gone")], "GONE"),
        ([("2026-02-20", "gone", "worse"), ("2026-02-20", "worse", "gone")], "GONE"),
    ],
)
def test_a_symptom_that_was_gone_is_back(courses: list[tuple[str, str, str]], label: str) -> None:
    touches = [touched(day, 1, "course", was, now, "symptoms") for day, was, now in courses]
    symptom = Symptom(name="dizzy", began="2025-05-01", course=courses[-1][2])
    page = make_page(source_of(made(symptom, LAST), NEXT, *touches))
    line = " ".join(" ".join(blocks(page)["changes"][1:]).split())
    assert line.startswith(f"{label} dizzy")
    assert ("was gone" in line) is (label == "BACK")


def test_visits_on_the_same_day_are_distinguished() -> None:
    morning = _visit("2026-03-12T09:00", "done", with_whom="Dr A")
    afternoon = _visit("2026-03-12T15:30", with_whom="Dr A")
    question = Question(text="Then?", visit_id=1, rank=1)
    page = make_page(source_of(made(replace(morning, status="planned"), afternoon, question), 2))
    assert "12 Mar 2026, 15:30 (today)" in page.text
    page = make_page(source_of(made(morning, afternoon), 2))
    assert "SYMPTOMS SINCE 12 MAR 2026, 09:00" in page.text


def test_the_heading_without_symptoms_still_names_symptoms() -> None:
    """Under a changed medicine “nothing written down” would read as no change."""
    page = make_page(source_of(made(LAST), NEXT))
    assert "SYMPTOMS SINCE 10 JAN 2026  none written down" in page.text
