"""Which results a doctor knows, against an independent account of who talked about what."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brief.made import made
from tests.every import examples
from tests.strategies import TODAY
from tuiplanner.model.planner import edit, remove
from tuiplanner.model.records import MedicalTest, Specialist, Visit
from tuiplanner.model.results import is_known, record_discussed, results, to_discuss

DOCTORS = ("Dr A", "Dr B", "Dr C")
NAMES = ("MRI", "mri ", "PET-CT", "blood")


@settings(max_examples=examples(200))
@given(
    st.lists(st.sampled_from(DOCTORS), min_size=1, max_size=5),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(1, 28), st.sets(st.integers(0, 4))),
        max_size=6,
    ),
    st.sampled_from((*DOCTORS, "Dr D", "")),
)
def test_a_doctor_knows_what_was_discussed_with_that_doctor(
    visits: list[str], tests: list[tuple[str, int, set[int]]], doctor: str
) -> None:
    records = [Visit(when=f"2026-01-0{n}", with_whom=who) for n, who in enumerate(visits, 1)]
    first = len(records) + 1
    planner = made(
        *records,
        *(
            MedicalTest(name=name, done_on=f"2026-02-{day:02}", result="x")
            for name, day, _ in tests
        ),
    )
    knows: dict[int, set[str]] = {}
    for id, (_, _, talks) in enumerate(tests, first):
        knows[id] = set()
        for at in sorted(talks):
            if at < len(visits):
                planner = record_discussed(planner, id, at + 1, TODAY)
                knows[id].add(visits[at])
    page = Visit(id=99, when="2026-03-14", with_whom=doctor)
    unknown = {id for id, whom in knows.items() if doctor not in whom}
    assert {test.id for test in to_discuss(planner, page)} == unknown
    found = results(planner, page)
    assert sorted(test.id for each in found for test in each.tests) == sorted(knows)
    assert [each.is_new for each in found] == sorted((e.is_new for e in found), reverse=True)
    for each in found:
        assert each.is_new == any(test.id in unknown for test in each.tests)
        days = [test.done_on for test in each.tests]
        assert days == sorted(days, reverse=True)
        assert len({test.name.strip().casefold() for test in each.tests}) == 1


def test_a_result_without_a_day_comes_first() -> None:
    planner = made(
        MedicalTest(name="MRI", done_on="2026-02-01", result="old"),
        MedicalTest(name="MRI", result="day unknown"),
    )
    (found,) = results(planner, None)
    assert [test.result for test in found.tests] == ["day unknown", "old"]


def test_a_test_without_a_result_is_not_listed() -> None:
    planner = made(MedicalTest(name="MRI", status="done"), MedicalTest(name="EEG", result="", id=2))
    assert results(planner, None) == ()
    (found,) = results(made(MedicalTest(name="MRI", status="result-in")), None)
    assert found.is_new


def test_a_deleted_visit_makes_the_result_new_again() -> None:
    visit = Visit(when="2026-01-01", with_whom="Dr A")
    planner = made(visit, MedicalTest(name="MRI", result="clear"))
    planner = record_discussed(planner, 2, 1, TODAY)
    page = replace(visit, id=9)
    assert is_known(planner, planner.tests[2], page)
    planner = remove(planner, Visit, 1, TODAY)
    assert not is_known(planner, planner.tests[2], page)


def test_an_older_file_knows_only_that_it_was_discussed() -> None:
    """It counts for the specialist of the test, and for nobody else."""
    planner = made(
        Specialist(specialty="neurology"),
        MedicalTest(name="MRI", result="clear", status="discussed", specialist_id=1),
    )
    assert is_known(planner, planner.tests[2], Visit(id=9, when="2026-03-14", specialist_id=1))
    assert not is_known(planner, planner.tests[2], Visit(id=9, when="2026-03-14", with_whom="B"))
    planner = edit(planner, MedicalTest, 2, {"specialist_id": None}, TODAY)
    assert not is_known(planner, planner.tests[2], Visit(id=9, when="2026-03-14", specialist_id=1))
