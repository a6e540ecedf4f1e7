"""The lines of the page that a record prints: its own, all of them, and nobody else's."""

import re
from itertools import combinations

from hypothesis import given

from tests.brief.drawn import Case, cases, many
from tests.brief.made import made, source_of, touched
from tuiplanner.brief.page import make_page
from tuiplanner.brief.page_rows import changed_lines, flat
from tuiplanner.brief.printed_lines import PrintedLines
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import (
    Allergy,
    MedicalTest,
    Medication,
    Observation,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)
from tuiplanner.model.text import folded

A_CHANGE = re.compile(r"  [A-Z][A-Z0-9 ]*  ")


def printed(case: Case) -> PrintedLines:
    return PrintedLines(make_page(case.source), case.source.planner)


def marked(planner: Planner, record: Record, visit: int | None = None) -> list[str]:
    """The lines that a record of this planner prints, without their indent."""
    found = PrintedLines(make_page(source_of(planner, visit)), planner)
    return [found.texts[number].strip() for number in sorted(found.of(record))]


def medicine(planner: Planner, id: int) -> Medication:
    return planner.medications[id]


@many
@given(case=cases())
def test_what_is_printed_is_found_and_what_is_left_out_is_not(case: Case) -> None:
    found = printed(case)
    _finds_every_printed_medicine(found, case)
    _finds_two_medicines_in_two_rows(found, case)
    _finds_what_is_printed_and_nothing_else(found, case)


def _finds_every_printed_medicine(found: PrintedLines, case: Case) -> None:
    for medication in case.source.planner.medications.values():
        if not medication.is_stopped:
            lines = "".join(found.texts[number] for number in sorted(found.of(medication)))
            assert flat(medication.name) in flat(lines), medication.name


def _finds_two_medicines_in_two_rows(found: PrintedLines, case: Case) -> None:
    for one, other in combinations(case.source.planner.medications.values(), 2):
        for number in found.of(one) & found.of(other):
            is_together = "LINES  " in found.texts[number] or found.texts[number][:4] == "    "
            is_change = A_CHANGE.match(found.texts[number]) is not None
            has_one_name = folded(one.name) == folded(other.name)
            assert is_together or (is_change and has_one_name), found.texts[number]


def _finds_what_is_printed_and_nothing_else(found: PrintedLines, case: Case) -> None:
    page, planner = found.page, case.source.planner
    gone = {(each.table, each.id) for each in page.left_out if not each.in_part}
    for symptom in planner.symptoms.values():
        is_out = symptom.is_private or (symptom.TABLE, symptom.id) in gone
        assert bool(found.of(symptom)) != is_out, symptom.name
    for question in planner.questions.values():
        assert bool(found.of(question)) == (question.id in page.question_ids)
    if found.visit:
        assert found.of(found.visit)
        assert all(number < len(found.texts) for number in found.of(found.visit))


def test_a_longer_name_never_marks_the_shorter_one() -> None:
    planner = made(
        Medication(name="prednisone", dose="1 tablet", frequency="daily"),
        Medication(name="prednisolone", dose="1 tablet", frequency="daily"),
        Medication(name="iron", strength="20 mg", dose="1 tablet", reason="prednisone"),
    )
    assert [marked(planner, medicine(planner, id))[0].split()[0] for id in (1, 2, 3)] == [
        "prednisone:",
        "prednisolone:",
        "iron",
    ]
    assert all(len(marked(planner, medicine(planner, id))) == 1 for id in (1, 2, 3))


def test_equal_names_are_told_apart_by_strength_and_dose() -> None:
    planner = made(
        Medication(name="prednisone", strength="20 mg", dose="1 tablet", frequency="daily"),
        Medication(name="prednisone", strength="5 mg", dose="2 tablets", frequency="daily"),
        Medication(name="prednisone", strength="5 mg", dose="3 tablets", frequency="at bedtime"),
    )
    rows = [marked(planner, medicine(planner, id)) for id in (1, 2, 3)]
    assert ["20 mg" in rows[0][0], "2 tablets" in rows[1][0], "3 tablets" in rows[2][0]] == [
        *(True, True, True)
    ]
    assert [len([line for line in row if "tablet" in line]) for row in rows] == [1, 1, 1]


def test_a_medicine_is_found_in_the_list_and_in_its_change() -> None:
    planner = made(
        Medication(name="prednisone", dose="2 tablets", frequency="daily", created="2026-01-01"),
        Medication(name="prednisolone", dose="2 tablets", frequency="daily"),
        Visit(when="2026-02-01", status="done", with_whom="Dr A"),
        Visit(when="2026-03-20", with_whom="Dr A"),
    )
    changed = touched("2026-03-01", 1, "dose", "1 tablet", "2 tablets")
    found = PrintedLines(make_page(source_of(planner, 4, changed)), planner)
    lines = [found.texts[number].split()[0] for number in sorted(found.of(medicine(planner, 1)))]
    assert lines == ["prednisone:", "CHANGED"]


