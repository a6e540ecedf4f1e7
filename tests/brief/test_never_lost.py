"""What never goes, however full the page: medicines, allergies, why, the first questions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from tests.brief.drawn import SHEETS, Case, cases, many
from tests.brief.made import made, page_of, source_of
from tests.brief.reading import block, blocks
from tests.golden.told import Told
from tests.strategies import TODAY
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.library import rehearsal
from tuiplanner.model import dates
from tuiplanner.model.doses import with_doses
from tuiplanner.model.records import Allergy, Medication, Question, Record, Symptom
from tuiplanner.outputs.briefs import source_of as source_of_file
from tuiplanner.store.store import Store


@many
@given(case=cases())
def test_what_must_not_be_lost_is_on_every_page(case: Case) -> None:
    page = case.page()
    _no_medicine_or_stop_is_lost(page, case)
    _no_allergy_condition_reason_or_first_question_is_lost(page, case)


def _no_medicine_or_stop_is_lost(page: Page, case: Case) -> None:
    lines = blocks(page)["medicines"]
    listed = [m for m in case.source.planner.medications.values() if _is_listed(m)]
    taken = [m for m in listed if not _is_ahead(m.started)]
    assert lines[0].startswith(f"MEDICINES ({len(taken)})" if listed else "MEDICINES")
    for medicine in (with_doses(case.source.planner, m) for m in listed):
        for attribute in _attributes(medicine):
            assert case.reads(attribute, lines), attribute
    for medicine in case.source.planner.medications.values():
        for attribute in _stop(case.source, medicine):
            assert case.reads(attribute, lines), attribute


def _is_ahead(day: str) -> bool:
    first = dates.first_day(day)
    return first is not None and first > TODAY


def _is_listed(medicine: Medication) -> bool:
    """What is taken, and what will be stopped but was not yet."""
    return medicine.status != "stopped" or _is_ahead(medicine.stopped)


def _attributes(medicine: Medication) -> Iterator[str]:
    """What stands side by side in a medicine's row."""
    yield from (medicine.name, medicine.strength, medicine.form)
    yield f"({medicine.brand})" if medicine.brand else ""
    yield from (medicine.dose, medicine.route, medicine.frequency, medicine.directions)
    if medicine.as_needed_for:
        yield from ("as needed", medicine.as_needed_for)
    if medicine.most_per_day:
        yield medicine.most_per_day
    if medicine.taken_differently:
        yield f"NOT AS WRITTEN: {medicine.taken_differently}"
    if medicine.status == "paused" and not _is_ahead(medicine.started):
        yield f"PAUSED {medicine.name}"
    if medicine.kind == "infusion" or medicine.last_given or medicine.next_due:
        yield f"last {dates.show(medicine.last_given) or 'not recorded'}"
        due = medicine.next_due
        is_past = (dates.last_day(due) or TODAY) < TODAY
        yield (
            f"due {dates.show(due)} (not noted)"
            if is_past
            else f"next {dates.show(due) or 'not recorded'}"
        )
    # The frequency may hold the dose, `2 tablets at night`, or nothing else, `20 mg`.
    in_frequency = re.match(r"\d+ (?:tablets?|mg)\b", medicine.frequency)
    is_all = in_frequency and in_frequency[0] == medicine.frequency
    frequency = "" if is_all else medicine.frequency
    has_dose = medicine.dose or medicine.directions
    if not has_dose and medicine.kind != "therapy" and not in_frequency:
        yield "dose not recorded"
    given = medicine.kind in ("infusion", "therapy")
    in_dose = "day" in medicine.dose or "morning" in medicine.dose
    if not (frequency or medicine.directions or medicine.as_needed_for or given or in_dose):
        yield "frequency not recorded"


def _stop(source: Source, medicine: Medication) -> Iterator[str]:
    last = dates.last_day(medicine.stopped)
    new = source.since is None or last is None or last > source.since
    if medicine.status == "stopped" and medicine.stopped and new and not _is_listed(medicine):
        yield f"STOPPED {medicine.name}"
        yield from (medicine.strength, medicine.stop_note)
        yield dates.show(medicine.stopped) if medicine.stopped != "XXXX" else "day unsure"


def _harm(allergy: Allergy) -> Iterator[str]:
    yield allergy.substance
    yield allergy.reaction
    yield allergy.severity
    yield dates.show(allergy.year)
    yield allergy.told_by


def _no_allergy_condition_reason_or_first_question_is_lost(page: Page, case: Case) -> None:
    profile, visit = case.source.planner.profile, case.source.visit
    printed = blocks(page)
    for allergy in case.source.planner.allergies.values():
        listed = printed["avoid" if allergy.kind == "avoid" else "allergies"]
        for fact in _harm(allergy):
            assert case.reads(fact, listed)
    for text in (visit.reason, visit.goal) if visit else ():
        assert case.reads(text, printed["why"])
    assert case.reads(profile.conditions, printed["known"])
    assert case.reads(profile.implants, printed["implants"])
    assert case.reads(profile.needs, printed["head"])
    assert case.reads(profile.contact, printed["closing"])
    for number, question in enumerate(case.source.questions[:3], 1):
        assert case.reads(f"{number}. [ ] {question.text}", printed["questions"])
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
def test_an_unknown_loaded_choice_hides_nothing(record: Record, name: str) -> None:
    """A loaded word outside the closed list is kept: it never hides what it stands on."""
    assert "warfarin" in block(page_of(record), name)


def test_undoing_a_delete_restores_the_same_page(tmp_path: Path) -> None:
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


def test_a_medicine_taken_again_is_not_printed_as_stopped(tmp_path: Path) -> None:
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
