"""What gives way on a full page, in which order: the table GIVES_WAY, seen on the page itself."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brief.drawn import NORMAL, crowded
from tests.brief.made import made, source_of
from tests.brief.reading import blocks, pages
from tests.every import examples
from tests.golden.all_pages import GOLDENS
from tests.golden.full_planners import ROW, busy, short_row
from tests.golden.told import Told
from tuiplanner.brief.fit import GIVES_WAY, Block, fit
from tuiplanner.brief.layout import LARGE, PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.measure import cells
from tuiplanner.model.records import (
    Answer,
    Condition,
    Event,
    MedicalTest,
    Medication,
    Question,
    Reading,
    Record,
    Specialist,
    Symptom,
    Visit,
)

# One thing of each kind that gives way, by what shows that it is still there.
SEEN = {
    ("papers", 0): "Hospital number",
    ("notes", 0): "note: bitter",
    ("prescribers", 0): "Dr Hand",
    ("steady", 0): "STEADY steadyone:",
    ("noes", 0): "  N  ",
    ("blanks", 0): "\n\n",
    ("traits", 0): "worse with heat",
    ("better", 0): "BETTER betterone:",
    ("results", 0): "knownscan",
    ("starts", 0): "since 2001",
    ("effects", 0): "does not help",
    ("readings", 0): "READINGS",
    ("life", 0): "moved house",
    ("doctors", 0): "Dr Bee",
    ("partly", 0): "not for now",
    ("questions", 5): "  6. [ ] ",
    ("waiting", 0): "speech referral",
    ("others", 0): "VARIES variesone:",
    ("reasons", 0): "for starch",
    ("news", 4): "worse number 5:",
    ("names", 0): "steadyone",
    ("answers", 0): "  Y  ",
    ("questions", 3): "  4. [ ] ",
    ("overdue", 0): "MRI brain: RESULT OVERDUE",
    ("news", 0): "worse number 1:",
    ("past", 0): "past: shingles",
    ("headings", 0): "WHY WE ARE HERE",
}


def crowd(medicines: int) -> Source:
    """A planner with one of everything that gives way, and so many plain medicines."""
    worse = (
        Symptom(name=f"worse number {n}", course="worse", began=f"2026-03-0{9 - n}")
        for n in range(1, 6)
    )
    records: list[Record] = [
        Visit(when="2026-03-14", reason="unsteady walking", with_whom="Dr Ay"),
        Medication(
            name="plain tea of the kind that grows behind the house, dried",
            dose="1 cup",
            frequency="daily",
            reason="starch",
            helps="no",
            note="bitter",
            prescriber="Dr Hand",
            started="2001",
        ),
        Symptom(name="steadyone", course="steady", began="2025-01"),
        Symptom(name="betterone", course="better", began="2025-01"),
        Symptom(name="variesone", course="comes-and-goes", began="2025-01", worse_with="heat"),
        *worse,
        *(Question(text=f"Question {n}?", rank=n) for n in range(1, 6)),
        Question(text="May I drive?", rank=0, status="partly", answer="not for now"),
        Answer(key="vision", answer="yes"),
        Answer(key="mood", answer="no"),
        MedicalTest(name="MRI brain", status="done", result_due="2026-03-01"),
        MedicalTest(name="knownscan", status="discussed", result="clear", discussed_at=(1,)),
        Visit(when="2026-02-01", status="done", with_whom="Dr Bee"),
        Reading(value="61", unit="kg", what="weight", when="2026-03-01"),
        Event(text="moved house", when="2026-01"),
        *(Condition(name=f"shingles {n}, left arm and left hand", status="past") for n in (1, 2)),
        Specialist(specialty="speech", status="sent", sent_on="2026-02-18"),
    ]
    friends = "my daughter Ana"
    planner = made(*records, hospital_number="MX-20418", may_speak_to=friends)
    return source_of(crowded(planner, medicines), 1)


def test_everything_fits_until_each_item_gives_way_in_turn() -> None:
    assert tuple(SEEN) == GIVES_WAY
    crowds = [make_page(crowd(medicines)) for medicines in range(140)]
    seen = [[mark in page.text for mark in SEEN.values()] for page in crowds if page.pages == 1]
    assert all(seen[0])
    assert not any(map(all, zip(*seen, strict=True)))


LEVELS = tuple(dict.fromkeys(name for name, _ in GIVES_WAY))


@settings(max_examples=examples(300))
@given(
    st.fixed_dictionaries({level: st.integers(0, 9) for level in LEVELS}),
    st.fixed_dictionaries({level: st.integers(1, 4) for level in LEVELS}),
    st.integers(50, 90),
)
def test_a_page_fills_up_in_order_of_priority(
    full: dict[str, int], height: dict[str, int], lines: int
) -> None:
    """Against the plainest way to say it: from the table's end on, as much as there is room for."""
    full["blanks"] = 0

    def part(level: str) -> Block:
        return Block((level,), lambda budget: [(level,) * height[level]] * budget[level])

    fitted = fit(tuple(map(part, LEVELS)), full, PageFormat(lines=lines), lambda page, pages: [])
    least = {name: min(full[name], floor) for name, floor in GIVES_WAY}
    best = dict(least)
    for at in reversed(range(len(GIVES_WAY))):
        name = GIVES_WAY[at][0]
        before = [floor for above, floor in GIVES_WAY[:at] if above == name]
        top = min([full[name], *before])
        while best[name] < top and _total(best, height) + height[name] <= lines:
            best[name] += 1
    if _total(least, height) <= lines:
        assert fitted.budget == best


