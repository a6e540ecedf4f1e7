"""What never goes, however full the page: medicines, allergies, why, the first questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from tests.brief.drawn import SHEETS, Case, cases, many
from tests.brief.made import made, page_of, source_of
from tests.brief.reading import block
from tests.golden.told import Told
from tests.strategies import TODAY
from tuiplanner.brief.page import make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.library import rehearsal
from tuiplanner.model import dates
from tuiplanner.model.records import Allergy, Medication, Question, Record, Symptom
from tuiplanner.outputs.briefs import source_of as source_of_file
from tuiplanner.store.store import Store


@many
@given(case=cases())
def test_no_medicine_change_or_stop_is_lost(case: Case) -> None:
    rows = block(case.page(), "medicines")
    used = [m for m in case.source.planner.medications.values() if m.status != "stopped"]
    assert rows.startswith(f"MEDICINES({len(used)})" if used else "MEDICINES")
    for medicine in used:
        for said in _said(medicine):
            assert case.written(said) in rows
    for said in (*_changes(case.source), *_stops(case.source)):
        assert case.written(said) in rows


def _said(medicine: Medication) -> Iterator[str]:
    """What stands side by side in a medicine's row."""
    brand = f"({medicine.brand})" if medicine.brand else ""
    yield f"{medicine.name}{brand}{medicine.strength}{medicine.form}"
    yield from (medicine.dose, medicine.route, medicine.frequency)
    yield from (medicine.as_needed_for, medicine.most_per_day, medicine.taken_differently)
    if medicine.status == "paused":
        yield "PAUSED"
    if medicine.kind == "infusion" or medicine.last_given or medicine.next_due:
        yield f"last {dates.show(medicine.last_given) or 'not recorded'}"
        yield f"next {dates.show(medicine.next_due) or 'not booked'}"
    if not medicine.dose and medicine.kind != "therapy":
        yield "dose not recorded"
    given = medicine.kind in ("infusion", "therapy")
    if not (medicine.frequency or medicine.as_needed_for or given):
        yield "frequency not recorded"


def _changes(source: Source) -> Iterator[str]:
    """What held on the day of the last visit, against what holds now."""
    for medicine in source.planner.medications.values():
        for field in ("strength", "dose", "route", "frequency"):
            later = [
                touch
                for touch in source.trail.touches
                if (touch.id, touch.field) == (medicine.id, field)
                and source.since is not None
                and touch.when[:10] > source.since.isoformat()
            ]
            was, now = later[0].before if later else "", getattr(medicine, field)
            if was and now and was != now and medicine.status != "stopped":
                yield f"{now} (was {was})"


def _stops(source: Source) -> Iterator[str]:
    for medicine in source.planner.medications.values():
        last = dates.last_day(medicine.stopped)
        new = source.since is None or last is None or last > source.since
        if medicine.status == "stopped" and new:
            yield f"STOPPED {medicine.name} {medicine.strength}"
            yield dates.show(medicine.stopped)
            yield medicine.stop_note


def _harm(allergy: Allergy) -> Iterator[str]:
    yield allergy.substance
    yield allergy.reaction
    yield allergy.severity
    yield dates.show(allergy.year)
    yield allergy.told_by


@many
@given(case=cases())
def test_no_allergy_condition_reason_or_first_question_is_lost(case: Case) -> None:
    page, profile, visit = case.page(), case.source.planner.profile, case.source.visit
    for allergy in case.source.planner.allergies.values():
        listed = block(page, "avoid" if allergy.kind == "avoid" else "allergies")
        for said in _harm(allergy):
            assert case.written(said) in listed
    for said in (visit.reason, visit.goal) if visit else ():
        assert case.written(said) in block(page, "why")
    assert case.written(profile.conditions) in block(page, "known")
    assert case.written(profile.implants) in block(page, "implants")
    assert case.written(profile.needs) in block(page, "head")
    assert case.written(profile.contact) in block(page, "closing")
    for number, question in enumerate(case.source.questions[:3], 1):
        asked = f"{number}.[]{case.written(question.text)}"
        assert asked in block(page, "questions")
    assert page.question_ids[:3] == tuple(q.id for q in case.source.questions[:3])


def test_a_word_longer_than_the_line_is_broken_not_lost() -> None:
    word = "".join(f"{number:03}-" for number in range(50))
    medicine = Medication(name=word, dose=word, frequency=word)
    planner = made(medicine, Allergy(substance=word), name=word)
    for sheet in SHEETS.values():
        page = make_page(source_of(planner), sheet)
        assert block(page, "medicines").count(word) == 3
        assert word in block(page, "allergies")
        assert word in block(page, "head")


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Medication(name="warfarin", status="perhaps"), "medicines"),
        (Medication(name="warfarin", kind="homeopathic"), "medicines"),
        (Allergy(substance="warfarin", kind="intolerance"), "allergies"),
        (Question(text="warfarin?", status="urgent"), "questions"),
        (Symptom(name="warfarin", course="fluctuating"), "changes"),
        (Symptom(name="warfarin", in_brief="perhaps"), "changes"),
    ],
)
def test_a_word_from_elsewhere_that_we_do_not_know_loses_nothing(record: Record, name: str) -> None:
    """A loaded word outside the closed list is kept: it never hides what it stands on."""
    assert "warfarin" in block(page_of(record), name)


def test_an_undone_delete_gives_the_same_page_again(tmp_path: Path) -> None:
    """In the window where it was undone, and in another that reads the file."""
    told = Told(tmp_path)
    first = told.add("allergy", "penicillin", reaction="rash")
    told.add("allergy", "latex")
    before = told.page().text
    told.remove("allergy", first)
    assert "penicillin" not in told.page().text
    store = Store(told.path)
    store.load()
    store.undo()
    assert told.page().text == before
    assert make_page(source_of_file(store, TODAY, rehearsal()[0])).text == before


def test_a_medicine_that_is_said_to_be_taken_is_not_taken_for_stopped(tmp_path: Path) -> None:
    """It was stopped once and is taken again: what the person says of today wins."""
    told = Told(tmp_path)
    told.add(
        "medication",
        "warfarin",
        dose="1 tablet",
        frequency="daily",
        status="taking",
        stopped="2019",
        started="2025",
    )
    printed = block(told.page(), "medicines")
    assert printed.startswith("MEDICINES(1)")
    assert "STOPPED" not in printed
