"""What a page is made from, drawn at random: a planner, its history, a visit, a sheet."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.brief.reading import flat
from tests.every import examples
from tests.strategies import TODAY, planners, texts
from tuiplanner.brief.layout import LARGE, PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.data.library import rehearsal
from tuiplanner.model.fields import DOSE
from tuiplanner.model.history import FieldChange, History
from tuiplanner.model.measure import cells
from tuiplanner.model.planner import RECORDS, Planner
from tuiplanner.model.records import (
    Allergy,
    MedicalTest,
    Medication,
    Question,
    Record,
    Symptom,
)
from tuiplanner.model.text import typed
from tuiplanner.outputs.ascii import to_ascii

ASKED = rehearsal()[0]
NORMAL = PageFormat()
NARROW = 24  # cells; a longer word may be broken in the narrowest column
LRM = "\u200e"
SHEETS = {
    "normal": NORMAL,
    "large": LARGE,
    "ascii": NORMAL._replace(letters=to_ascii),
    "large ascii": LARGE._replace(letters=to_ascii),
}
_NIGHTLY = settings.get_current_profile_name() == "nightly"

# A failure is shrunk in the nightly run only: there the minutes that it takes do not hurt.
many = settings(
    max_examples=2_000 if _NIGHTLY else examples(100),
    phases=[phase for phase in Phase if _NIGHTLY or phase not in (Phase.shrink, Phase.explain)],
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)


@st.composite
def trails(draw: DrawFn, planner: Planner) -> History:
    """A history in which some medicines were changed, in the order of its days."""
    fields = st.sampled_from(("strength", "dose", "frequency"))
    changes = []
    for id in draw(st.lists(st.sampled_from(sorted(planner.medications)), max_size=5)):
        field, back = draw(fields), draw(st.integers(0, 400))
        was = typed(draw(texts(DOSE)), DOSE)
        changes.append((back, id, field, was))
    changes.sort(key=lambda change: -change[0])
    touches = []
    for revision, (back, id, field, was) in enumerate(changes, 1):
        noon = datetime.combine(TODAY - timedelta(days=back), time(12), UTC)
        now = getattr(planner.medications[id], field)
        stamp = noon.strftime("%Y-%m-%dT%H:%M:%SZ")
        touches.append(FieldChange(revision, stamp, None, "medications", id, field, was, now))
    return History(touches)


class Case:
    """A source and the sheet on which it is printed. Its repr is short: a planner's is not."""

    def __init__(self, source: Source, sheet: PageFormat) -> None:
        self.source, self.sheet = source, sheet

    def __repr__(self) -> str:
        records = sum(len(self.source.planner.rows(kind)) for kind in RECORDS)
        return f"<{records} records on {self.sheet.columns} columns>"

    def page(self) -> Page:
        """The page, which a failing property shows."""
        page = make_page(self.source, self.sheet)
        note(page.text)
        return page

    def reads(self, text: str, lines: Iterable[str]) -> bool:
        """Whether a person finds the text in these lines, its blanks where they were typed.

        A line break reads as a blank. Only what is wider than a line is looked for without blanks.
        """
        words = self.sheet.letters(text).replace(LRM, "").split()
        printed = " ".join(" ".join(lines).replace(LRM, "").split())
        if all(cells(word) <= NARROW for word in words):
            return " ".join(words) in printed
        return "".join(words) in flat(printed)

    def written(self, text: str) -> str:
        """The text as it is found on the page: in its letters, without white space."""
        return flat(self.sheet.letters(text))


@st.composite
def cases(draw: DrawFn) -> Case:
    """Any planner that can be typed, plain records more, any of its visits or none, any sheet."""
    planner = draw(planners(max_rows=3))
    trail = draw(trails(planner)) if planner.medications else History()
    planner = crowded(planner, draw(st.sampled_from((0, 0, 10, 30, 50))))
    if draw(st.booleans()):
        planner = with_rows(planner, *PLAIN)
    visit = draw(st.sampled_from((None, *planner.visits.values())))
    sheet = draw(st.sampled_from((NORMAL, *SHEETS.values())))
    return Case(Source(planner, TODAY, visit, trail, ASKED), sheet)


PLAIN: tuple[Record, ...] = (
    *(Allergy(substance=f"pollen {n}", reaction="rash", severity="mild") for n in range(4)),
    *(Allergy(substance=f"herb {n}", kind="avoid", told_by="Dr Leaf") for n in range(4)),
    *(Question(text=f"And what about {n}?", rank=100 + n) for n in range(9)),
    *(Symptom(name=f"ache {n}", course="steady", began=f"20{n:02}") for n in range(9)),
    *(MedicalTest(name=f"scan {n}", status="done", done_on="2026-03-01") for n in range(4)),
)


def crowded(planner: Planner, medicines: int) -> Planner:
    """With so many plain medicines more, a short line each."""
    first = planner.next_id
    rows = (
        Medication(name=f"filler {id}", dose=f"{id} mL", frequency="daily")
        for id in range(first, first + medicines)
    )
    return with_rows(planner, *rows)


def with_rows(planner: Planner, *records: Record) -> Planner:
    """With more records, under the next ids."""
    rows: dict[str, dict[int, Record]] = {}
    for id, record in enumerate(records, planner.next_id):
        table = rows.setdefault(record.TABLE, dict(planner.rows(type(record))))
        table[id] = replace(record, id=id)
    tables: dict[str, Any] = rows
    return replace(planner, next_id=planner.next_id + len(records), **tables)
