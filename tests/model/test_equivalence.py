"""Which wordings of an instruction are the same: typography is no change, a digit always is."""

import random
import re

import pytest

from tuiplanner.model.equivalence import is_same

SAME = [
    ("strength", "1.0 mg", "1 mg"),
    ("dose", "10mg", "10 mg"),
    ("dose", ".5 mg", "0.5 mg"),
    ("dose", "1.50 mL", "1.5 mL"),
    ("dose", "100 µg", "100 mcg"),
    ("dose", "100 μg", "100 ug"),
    ("dose", "5 cc", "5 mL"),
    ("dose", "5 ml", "5 mL"),
    ("dose", "1000 units", "1,000 units"),
    ("dose", "1½ tablets", "1 1/2 tablets"),
    ("dose", "half a tablet", "1/2 tablet"),
    ("dose", "½ tablet", "half of a tablet"),
    ("dose", "1  tablet ", "1 tablet"),
    ("dose", "2 Tabs", "2 tablets"),
    ("dose", "1 tabelt", "1 tablet"),
    ("dose", "two tablets", "2 tablets"),
    ("dose", "20 mg.", "20 mg"),
    ("frequency", "twice a day", "2 times daily"),
    ("frequency", "Twice Daily", "two times per day"),
    ("frequency", "once a day", "daily"),
    ("frequency", "BID", "twice a day"),
    ("frequency", "2 x daily", "2x daily"),
    ("frequency", "every morning", "in the morning"),
    ("frequency", "evry morning", "every morning"),
    ("frequency", "every 8 hrs", "every 8 hours"),
    ("strength", "100 mcg/hr", "100 mcg/h"),
    ("name", "Co-codamol", "co codamol"),
    ("taken_differently", "Takes 2", "takes 2"),
    ("strength", "125 micrograms", "125 mcg"),
    ("dose", "1 Film", "1 film"),
    ("dose", "1 capsul", "1 capsule"),
]
DIFFERENT = [
    ("dose", "1 1/2 tablets", "11/2 tablets"),
    ("dose", "5 mU", "5 MU"),
    ("dose", "5 mg", "5 Mg"),
    ("dose", "5 mg", "5 mcg"),
    ("dose", "1.5 mg", "15 mg"),
    ("dose", "0.5 mg", "5 mg"),
    ("dose", "1.000 mg", "1 mg"),
    ("dose", "1.000 mg", "1,000 mg"),
    ("strength", "1,5 mg", "15 mg"),
    ("dose", "1 tablet", "2 tablets"),
    ("dose", "1-2 tablets", "12 tablets"),
    ("dose", "1-2 tablets", "1 2 tablets"),
    ("dose", "1/2 tablet", "1 2 tablets"),
    ("dose", "1 tablet", "1 capsule"),
    ("dose", "1 tablet", "half a tablet"),
    ("strength", "5 mg/mL", "5 mg"),
    ("frequency", "every morning", "every evening"),
    ("frequency", "every day", "every other day"),
    ("frequency", "daily", "weekly"),
    ("frequency", "hourly", "yearly"),
    ("frequency", "twice a day", "twice a week"),
    ("frequency", "every 8 hours", "every 6 hours"),
    ("route", "in the left ear", "in the right ear"),
    ("name", "prednisone", "prednisolone"),
    ("brand", "Lantus", "Levemir"),
    ("taken_differently", "takes 2", "takes 3"),
    ("dose", "", "1 tablet"),
    ("dose", "1 capful", "1 cupful"),
    ("dose", "1 wafer", "1 water"),
    ("dose", "eighty mg", "eight mg"),
    ("dose", "1 ounce", "1 once"),
]


@pytest.mark.parametrize(("field", "one", "other"), SAME)
def test_a_typographic_difference_is_not_a_change(field: str, one: str, other: str) -> None:
    assert is_same(field, one, other)
    assert is_same(field, other, one)


@pytest.mark.parametrize(("field", "one", "other"), DIFFERENT)
def test_another_instruction_is_a_change(field: str, one: str, other: str) -> None:
    assert not is_same(field, one, other)
    assert not is_same(field, other, one)


def test_other_digits_are_never_the_same() -> None:
    """Whatever else is typed, another run of digits is another instruction."""
    dice = random.Random(11)
    units = ("mg", "mL", "units", "tablets", "mcg", "puffs", "")
    forms = ("{} {}", "{}{}", "{} {} daily", "at {} {}", "{}-{}", "{} to 9 {}", "{}/{}")
    for _ in range(5_000):
        form, unit = dice.choice(forms), dice.choice(units)
        one, other = (str(dice.randrange(1, 10 ** dice.randrange(1, 5))) for _ in range(2))
        texts = [form.format(number, unit) for number in (one, other)]
        assert is_same("dose", *texts) is (one == other), texts


def test_a_point_never_moves() -> None:
    dice = random.Random(12)
    for _ in range(3_000):
        number = f"{dice.randrange(1, 1000)}"
        places = sorted(dice.sample(range(len(number) + 1), k=min(2, len(number) + 1)))
        one, other = (f"{number[:at] or '0'}.{number[at:]}".rstrip(".") for at in places)
        value = [float(re.sub(r"\.$", "", text)) for text in (one, other)]
        if value[0] != value[1]:
            assert not is_same("dose", f"{one} mg", f"{other} mg"), (one, other)
