"""Rows of medicines as a person reads them: attribute by attribute, blank by blank."""

import random
import re
from itertools import pairwise

import pytest

from tests.brief.drawn import NORMAL, SHEETS
from tests.brief.made import made, source_of
from tests.brief.reading import blocks
from tests.every import examples
from tests.strategies import TODAY
from tuiplanner.brief.layout import LARGE, PageFormat, paragraph, row
from tuiplanner.brief.medication_row import full_name, how_taken
from tuiplanner.brief.medicines import COLUMN
from tuiplanner.brief.page import make_page
from tuiplanner.model.measure import cells
from tuiplanner.model.records import Medication

NAMES = (
    *("aspirin", "mycophenolate mofetil", "vitamin B12", "IVIg", "co-careldopa", "omega 3"),
    *("insulin glargine", "NovoMix 30", "amoxicillin and clavulanic acid", "interleukin-2"),
    *("levothyroxine", "potassium chloride 8 mmol", "5-HTP", "ácido fólico", "プレドニゾロン"),
    "hydrocodone bitartrate and acetaminophen",
)
BRANDS = ("", "", "CellCept", "Sinemet 25-100", "Lantus SoloStar", "CoQ10", "NovoLog Mix 70/30")
STRENGTHS = (
    *("", "81", "500 mg", "20 mg", "1,000 units", "2.5 mg/mL", "10 mg/5 mL", "0.05 %", "½ mg"),
    *("25 mg-100 mg", "100 units/mL", "1 000 000 units", "75 mcg", "40 mg/0.8 mL"),
)
FORMS = ("", "tablet", "film-coated tab", "slow-release capsule", "24-hour patch", "drops", "pen")
DOSES = (
    *("2", "1", "1/2", "2 tablets", "2 tablets (1,000 mg)", "1 000 000 units", "10 mL", "½ tablet"),
    *("1 to 2 sachets in half a glass of water", "30 g over 2 days", "5 mL (2 teaspoons)"),
    *("4 mg, then 2 mg", "one and a half tablets", "10 units before food, 4 units at night"),
    *("1 puff in each nostril, 2 if it is blocked", "", "2 x 500 mg", "1 - 2 tablets"),
)
ROUTES = ("", "", "by mouth", "under the skin", "in the left eye", "2 cm below the navel")
OFTEN = (
    *("3 times a day", "daily", "every 8 hours with food and water", "2 x daily", "at 8 and at 20"),
    *("every morning, 30 minutes before food", "Mondays", "every 72 hours", "once a week", "q8h"),
    *("at bedtime", "days 1 and 8 of 21", "1-0-1", "every other day at 7", "", "twice a day"),
    "at 7 am, 1 pm and 9 pm, 1 hour before or 2 hours after meals",
)
LIMITS = ("", "", "3", "8 tablets", "4 tablets in 24 hours")
REASONS = ("", "", "headache", "inflammation of 2 joints", "type 2 diabetes", "pain 7 of 10")
UNITS = r"(mg|mcg|g|mL|units?|tablets?|sachets?|mmol|%|hours?|minutes?|times|days?|cm|of)\b"
COMBINATIONS = 15_000


def _medications() -> list[Medication]:
    dice = random.Random(20261127)
    return [
        Medication(
            name=dice.choice(NAMES),
            brand=dice.choice(BRANDS),
            strength=dice.choice(STRENGTHS),
            form=dice.choice(FORMS),
            dose=dice.choice(DOSES),
            route=dice.choice(ROUTES),
            frequency=dice.choice(OFTEN),
            as_needed_for=dice.choice(REASONS),
            most_per_day=dice.choice(LIMITS),
            taken_differently=dice.choice(("", "", "", "takes 2", "only 1, at 9")),
        )
        for _ in range(COMBINATIONS)
    ]


@pytest.mark.parametrize("page", [NORMAL, LARGE], ids=["72 columns", "60 columns"])
def test_no_row_can_be_read_in_two_ways(page: PageFormat) -> None:
    for medication in _medications():
        name, attributes = full_name(medication), how_taken(medication, TODAY)
        lines = row(name, attributes, page, COLUMN)
        assert max(map(cells, lines)) <= page.columns
        _no_number_is_torn(lines, page)
        _attributes_stand_whole_and_apart([f"{name}:", *attributes], lines, page)


def _no_number_is_torn(lines: tuple[str, ...], page: PageFormat) -> None:
    for above, below in pairwise(lines):
        begins = below.strip()
        torn = re.search(r"\d$", above) and re.match(r"\w", begins)
        torn = torn or (re.search(r"\d,$", above) and re.match(rf"\d|{UNITS}", begins))
        assert not torn, "\n".join(lines)


def _attributes_stand_whole_and_apart(
    attributes: list[str], lines: tuple[str, ...], page: PageFormat
) -> None:
    """Each on one line if a line can hold it, in their order, the delimiter behind it."""
    text = " ".join(line.strip() for line in lines)
    text = re.sub(r"(?<=:) +", " ", text)
    at = 0
    for number, attribute in enumerate(attributes):
        last = number == len(attributes) - 1
        printed = attribute if last or not number else f"{attribute};"
        assert text.startswith(printed, at), "\n".join((printed, *lines))
        at += len(printed) + 1
        if cells(printed) <= page.columns - 4:
            assert any(printed in line for line in lines), "\n".join((printed, *lines))
    assert at == len(text) + 1


def test_a_bare_number_has_its_label() -> None:
    medication = Medication(name="aspirin", strength="81", dose="2", frequency="3 times a day")
    assert row(full_name(medication), how_taken(medication, TODAY), NORMAL, COLUMN) == (
        "  aspirin 81:".ljust(30) + "dose 2; 3 times a day",
    )


def test_two_numbers_in_a_name_are_not_joined() -> None:
    assert full_name(Medication(name="vitamin B12", strength="1000 mcg")) == (
        "vitamin B12, 1000 mcg"
    )


def test_the_longest_attribute_is_kept_whole_if_a_line_fits_it() -> None:
    """The row that was broken inside its dose: `2 tablets (1,` and then `000 mg)`."""
    medication = Medication(
        name="mycophenolate mofetil",
        brand="CellCept",
        strength="500 mg",
        form="film-coated tab",
        dose="2 tablets (1,000 mg)",
        frequency="every 8 hours with food and water",
    )
    page = make_page(source_of(made(medication)))
    assert blocks(page)["medicines"][1:3] == [
        "  mycophenolate mofetil (CellCept) 500 mg film-coated tab:",
        "    2 tablets (1,000 mg); every 8 hours with food and water",
    ]


@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 60, 72])
@pytest.mark.parametrize("hang", [0, 1, 4, 30])
def test_wrapping_always_finishes_and_loses_nothing(width: int, hang: int) -> None:
    dice = random.Random(width * 100 + hang)
    letters = "ab  12,;()\u00a0日é½\u0301\u200d👩5 mg"
    for _ in range(examples(300)):
        text = "".join(dice.choice(letters) for _ in range(dice.randrange(80)))
        for sheet in SHEETS.values():
            narrow = sheet._replace(columns=width)
            lines = paragraph(text, narrow, dice.choice(("", " ", "  x ")), " " * hang)
            printed = re.sub(r"\s", "", "".join(lines))
            written = re.sub(r"\s", "", sheet.letters(text))
            assert printed.removeprefix("x").endswith(written.removeprefix("x"))
