"""Numbers of a symptom from its dated notes, by who saw it: against an independent count."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brief.made import made, source_of
from tests.brief.reading import blocks
from tests.every import examples
from tests.strategies import TODAY
from tuiplanner.brief.page import make_page
from tuiplanner.model import dates
from tuiplanner.model.records import Observation, Symptom, Visit

SHAKING = Symptom(name="shaking", course="worse", seen_by="patient")


def row(*notes: Observation, symptom: Symptom = SHAKING) -> str:
    """The row of the symptom on one line."""
    theirs = [replace(note, symptom_id=1) for note in notes]
    page = make_page(source_of(made(symptom, *theirs)))
    flat = " ".join(" ".join(blocks(page)["changes"]).split())
    return flat.partition(symptom.name)[2]


def note(
    days_ago: int, severity: int | None = None, seen_by: str = "", kind: str = "note"
) -> Observation:
    day = (TODAY - timedelta(days=days_ago)).isoformat()
    return Observation(note="a note", when=day, severity=severity, seen_by=seen_by)


@settings(max_examples=examples(150))
@given(st.lists(st.tuples(st.integers(0, 80), st.none() | st.integers(0, 10)), max_size=12))
def test_days_worst_and_last_agree_with_a_plain_count(drawn: list[tuple[int, int | None]]) -> None:
    text = row(*(note(ago, severity) for ago, severity in drawn))
    lately = len({ago for ago, _ in drawn if ago < 30})
    before = len({ago for ago, _ in drawn if 30 <= ago < 60})
    found = re.search(r"(\d+) of the last 30 days noted(?: \((\d+) in the 30 before\))?", text)
    assert bool(found) == (lately > 1)
    if found:
        assert (int(found[1]), int(found[2] or 0)) == (lately, before)
    scores = [severity for ago, severity in drawn if ago < 30 and severity is not None]
    worst = re.search(r"worst (\d+) of 10", text)
    assert bool(worst) == (len(scores) > 1)
    if worst:
        assert int(worst[1]) == max(scores)
    scored = [(ago, severity) for ago, severity in drawn if severity is not None]
    if scored:
        nearest = min(ago for ago, _ in scored)
        last = [severity for ago, severity in scored if ago == nearest][-1]
        day = dates.show((TODAY - timedelta(days=nearest)).isoformat()).removesuffix(" 2026")
        assert re.search(rf"(?:last|severity) {last}(?: of 10)? on {day}", text)


def test_a_day_without_a_note_is_never_a_zero() -> None:
    text = row(note(1, 8), note(3, 5), note(9))
    assert "3 of the last 30 days noted; worst 8 of 10, last 8 on 11 Mar" in text
    assert "30 before" not in text


def test_without_scored_notes_the_severity_of_the_symptom_is_printed() -> None:
    assert "severity 6 of 10" in row(symptom=replace(SHAKING, severity=6))
    assert "severity 6 of 10" not in row(note(2, 3), symptom=replace(SHAKING, severity=6))


def test_what_the_caregiver_counted_does_not_stand_in_the_row_of_the_patient() -> None:
    text = row(
        *(note(ago, 3, "patient") for ago in (1, 2)),
        *(note(ago, 9, "caregiver") for ago in (3, 4, 5)),
    )
    assert "2 of the last 30 days noted;" in text
    assert "3 of the last 30 days noted (C)" in text
    assert "worst 3 of 10, last 3 on 11 Mar" in text
    assert "worst 9 of 10, last 9 on 9 Mar (C)" in text


EVENTS = st.lists(
    st.tuples(st.dates(date(2025, 9, 1), TODAY), st.sampled_from(("patient", "caregiver", "both"))),
    max_size=14,
)


@settings(max_examples=examples(150))
@given(EVENTS)
def test_events_are_counted_by_month_and_by_who_saw_them(drawn: list[tuple[date, str]]) -> None:
    falls = (Observation(note="fell", when=f"{day}", seen_by=by, kind="fall") for day, by in drawn)
    attributes = [part.strip(" :") for part in row(*falls).split(";")]
    marks = {"patient": "", "caregiver": " (C)", "both": " (P, C)"}
    for who in {who for _, who in drawn}:
        days = sorted((day for day, by in drawn if by == who), reverse=True)
        own = f"{told_of(days)}{marks[who]}"
        assert own in attributes or (who == "patient" and f"{own} (P)" in attributes)


def told_of(days: list[date]) -> str:
    """What is said of falls on these days, the latest first.

    Each of up to three days, else each month, four months at most.
    """
    if len(days) == 1:
        return f"1 fall, {dates.show(days[0].isoformat())}"
    different = sorted(set(days), reverse=True)
    if len(different) == 1:
        return f"{len(days)} falls on {dates.show(days[0].isoformat())}"
    if len(different) <= 3:
        named, after = "", ""
        for day in reversed(different):  # from the last printed to the first
            number = f"{days.count(day)} on " if len(days) > len(different) else ""
            year = "" if f"{day.year}" == after else f" {day.year}"
            named = f"{number}{day.day} {day:%b}{year}" + (f", {named}" if named else "")
            after = f"{day.year}"
        return f"{len(days)} falls: {named}"
    months = list(dict.fromkeys((day.year, day.month) for day in days))
    counts = [sum((day.year, day.month) == month for day in days) for month in months]
    names = [date(year, month, 1).strftime("%b %Y") for year, month in months]
    if len(months) == 1:
        return f"{len(days)} falls in {names[0]}"
    said = [f"{count} in {name}" for count, name in zip(counts, names, strict=True)][:4]
    rest = sum(counts[4:])
    return f"{len(days)} falls: {', '.join([*said, *([f'{rest} earlier'] if rest else [])])}"


@pytest.mark.parametrize(
    ("fallen", "printed"),
    [
        (("2026-03-09",), "1 fall, 9 Mar 2026"),
        (("2026-03-09", "2026-03-02"), "2 falls: 9 Mar, 2 Mar 2026"),
        (("2026-03-09", "2026-03-09"), "2 falls on 9 Mar 2026"),
        (("2026-03-09", "2026-03-02", "2026-03-02"), "3 falls: 1 on 9 Mar, 2 on 2 Mar 2026"),
        (("2026-01-02", "2025-12-31"), "2 falls: 2 Jan 2026, 31 Dec 2025"),
        (("2026-03-09", "2026-02"), "2 falls: 1 in Mar 2026, 1 in Feb 2026"),
    ],
)
def test_falls_print_their_days(fallen: tuple[str, ...], printed: str) -> None:
    falls = [Observation(note="fell", when=day, kind="fall") for day in fallen]
    assert printed in [part.strip(" :").removesuffix(" (P)") for part in row(*falls).split(";")]
    page = make_page(source_of(made(SHAKING, *falls))).text
    assert f"  EVENTS {printed}\n" in page, "without a symptom they stand on the page, too"
    assert "without a symptom" not in page, "and are not counted as left out"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("two falls", "1 fall noted, 9 Mar 2026"),
        ("Falls", "1 fall noted, 9 Mar 2026"),
        ("unsteady walking", "1 fall, 9 Mar 2026"),
    ],
)
def test_a_fall_of_a_symptom_named_after_falls_is_one_that_was_noted(
    name: str, printed: str
) -> None:
    fall = Observation(note="fell", when="2026-03-09", kind="fall")
    assert f" {printed}" in row(fall, symptom=replace(SHAKING, name=name)).split(":", 1)[1]


def test_falls_that_are_printed_with_their_days_are_not_left_out() -> None:
    def left_out(*notes: Observation) -> str:
        theirs = [replace(note, symptom_id=1) for note in notes]
        flat = " ".join(make_page(source_of(made(SHAKING, *theirs))).text.split())
        return flat.partition("Contact:")[2]

    days = ("2026-03-09", "2026-03-02", "2026-02-09", "2026-02-02")
    falls = [Observation(note="fell", when=day, kind="fall") for day in days]
    assert "notes" not in left_out(*falls[:3])
    assert "notes" in left_out(*falls), "they are counted by month"
    assert "notes" in left_out(replace(falls[0], note="fell in the bath"), falls[1])
    assert "notes" in left_out(replace(falls[0], when="2026-03"), falls[1])


def test_falls_stay_on_a_page_without_symptoms_and_before_the_last_visit_they_go() -> None:
    falls = (
        Observation(note="fell", when="2026-03-09", kind="fall", seen_by="caregiver"),
        Observation(note="fell", when="2026-01-03", kind="fall"),
        Observation(note="felt well", when="2026-03-09"),
    )
    flat = " ".join(make_page(source_of(made(*falls))).text.split())
    assert "SYMPTOMS none written down. 1 fall, 3 Jan 2026. 1 fall, 9 Mar 2026 (C)." in flat
    assert "1 dated note without a symptom" in flat
    words = Observation(note="slipped in the bath", when="2026-03-10", kind="fall")
    earlier = Observation(note="slipped on the stairs", when="2026-03-08", kind="fall")
    flat = " ".join(make_page(source_of(made(*falls, words, earlier))).text.split())
    assert "3 falls: 10 Mar, 8 Mar, 3 Jan 2026. 1 fall, 9 Mar 2026 (C)." in flat
    assert "10 Mar 2026: slipped in the bath." in flat
    assert "words of 1 dated note" in flat, "those about the stairs"
    page = make_page(source_of(made(SHAKING, replace(falls[0], kind="collapse")))).text
    assert "EVENTS" not in page
    assert "1 dated note without a symptom" in " ".join(page.split()), "a kind that is not known"
    page = make_page(source_of(made(Symptom(name="itch"), falls[0]))).text
    assert "(P) patient says  (C) caregiver saw" in page, "what (C) stands for"
    seen = Visit(when="2026-02-01T10:00", with_whom="Dr A", status="done")
    again = Visit(when="2026-04-01T10:00", with_whom="Dr A")
    page = make_page(source_of(made(*falls, seen, again), 5)).text
    assert "1 fall, 9 Mar 2026 (C)." in page
    assert "3 Jan 2026" not in page
    assert "2 dated notes without a symptom" in " ".join(page.split())


@pytest.mark.parametrize(
    ("checked", "updated", "marked"),
    [
        ("", "2026-01-10T08:00:00Z", "last updated Jan 2026"),
        ("2026-02-20", "2026-01-10T08:00:00Z", ""),
        ("2026-01-05", "2026-01-12T08:00:00Z", "last updated Jan 2026"),
        ("", "", ""),
    ],
)
def test_a_symptom_that_was_not_checked_since_the_visit_says_when_it_was(
    checked: str, updated: str, marked: str
) -> None:
    symptom = Symptom(name="shaking", course="worse", checked=checked, updated=updated)
    seen = Visit(when="2026-01-12", status="done", with_whom="Dr A")
    planner = made(symptom, seen)
    page = make_page(source_of(planner, Visit(id=9, when="2026-03-14", with_whom="Dr A")))
    assert ("last updated" in page.text) == bool(marked)
    assert marked in page.text


@pytest.mark.parametrize(
    ("what", "printed"),
    [
        ("stairs", "worse with stairs"),
        ("with heat", "worse with heat"),
        ("in the evenings", "worse in the evenings"),
        ("After walking", "worse after walking"),
        ("insects", "worse with insects"),
    ],
)
def test_what_makes_it_worse_reads_as_a_sentence(what: str, printed: str) -> None:
    text = row(symptom=replace(SHAKING, worse_with=what))
    assert printed in text
    assert "with with" not in text