def _total(budget: dict[str, int], height: dict[str, int]) -> int:
    return sum(count * height[level] for level, count in budget.items())


def test_the_priority_table_follows_the_rules() -> None:
    order = [name for name, _ in GIVES_WAY]
    last = {name: len(order) - 1 - order[::-1].index(name) for name in order}
    assert order.index("steady") < order.index("better") < order.index("news")
    assert last["better"] < last["others"] < last["news"]
    assert order.index("noes") < order.index("answers")
    assert order.index("waiting") < order.index("overdue")
    assert order.index("blanks") < min(last["news"], last["answers"], last["overdue"])
    assert {name: floor for name, floor in GIVES_WAY if name == "questions"} == {"questions": 3}
    details = ("notes", "prescribers", "starts", "effects", "reasons")
    assert sorted(details, key=order.index) == list(details)
    assert order.index("headings") == len(order) - 1


def test_the_oldest_steady_symptoms_are_dropped_first() -> None:
    steady = [
        Symptom(name=f"steady since {year}", course="steady", began=str(year))
        for year in range(1990, 2020)
    ]
    planner = crowded(made(*steady), 28)
    printed = " ".join(" ".join(blocks(make_page(source_of(planner)))["changes"]).split())
    kept = [year for year in range(1990, 2020) if f"steady since {year}" in printed]
    assert 0 < len(kept) < 30
    assert kept == list(range(2020 - len(kept), 2020))


def test_a_page_has_at_most_eight_questions() -> None:
    rows = [Question(text=f"Question {n}?", rank=n) for n in range(1, 12)]
    page = make_page(source_of(made(*rows)))
    assert "  8. [ ] Question 8?" in page.text
    assert "Question 9?" not in page.text


@pytest.mark.parametrize("number", range(60))
def test_a_short_row_uses_its_full_allowed_length(number: int) -> None:
    row = short_row(number)
    line = f"{row['name']} {row['strength']}: {row['dose']}; {row['frequency']}"
    assert cells(line) == ROW == 70


def test_forty_medicines_fit_on_one_page(tmp_path: Path) -> None:
    told = Told(tmp_path)
    busy(told, 40)
    page = told.page()
    assert page.pages == 1
    _holds_all(page, 40)


def test_sixty_medicines_take_two_pages(tmp_path: Path) -> None:
    told = Told(tmp_path)
    busy(told, 60)
    page = told.page()
    assert page.pages == 2
    _holds_all(page, 60)


def _holds_all(page: Page, medicines: int) -> None:
    said = " ".join(" ".join(blocks(page)["medicines"]).split())
    for number in range(medicines):
        row = short_row(number)
        assert f"{row['name']} {row['strength']}" in said
        assert f"{row['dose']}; {row['frequency']}" in said


def test_blocks_seven_to_ten_follow_on_the_second_page(tmp_path: Path) -> None:
    told = Told(tmp_path)
    busy(told, 60)
    second = "\n".join(pages(told.page())[1])
    for heading in ("SYMPTOMS", "PATIENT'S ANSWERS", "WAITING FOR", "Contact: "):
        assert heading in second


@pytest.mark.parametrize("name", ["demo", "eight-typical", "thirty-symptoms", "two-people"])
def test_large_print_adds_a_page_instead_of_dropping_content(name: str, tmp_path: Path) -> None:
    told = Told(tmp_path)
    GOLDENS[name].tell(told)
    assert len(told.page(LARGE).left_out) <= len(told.page(NORMAL).left_out)