def test_a_name_longer_than_the_line_is_found() -> None:
    word = "".join(f"{number:03}-" for number in range(50))
    planner = made(Medication(name=word, dose="1 tablet"), Medication(name=word[:-4]))
    found = PrintedLines(make_page(source_of(planner)), planner)
    first, second = (found.of(medicine(planner, id)) for id in (1, 2))
    assert len(first) > 2
    assert len(second) > 2
    assert not first & second


def test_a_long_name_is_found_among_names_in_one_row() -> None:
    """The row that joins symptoms breaks a name without blanks over its lines."""
    long = "a " + "日" * 78
    rows = (Symptom(name=f"ache {n}", course="worse", seen_by="both") for n in range(12))
    planner = made(*rows, Symptom(name=long), Symptom(name=long[:-1]))
    found = PrintedLines(make_page(source_of(planner)), planner)
    text = flat("".join(found.texts))
    for symptom in planner.symptoms.values():
        lines = "".join(found.texts[number] for number in sorted(found.of(symptom)))
        assert (flat(symptom.name) in flat(lines)) == (flat(symptom.name) in text)


def test_a_test_is_found_among_results_and_open_items() -> None:
    planner = made(
        MedicalTest(name="MRI brain", status="result-in", done_on="2026-02-01", result="normal"),
        MedicalTest(name="MRI brain follow-up", status="booked", booked_for="2026-04-01"),
        MedicalTest(name="MRI brain", status="booked", booked_for="2026-05-01"),
    )
    one, two, three = (marked(planner, planner.tests[id]) for id in (1, 2, 3))
    assert "MRI brain, 1 Feb 2026:" in " ".join(one)
    assert two == ["MRI brain follow-up: booked 1 Apr 2026"]
    assert three == ["MRI brain: booked 1 May 2026"]


def test_only_its_own_section_marks_a_record() -> None:
    planner = made(
        Symptom(name="tremor", course="worse"),
        Question(text="What causes the tremor?"),
        Allergy(substance="tremor"),
        Specialist(specialty="neurology", name="Dr A", question="tremor?"),
        Visit(when="2026-03-20", specialist_id=4, reason="tremor"),
        Visit(when="2026-01-20", status="done", with_whom="Dr B"),
    )
    (symptom,) = marked(planner, planner.symptoms[1], 5)
    assert symptom.startswith("WORSE  tremor")
    assert marked(planner, planner.questions[2], 5) == ["1. [ ] What causes the tremor?"]
    visit = marked(planner, planner.visits[5], 5)
    assert visit[1:] == ["WHY WE ARE HERE", "tremor"]
    assert marked(planner, planner.specialists[4], 5) == [visit[0], "Referred: tremor?"]
    assert marked(planner, planner.visits[6], 5) == ["ALSO SEEN  Dr B 20 Jan 2026"]


def test_a_fact_is_found_by_its_place() -> None:
    planner = made(name="Marta Example", contact="Ana 555-0142", family_doctor="Dr Rosa Garcia")
    found = PrintedLines(make_page(source_of(planner)), planner)
    texts = {
        name: [found.texts[number] for number in sorted(found.of_fact(name))]
        for name in ("name", "contact", "family_doctor", "implants", "hospital_number", "phone")
    }
    assert texts["name"][0].startswith("Patient: Marta Example")
    assert texts["contact"] == texts["family_doctor"]
    assert texts["contact"][0].startswith("Contact: Ana 555-0142. Family doctor: Dr Rosa Garcia")
    assert texts["implants"] == ["IMPLANTS   NOT RECORDED - please ask"]
    assert texts["hospital_number"] == texts["phone"] == []


def test_the_head_of_a_second_page_belongs_to_no_record() -> None:
    rows = (Medication(name=f"medicine {n}", dose="1 mL", frequency="daily") for n in range(60))
    planner = made(Visit(when="2026-03-20", with_whom="Dr A"), *rows, name="Marta Example")
    found = PrintedLines(make_page(source_of(planner, 1)), planner)
    assert found.page.pages == 2
    heads = {n for n, text in enumerate(found.texts) if "Patient: Marta" in text}
    assert len(heads) == 2
    assert found.of_fact("name") == {min(heads)}
    marked = frozenset().union(*map(found.of, planner.medications.values()))
    assert len(marked) == 60
    assert not marked & heads


def test_changed_lines_are_the_added_and_altered_ones() -> None:
    assert changed_lines("abc", "abc") == frozenset()
    assert changed_lines("abc", "abxc") == {2}
    assert changed_lines("abc", "ac") == frozenset()
    assert changed_lines("abc", "axcy") == {1, 3}


def test_the_line_of_events_is_no_row_of_a_symptom_of_that_name() -> None:
    falls = [Observation(note="fell", when=f"2026-03-0{day}", kind="fall") for day in (9, 2)]
    planner = made(Symptom(name="2 falls", course="worse"), *falls)
    (line,) = marked(planner, planner.symptoms[1])
    assert line.startswith("WORSE  2 falls")
