"""What a doctor has seen: visits, results and answers against a plain account of the same rules."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brief.made import made
from tests.every import examples
from tests.strategies import TODAY
from tuiplanner.model.records import Answer, MedicalTest, Record, Symptom, Visit
from tuiplanner.model.rehearsal import Asked, contradicted, outdated
from tuiplanner.model.results import results
from tuiplanner.model.visits import last_seen, other_doctors, stays

DOCTORS = ("Dr A", "dr. a", "Dr B", "")
SAME = {"Dr A": "a", "dr. a": "a", "Dr B": "b", "": ""}


class Seen(NamedTuple):
    day: date
    doctor: str
    status: str
    mode: str


VISITS = st.lists(
    st.builds(
        Seen,
        st.integers(-200, 20).map(lambda days: TODAY + timedelta(days=days)),
        st.sampled_from(DOCTORS),
        st.sampled_from(("done", "done", "planned", "cancelled")),
        st.sampled_from(("", "", "phone", "hospital", "emergency")),
    ),
    max_size=8,
)


def visits_of(drawn: list[Seen]) -> list[Record]:
    return [
        Visit(when=v.day.isoformat(), with_whom=v.doctor, status=v.status, mode=v.mode)
        for v in drawn
    ]


@settings(max_examples=examples(300))
@given(VISITS, st.sampled_from(DOCTORS))
def test_the_last_visit_with_a_doctor(drawn: list[Seen], doctor: str) -> None:
    planner = made(*visits_of(drawn))
    coming = Visit(id=99, when=(TODAY + timedelta(days=2)).isoformat(), with_whom=doctor)
    theirs = [
        v.day
        for v in drawn
        if v.status == "done"
        and v.mode not in ("hospital", "emergency")
        and v.day <= TODAY
        and doctor
        and SAME[v.doctor] == SAME[doctor]
    ]
    last = last_seen(planner, coming, TODAY)
    assert (last.when if last else None) == (max(theirs).isoformat() if theirs else None)


@settings(max_examples=examples(300))
@given(VISITS, st.none() | st.integers(0, 200))
def test_stays_and_other_doctors_since_a_day(drawn: list[Seen], ago: int | None) -> None:
    planner = made(*visits_of(drawn))
    since = None if ago is None else TODAY - timedelta(days=ago)
    away = [
        v.day.isoformat()
        for v in drawn
        if v.mode in ("hospital", "emergency")
        and v.status != "cancelled"
        and v.day <= TODAY
        and (since is None or v.day > since)
    ]
    assert sorted(v.when for v in stays(planner, since, TODAY)) == sorted(away)
    coming = Visit(id=99, when="2026-03-14", with_whom="Dr A")
    last: dict[str, date] = {}
    for v in drawn:
        if v.status == "done" and v.mode not in ("hospital", "emergency") and v.doctor:
            last[SAME[v.doctor]] = max(v.day, last.get(SAME[v.doctor], date.min))
    last.pop("a", None)
    wanted = sorted(day.isoformat() for day in last.values() if since is None or day > since)
    assert sorted(v.when for v in other_doctors(planner, coming, since)) == wanted


@settings(max_examples=examples(300))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("PET-CT", "pet-ct", "MRI")),
            st.integers(0, 300),
            st.sets(st.sampled_from((1, 2)), max_size=2),
        ),
        max_size=8,
    )
)
def test_results_are_new_until_they_were_discussed_with_the_doctor(
    drawn: list[tuple[str, int, set[int]]],
) -> None:
    seen_by = [Visit(when="2026-01-01", with_whom=who, status="done") for who in ("Dr A", "Dr B")]
    tests = [
        MedicalTest(
            name=name,
            done_on=(TODAY - timedelta(days=ago)).isoformat(),
            status="discussed" if at else "result-in",
            result=f"result {number}",
            discussed_at=tuple(sorted(at)),
        )
        for number, (name, ago, at) in enumerate(drawn)
    ]
    coming = Visit(id=99, when="2026-03-14", with_whom="Dr A")
    found = results(made(*seen_by, *tests), coming)
    by_name: dict[str, list[tuple[int, set[int]]]] = {}
    for name, ago, at in drawn:
        by_name.setdefault(name.casefold(), []).append((ago, at))
    assert len(found) == len(by_name)
    for each in found:
        rows = by_name[each.latest.name.casefold()]
        assert each.is_new == any(1 not in at for _, at in rows)
        days = [(TODAY - timedelta(days=ago)).isoformat() for ago, _ in sorted(rows, key=min_ago)]
        assert [test.done_on for test in each.tests] == days
    assert [each.is_new for each in found] == sorted((e.is_new for e in found), reverse=True)


def min_ago(row: tuple[int, set[int]]) -> int:
    return row[0]


ASKED = (
    Asked("seizure", "Seizures?", "seizures", "seizure"),
    Asked("vision", "Sight?", "vision", "vision"),
    Asked("smoking", "Smoke?", "Smoked"),
)


@settings(max_examples=examples(300))
@given(
    st.dictionaries(
        st.sampled_from(("seizure", "vision", "smoking")),
        st.tuples(st.sampled_from(("yes", "no", "not-sure")), st.integers(0, 60)),
    ),
    st.lists(
        st.tuples(
            st.sampled_from(("seizure", "vision", "pain", "")),
            st.sampled_from(("worse", "gone", "")),
            st.sampled_from(("yes", "no")),
        ),
        max_size=4,
    ),
)
def test_answers_that_are_old_or_contradicted(
    given_answers: dict[str, tuple[str, int]], symptoms: list[tuple[str, str, str]]
) -> None:
    rows: list[Record] = [
        Answer(key=key, answer=answer, answered_on=(TODAY - timedelta(days=ago)).isoformat())
        for key, (answer, ago) in given_answers.items()
    ]
    rows += [Symptom(name="x", area=a, course=c, in_brief=shown) for a, c, shown in symptoms]
    planner = made(*rows)
    felt = {a for a, c, shown in symptoms if a and c != "gone" and shown == "yes"}
    doubted = {k for k, (answer, _) in given_answers.items() if answer == "no" and k in felt}
    assert {asked.key for asked in contradicted(planner, ASKED)} == doubted
    kept = [row for row in rows if not isinstance(row, Symptom)]
    kept += [Symptom(name=f"odd {a}s", course=c, in_brief=shown) for a, c, shown in symptoms]
    named = made(*kept)
    assert {asked.key for asked in contradicted(named, ASKED)} == doubted, "the name tells it, too"
    old = {k for k, (_, ago) in given_answers.items() if ago > 30}
    assert {asked.key for asked in outdated(planner, ASKED, TODAY)} == old
