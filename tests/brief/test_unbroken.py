"""No line ends inside a dose, a date, a phone number or a word, nor before a unit."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.brief.drawn import NORMAL, SHEETS, Case, cases, many
from tests.brief.made import made, page_of, source_of
from tests.brief.reading import blocks, lines
from tuiplanner.brief.layout import LARGE, PageFormat
from tuiplanner.brief.page import make_page
from tuiplanner.model.dates import MONTHS
from tuiplanner.model.measure import cells
from tuiplanner.model.records import Allergy, Medication, Question, Symptom, Visit

LETTERS = st.text("abcdefghij", min_size=1, max_size=14)
DOSES = st.sampled_from(
    (
        "{} tablets",
        "{} mL",
        "{} 000 units",
        "half of {} tablets",
        "1/2 of {} tablets, crushed",
        "{} puffs in each nostril",
        "{} tablets with a full glass of water",
        "1 to {} sachets in half a glass of water",
    )
)
OFTEN = st.sampled_from(
    ("daily", "at bedtime", "twice a day with food", "every morning, 30 minutes before food")
)


@many
@given(st.data())
def test_a_typed_dose_and_frequency_stay_on_one_line(data: st.DataObject) -> None:
    sheet = data.draw(st.sampled_from((NORMAL, LARGE)))
    rows = [
        Medication(
            name=" ".join(data.draw(st.lists(LETTERS, min_size=1, max_size=5))),
            strength=data.draw(st.sampled_from(("", "20 mg", "2.5 mg/mL", "1,000 units"))),
            form=data.draw(st.sampled_from(("", "tablet", "slow-release capsule"))),
            dose=data.draw(DOSES).format(number + 2),
            route=data.draw(st.sampled_from(("", "by mouth", "under the skin"))),
            frequency=data.draw(OFTEN),
            reason=" ".join(data.draw(st.lists(LETTERS, max_size=5))),
        )
        for number in range(data.draw(st.integers(1, 8)))
    ]
    printed = "\n".join(blocks(page_of(*rows, sheet=sheet))["medicines"])
    for medicine in rows:
        assert medicine.dose in printed
        assert medicine.strength in printed
        assert medicine.frequency in printed
        for word in f"{medicine.name} {medicine.form} {medicine.reason}".split():
            assert re.search(rf"(?<!\S){re.escape(word)}(?![a-j])", printed)


@pytest.mark.parametrize("sheet", [NORMAL, LARGE])
@pytest.mark.parametrize("length", range(2, 61, 2))
def test_no_dose_of_a_line_length_is_cut_inside_a_word(length: int, sheet: PageFormat) -> None:
    """At any length of the name before it, of any length that a dose can have."""
    dose = ("5 mL of the syrup in a full glass of cold water, slowly, once")[:length].rstrip()
    for name in range(3, 60, 7):
        medicine = Medication(name="m" * name, dose=dose, frequency="daily")
        printed = " ".join(" ".join(blocks(page_of(medicine, sheet=sheet))["medicines"]).split())
        assert dose in printed


KEPT = (
    "20 mg",
    "2.5 mL",
    "1 000 units",
    "½ tablet",
    "10 %",
    "37 °C",
    "14 Mar 2026",
    "Mar 2026",
    "about 2024",
    "555 0142 33",
    "+44 20 7946 0958",
    "(555) 0142",
)


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("sheet", [NORMAL, LARGE])
def test_free_text_keeps_related_words_on_one_line(kept: str, sheet: PageFormat) -> None:
    for length in range(20, 62):
        text = f"{'x' * length} {kept} and so on"
        records = (
            Visit(when="2026-03-14", reason=text, goal=text, life_changes=text),
            Question(text=text, rank=1),
            Allergy(substance="latex", reaction=text),
            Symptom(name="dizzy", hardest_task=text),
        )
        profile = {"conditions": text, "implants": text, "needs": text, "contact": text}
        page = make_page(source_of(made(*records, **profile), 1), sheet)
        said = "\n".join(lines(page))
        assert said.count(kept) == " ".join(said.split()).count(kept) >= 9


@many
@given(case=cases())
def test_no_line_ends_inside_a_date(case: Case) -> None:
    printed = lines(case.page())
    months = "|".join(MONTHS)
    for above, below in pairwise(printed):
        under = below.strip()
        if cells(above) + cells(under.split(" ")[0]) < case.sheet.columns - 12:
            assert not (re.search(rf" ({months})$", above) and re.match(r"\d{4}\b", under))
            assert not (re.search(r" \d{1,2}$", above) and re.match(rf"({months}) \d{{4}}", under))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1½ tablets", "1 1/2 tablets"),
        ("½ tablet", "1/2 tablet"),
        ("2¼ mL", "2 1/4 mL"),
        ("5–10 mL", "5-10 mL"),
        ("10 mg", "10 mg"),
        ("１０ mg", "10 mg"),
    ],
)
def test_a_dose_in_plain_letters_is_the_same_dose(typed: str, printed: str) -> None:
    """`1½` must never become `11/2`."""
    medicine = Medication(name="prednisone", dose=typed, frequency="daily")
    for sheet in (SHEETS["ascii"], SHEETS["large ascii"]):
        assert f" {printed}; daily" in page_of(medicine, sheet=sheet).text
