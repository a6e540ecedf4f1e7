"""Words from right to left beside numbers: each number stays on its side, with its unit."""

import pytest

from tests.brief.made import page_of
from tuiplanner.brief.layout import printed
from tuiplanner.model.records import Medication

LRM = "\u200e"


@pytest.mark.parametrize(
    ("line", "laid"),
    [
        ("prednisone 20 mg", "prednisone 20 mg"),
        ("بريدنيزون 20 mg", f"بريدنيزون{LRM} 20 mg"),
        ("שלום עולם 555-0142", f"שלום עולם{LRM} 555-0142"),
        ("20 mg بريدنيزون", f"20 mg بريدنيزون{LRM}"),
        (f"بريدنيزون{LRM} 20 mg", f"بريدنيزون{LRM} 20 mg"),
        ("日本 20 mg", "日本 20 mg"),
    ],
)
def test_a_mark_follows_right_to_left_words(line: str, laid: str) -> None:
    assert printed(line) == laid
    assert printed(laid) == laid


def test_a_strength_stays_behind_its_medicine() -> None:
    page = page_of(Medication(name="بريدنيزون", strength="20 mg", dose="5 mL", frequency="daily"))
    assert f"بريدنيزون{LRM} 20 mg" in page.text
