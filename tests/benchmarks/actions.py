"""The cost of a key in bytes and time, and the memory that the screen uses.

Both programs run side by side; each key is sent first to the one, then to the other.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.benchmarks import bare, made, programs
from tests.benchmarks.figure import Figure
from tests.benchmarks.terminal import Answer, Terminal
from tuiplanner.model.records import Medication, field_specs

SESSIONS = 3
TABS = "1234567"
LISTS = "234"  # the long ones
MOVES = ("down", "down", "up", "up")
OPENINGS = 3
TYPED = "prednisone"
FORM = ("e.g. ", bare.FIRST_LABEL)  # what shows when the form is open, here and there

Pairs = list[tuple[Answer, Answer]]  # the planner's and the bare app's


@dataclass
class Taken:
    """What was taken in all sessions; moves and switches by tab."""

    moves: dict[str, Pairs] = field(default_factory=lambda: {tab: [] for tab in LISTS})
    switches: dict[str, Pairs] = field(default_factory=lambda: {tab: [] for tab in TABS})
    forms: Pairs = field(default_factory=list)
    letters: Pairs = field(default_factory=list)
    timeline: Pairs = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)


def figures(planners: dict[int, Path]) -> Iterator[Figure]:
    taken, fields = Taken(), _fields_of_a_form(planners[300])
    for _ in range(SESSIONS):
        _session(programs.planner(planners[300]), programs.bare_app(fields), taken)
    moves, switches = _worst(taken.moves), _worst(taken.switches)
    ours, bare_switch = _bytes(taken.switches[switches])
    yield Figure(f"bytes, cursor move (tab {moves})", _bytes(taken.moves[moves])[0], 1_000, "B")
    yield Figure("bytes, key in a form's field", _bytes(taken.letters)[0], 1_100, "B")
    yield Figure(f"bytes, tab switch (to {switches}) / bare", ours, bare_switch, "B", 1.0)
    yield Figure("bytes, form opened / bare modal", *_bytes(taken.forms), "B", 0.7)
    for what, pairs, most in (
        ("cursor move", [pair for tab in LISTS for pair in taken.moves[tab]], 1.5),
        ("key in a form's field", taken.letters, 1.25),
        ("key in the timeline", taken.timeline, 1.5),
        ("tab switch", [pair for tab in TABS for pair in taken.switches[tab]], 1.5),
        ("form opened", taken.forms, 1.5),
    ):
        yield Figure(f"time, {what} / bare app", *_milliseconds(pairs), "ms", most)
    ours, least = (median(column) for column in zip(*taken.memory, strict=True))
    yield Figure("memory, all tabs opened / bare app", ours, least, "MB", 1.5)


def _session(planner: list[str], bare_app: list[str], taken: Taken) -> None:
    """One run of both: every tab twice, forms, and a word typed."""
    with ExitStack() as stack:
        ours = stack.enter_context(Terminal(planner))
        least = stack.enter_context(Terminal(bare_app))
        ours.seen(made.FIRST_ROW)
        least.seen(bare.FIRST_ROW)

        def press(key: str, until: tuple[str, str] = ("", "")) -> tuple[Answer, Answer]:
            return ours.press(key, until[0]), least.press(key, until[1])

        for tab in TABS:
            press(tab)
        taken.memory.append((ours.resident(), least.resident()))
        for tab in TABS:
            taken.switches[tab].append(press(tab))
            if tab in LISTS:
                taken.moves[tab] += [press(key) for key in MOVES]
        ours.press("j", "Timeline")
        taken.timeline += [press(key) for key in MOVES]
        ours.press("escape")
        press("2")
        for _ in range(OPENINGS):
            taken.forms.append(press("n", FORM))
            press("escape")
        press("n", FORM)
        taken.letters += [press(letter) for letter in TYPED]
        ours.seen(TYPED)
        least.seen(TYPED)


def _fields_of_a_form(path: Path) -> int:
    """How many labelled fields the form of a new medication shows."""
    with Terminal(programs.planner(path)) as ours:
        ours.seen(made.FIRST_ROW)
        ours.press("2")
        ours.press("n", FORM[0])
        labels = tuple(spec.label for spec in field_specs(Medication).values())
        return sum(line.strip().startswith(labels) for line in ours.screen.splitlines())


def _worst(tabs: dict[str, Pairs]) -> str:
    """The tab where the planner sends most."""
    return max(tabs, key=lambda tab: _bytes(tabs[tab])[0])


def _bytes(pairs: Pairs) -> tuple[float, float]:
    return median(o.bytes for o, _ in pairs), median(b.bytes for _, b in pairs)


def _milliseconds(pairs: Pairs) -> tuple[float, float]:
    ours, least = median(o.seconds for o, _ in pairs), median(b.seconds for _, b in pairs)
    return ours * 1_000, least * 1_000
