"""What the page says has changed, held to an account by states, in real files.

Each case is a sequence of changes around a visit, in one time zone. The suite tries 150 of them;
`TUIPLANNER_CHANGES=long` tries 2,000. A case that fails prints its steps, without those that do
not matter.
"""

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import combinations, pairwise, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from tests.brief.drawn import ASKED
from tests.brief.reading import blocks
from tests.brief.states import (
    FIELDS,
    WORDINGS,
    Account,
    Entry,
    Expected,
    Fact,
    State,
    earliest,
    expected,
    in_use,
    meaning,
    to_start,
)
from tuiplanner.brief.page import Page, make_page
from tuiplanner.model.planner import Planner, add, edit, remove
from tuiplanner.model.records import Medication, Visit
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store

ZONES = ("UTC", "Australia/Sydney", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati")
CASES = 400 if os.environ.get("TUIPLANNER_CHANGES") == "long" else 30  # in each zone
GAPS = [
    *(timedelta(minutes=n) for n in (1, 60, 300, 720)),
    *(timedelta(hours=24, seconds=n) for n in (-1, -1, 0, 0, 3_600)),
    *(timedelta(days=n) for n in (2, 5, 16)),
]
STORED = ("name", *FIELDS, "status", "started", "stopped")
EMPTY = {"as_needed_for": "no", "taken_differently": "as written"}
LABELS = {
    "only when needed:": "as_needed_for",
    "limit": "most_per_day",
    "NOT AS WRITTEN:": "taken_differently",
    "": "taken_differently",
}
CHANGE = re.compile(
    r"  (CHANGED|TAKEN OFF THE LIST|RENAMED|STOPPED|PAUSED|RESUMED|TAKEN AGAIN|STARTED"
    r"|FIRST LISTED)(?:  +)(?=\S)"
)
VALUE = re.compile(r"(?:(.+?) )?now (.*) \(was (.*)\)(?:, (\d+ \w{3} \d{4}))?")
AHEAD = re.compile(r"  TO START (.*?\d{4})(?:  |$)")


class Step(NamedTuple):
    """A change at a moment; `key` numbers the medicines in the order of their typing."""

    moment: datetime
    action: str
    key: int = 0
    values: Mapping[str, str] = {}


class Case(NamedTuple):
    """Steps around a visit, in one zone, and the day of the page."""

    zone: str
    visited: date
    today: date
    steps: Sequence[Step]

    def __str__(self) -> str:
        zone = ZoneInfo(self.zone)
        rows = [
            f"  {step.moment.astimezone(zone):%a %d %b %Y %H:%M:%S} {step.action} {step.key}"
            f" {dict(step.values) or ''}"
            for step in self.steps
        ]
        return "\n".join([f"{self.zone}, visit {self.visited}, page {self.today}", *rows])


def draw_case(zone: str, seed: int) -> Case:
    """Draw a case; one seed always gives the same."""
    random = Random(f"{zone} {seed}")
    transitions = (date(2026, 3, 8), date(2026, 4, 5), date(2026, 11, 1), date(2026, 10, 4))
    visited = random.choice((*transitions, date(2026, 1, 31), date(2026, 6, 17)))
    moments = draw_moments(random, ZoneInfo(zone), visited)
    favorite = (random.choice((*FIELDS, "status")), random.choice((0.2, 0.8)))
    steps = [Step(moments[0], "visit")]
    keys = 0
    for moment in moments[1:]:
        day = moment.astimezone(ZoneInfo(zone)).date()
        steps.append(draw_step(random, moment, day, visited, keys, favorite))
        keys += steps[-1].action == "add"
    last = moments[-1].astimezone(ZoneInfo(zone)).date()
    today = max(last, visited) + timedelta(days=random.choice((0, 0, 1, 7, 30)))
    return Case(zone, visited, today, steps)


def draw_moments(random: Random, zone: ZoneInfo, visited: date) -> list[datetime]:
    """Draw moments weeks before the visit, on its day, near both midnights, and after it."""
    midnight = datetime(visited.year, visited.month, visited.day, tzinfo=zone)
    next_midnight = datetime.combine(visited + timedelta(days=1), datetime.min.time(), zone)
    utc = datetime.combine(visited, datetime.min.time(), UTC)
    near = [midnight, next_midnight, utc, utc + timedelta(days=1)]
    seconds = (-3_600, -1, 0, 1, 60, 7_200, 36_000)
    around = [each.astimezone(UTC) + timedelta(seconds=s) for each, s in product(near, seconds)]
    moments = [midnight.astimezone(UTC) - timedelta(days=random.randint(30, 90))]
    for _ in range(random.randint(2, 4)):
        moments.append(moments[-1] + random.choice(GAPS[:9]))
    moments += sorted(set(random.sample(around, random.randint(0, 4))))
    start = max(moments[-1], next_midnight.astimezone(UTC))
    for _ in range(random.randint(2, 10)):
        start += random.choice(GAPS)
        moments.append(start)
    return moments


def draw_step(
    random: Random,
    moment: datetime,
    day: date,
    visited: date,
    keys: int,
    favorite: tuple[str, float],
) -> Step:
    """Draw one change of one of the medicines that were typed so far."""
    if not keys:
        return Step(moment, "add", keys, draw_medicine(random, day))
    name, share = favorite
    if random.random() < share:
        if name == "status":
            return Step(moment, *draw_status(random, day, visited, 0))
        return Step(moment, "edit", 0, {name: draw_value(random, name)})
    key = random.choice((0, random.randrange(keys)))
    action = random.choices(
        ("edit", "status", "undo", "redo", "add", "remove", "rename", "start"),
        (30, 18, 14, 8, 12, 5, 6, 3),
    )[0]
    if action == "add":
        return Step(moment, "add", keys, draw_medicine(random, day))
    if action == "status":
        return Step(moment, *draw_status(random, day, visited, key))
    values = {}
    if action == "edit":
        names = random.sample(FIELDS, random.choice((1, 1, 2)))
        values = {name: draw_value(random, name) for name in names}
    elif action == "rename":
        values = {"name": random.choice(random.choice(WORDINGS["name"]))}
    elif action == "start":
        values = {"started": draw_start(random, day)}
    return Step(moment, action, key, values)


def draw_medicine(random: Random, day: date) -> dict[str, str]:
    values = {name: draw_value(random, name) for name in FIELDS if random.random() < 0.6}
    values["name"] = random.choice(random.choice(WORDINGS["name"]))
    values["status"] = random.choice(("taking",) * 7 + ("paused", "stopped"))
    values["started"] = draw_start(random, day)
    if values["status"] == "stopped":
        values["started"] = ""
    return values


def draw_start(random: Random, day: date) -> str:
    days = random.choice((-400, -40, -9, -2, 0, 0, 1, 5, 40))
    start = (day + timedelta(days=days)).isoformat()
    return random.choice(("", "", start, start, start[:7] if abs(days) >= 40 else start))


def draw_status(
    random: Random, day: date, visited: date, key: int
) -> tuple[str, int, dict[str, str]]:
    action = random.choice(("stop", "stop", "pause", "take", "take", "take"))
    if action != "stop":
        return action, key, {}
    earlier = day - timedelta(days=random.choice((0, 1, 3, 10, 40)))
    stopped = min(day, random.choice((day, earlier, visited, visited + timedelta(days=1))))
    return action, key, {"stopped": random.choice(("", stopped.isoformat()))}


def draw_value(random: Random, name: str) -> str:
    if random.random() < 0.12:
        return ""
    rows = WORDINGS[name]
    return random.choice(random.choice((rows[0], rows[1], random.choice(rows))))


@dataclass(eq=False)
class Change:
    """A change that undo can take back, with the states around it."""

    action: str
    moment: datetime
    before: State
    after: State
    undone_late: bool = False
    is_crossing: bool = False  # made before the visit's end, taken back after it


@dataclass
class Walk:
    """Plays the steps in a real file and keeps the states beside it."""

    path: Path
    case: Case
    redone_at_once: bool = False  # date what redo brought back by the redo, not by the edit
    ids: dict[int, int] = field(default_factory=dict)
    state: dict[int, dict[str, str]] = field(default_factory=dict)
    base: State | None = None
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    later: list[tuple[Change | None, datetime, datetime, State]] = field(default_factory=list)
    moment: datetime = datetime.min

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.case.zone)
        self.store = Store(self.path, clock=lambda: self.moment)
        for step in self.case.steps:
            self.play(step)
            self.check_state()

    def accounts(self) -> Iterator[Account]:
        """Yield the account of the states: redo may be dated by itself, or by its edit."""
        base = self.state if self.base is None else self.base
        for place in (0, 1):
            later = [Entry(entry[1 + place], entry[3]) for entry in self.later]
            yield Account(base, later, self.case.visited, self.case.today, self.zone)

    @property
    def day(self) -> date:
        return self.moment.astimezone(self.zone).date()

    @property
    def is_late(self) -> bool:
        return self.base is not None

    def play(self, step: Step) -> None:
        """Carry out a step where it fits the list of its moment, else nothing."""
        self.moment = step.moment
        if self.base is None and self.day > self.case.visited:
            self.base = dict(self.state)
        if step.action in ("visit", "add", "undo", "redo"):
            getattr(self, step.action)(step)
        elif self.ids.get(step.key) in self.state:
            self.change_medicine(step, self.ids[step.key])

    def visit(self, step: Step) -> None:
        visited = self.case.visited.isoformat()
        values = {"when": visited, "status": "done", "with_whom": "Dr A"}
        self.update(step, self.state, lambda planner: add(planner, Visit, values, self.day))

    def add(self, step: Step) -> None:
        planner = self.store.load()
        self.ids[step.key] = planner.next_id
        row = dict.fromkeys(STORED, "") | dict(step.values)
        change = partial(add, kind=Medication, values=step.values, today=self.day)
        self.update(step, {**self.state, planner.next_id: row}, change)

    def change_medicine(self, step: Step, id: int) -> None:
        if step.action == "remove":
            rest = {other: row for other, row in self.state.items() if other != id}
            self.update(step, rest, partial(remove, kind=Medication, id=id, today=self.day))
            return
        values = self.fitting(step, id)
        if values is not None:
            row = {**self.state[id], **values}
            change = partial(edit, kind=Medication, id=id, values=values, today=self.day)
            self.update(step, {**self.state, id: row}, change)

    def fitting(self, step: Step, id: int) -> dict[str, str] | None:
        """Return the values of an edit, or None where the rules say nothing about it."""
        row = self.state[id]
        started = earliest(row["started"]) if row["started"] else date.min
        match step.action:
            case "edit" | "rename":
                return dict(step.values)
            case "start":
                is_new = self.base is not None and id not in self.base
                return dict(step.values) if is_new and row["status"] != "stopped" else None
            case "stop" if started <= self.day:
                stopped = step.values["stopped"]
                stopped = stopped if stopped >= started.isoformat() else ""
                return {"status": "stopped", "stopped": stopped}
            case "pause" if started <= self.day and row["status"] == "taking":
                return {"status": "paused", "stopped": ""}
            case "take":
                return {"status": "taking", "stopped": ""}
        return None

    def update(
        self, step: Step, state: dict[int, dict[str, str]], change: Callable[[Planner], Planner]
    ) -> None:
        self.store.update(change)
        if state == self.state and step.action != "visit":
            return
        made = Change(step.action, self.moment, self.state, state)
        self.done.append(made)
        self.undone.clear()
        self.reach(made, state)

    def reach(self, change: Change | None, state: State, edited: datetime | None = None) -> None:
        """Arrive at a state: after the visit's day it is kept."""
        self.state = {id: dict(row) for id, row in state.items()}
        if self.is_late:
            self.later.append((change, edited or self.moment, self.moment, state))

    def undo(self, step: Step) -> None:
        """Undo; but what was removed before the visit's end stays removed after it."""
        if not self.done or self.done[-1].action == "visit":
            return
        change = self.done[-1]
        is_own = bool(self.later) and self.later[-1][0] is change
        if self.is_late and not is_own and change.action == "remove":
            return
        self.store.undo()
        self.undone.append(self.done.pop())
        change.undone_late, change.is_crossing = self.is_late, self.is_late and not is_own
        if is_own:
            self.later.pop()
            self.state = {id: dict(row) for id, row in change.before.items()}
        else:
            self.reach(None, change.before)

    def redo(self, step: Step) -> None:
        """Redo; but nothing on the other side of the visit's end on which the rules are silent."""
        if not self.undone or self.undone[-1].is_crossing:
            return
        change = self.undone[-1]
        is_old = self.is_late and not change.undone_late
        if is_old and change.action == "add":
            return
        self.store.redo()
        self.done.append(self.undone.pop())
        self.reach(change, change.after, None if is_old else change.moment)

    def check_state(self) -> None:
        """Hold the states of this account to the file."""
        rows = self.store.load().medications
        found = {id: {name: getattr(row, name) for name in STORED} for id, row in rows.items()}
        assert found == self.state


@contextmanager
def local_zone(name: str) -> Iterator[None]:
    """Make a zone this machine's own."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def read_facts(page: Page) -> list[Fact]:
    """Return what the page tells of changes."""
    found: list[str] = []
    open_line = False
    for line in blocks(page)["medicines"]:
        if CHANGE.match(line):
            found.append(line)
        elif open_line and re.match(r" {11}\S", line):
            found[-1] += f" {line.strip()}"
        open_line = bool(CHANGE.match(line)) or (open_line and line.startswith(" " * 11))
    return [fact for line in found for fact in read_line(line)]


def read_line(line: str) -> list[Fact]:
    begun = CHANGE.match(line)
    assert begun
    label, text = begun[1], line[begun.end() :]
    if label == "CHANGED":
        who, _, values = text.partition(": ")
        return [read_value(who, part) for part in values.split("; ")]
    who, *parts = text.split("; ")
    if label == "RENAMED":
        names = re.fullmatch(r"now (.*) \(was (.*)\)", who)
        assert names, line
        return [Fact(label, names[1], was=(meaning("name", names[2]),), day="".join(parts))]
    day = parts[0].removeprefix("started ") if parts else ""
    if day.startswith("stopped "):
        until = "".join(parts[1:]).removeprefix("on the list until ")
        return [Fact(label, who, "stopped", day.removeprefix("stopped "), day=until)]
    return [Fact(label, who, day=day)]


def read_value(who: str, part: str) -> Fact:
    found = VALUE.fullmatch(part)
    assert found, part
    name = LABELS.get(found[1] or "", found[1])
    was = tuple(meaning(name, read_word(name, word)) for word in found[3].split(", then "))
    return Fact("CHANGED", who, name, read_word(name, found[2]), was, found[4] or "")


def read_word(name: str, word: str) -> str:
    word = word.removeprefix("for ") if name == "as_needed_for" else word
    return "" if word == EMPTY.get(name, "not recorded") else word


def difference(facts: Sequence[Fact], wanted: Sequence[Expected]) -> list[str]:
    """Return what the page does not tell, and what it makes up."""
    left = list(facts)
    problems = []
    for each in (each for each in wanted if not each.is_optional):
        fact = next(filter(each.allows, left), None)
        if fact:
            left.remove(fact)
        else:
            problems.append(f"untold: {each}")
    optional = [each for each in wanted if each.is_optional]
    made_up = [fact for fact in left if not any(each.allows(fact) for each in optional)]
    repeated = [fact for fact in facts if fact.label == "CHANGED" and has_repeats(fact)]
    problems += [f"repeated: {fact}" for fact in repeated]
    return [*problems, *(f"invented: {fact}" for fact in made_up)]


def has_repeats(fact: Fact) -> bool:
    """Return whether a value is followed by itself."""
    values = [*fact.was, meaning(fact.field, fact.now)]
    return any(one == other for one, other in pairwise(values))


def problems_of(case: Case, path: Path) -> list[str]:
    """Return how the page of a case disagrees with its states."""
    with local_zone(case.zone):
        walk = Walk(path, case)
        page = page_on(path, case.today)
    with local_zone(next(zone for zone in ZONES if zone != case.zone)):
        elsewhere = page_on(path, case.today)
    found = [difference(read_facts(page), list(expected(each))) for each in walk.accounts()]
    problems = min(found, key=len)
    account = next(walk.accounts())
    problems += rows_differ(page, account)
    if page.text != elsewhere.text:
        problems.append("another page in another zone")
    return [*problems, *blocks(page)["medicines"]] if problems else []


def rows_differ(page: Page, account: Account) -> list[str]:
    """Return how the rows disagree: what is still to start stands apart."""
    lines = blocks(page)["medicines"]
    rows = [found for line in lines if (found := AHEAD.match(line))]
    wanted = to_start(account)
    ahead = sorted(found[1] for found in rows)
    problems = [] if ahead == [day for day, _ in wanted] else [f"to start: {wanted}"]
    heading = re.match(r"MEDICINES \((\d+)\)", lines[0])
    shown = int(heading[1]) if heading else 0
    return problems if shown == in_use(account) else [*problems, f"in use: {in_use(account)}"]


def page_on(path: Path, today: date) -> Page:
    """The page for the next visit to the doctor who was seen."""
    ahead = Visit(id=10**9, when=today.isoformat(), with_whom="Dr A")
    return make_page(replace(source_of(Store(path), today, ASKED), visit=ahead))


def shortest(case: Case, is_failing: Callable[[Case], bool]) -> Case:
    """Leave out steps while the case still fails."""
    for place in reversed(range(1, len(case.steps))):
        shorter = case._replace(steps=[*case.steps[:place], *case.steps[place + 1 :]])
        case = shorter if is_failing(shorter) else case
    return case


def draw_pairs(name: str) -> Iterator[Case]:
    """Yield a case for each two wordings of a field: one before the visit, one after it."""
    visited = date(2026, 6, 17)
    before, after = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 7))
    wordings = [wording for row in WORDINGS[name] for wording in row]
    for one, other in combinations(wordings, 2):
        medicine = {"name": "senna", "status": "taking", "started": "2026-04-01", name: one}
        steps = [
            Step(before, "visit"),
            Step(before, "add", 0, medicine),
            Step(after, "edit", 0, {name: other}),
        ]
        yield Case("UTC", visited, after.date(), steps)


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: most of the time would go there, and nothing is cut off."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[Case], list[str]]:
    """Return a function that plays a case in a file of its own, which does not stay."""

    def play(case: Case) -> list[str]:
        with TemporaryDirectory(dir=tmp_path) as folder:
            return problems_of(case, Path(folder) / "planner.json")

    return play


@pytest.mark.usefixtures("quick_disk")
@pytest.mark.parametrize("zone", ZONES)
def test_the_page_agrees_with_the_states(zone: str, problems: Callable[[Case], list[str]]) -> None:
    """Nothing that the rules ask for is left untold, and nothing is invented."""
    cases = (draw_case(zone, seed) for seed in range(CASES))
    failing = [case for case in cases if problems(case)]
    if failing:
        case = shortest(failing[0], lambda case: bool(problems(case)))
        report = "\n".join([str(case), *problems(case)])
        pytest.fail(f"{len(failing)} of {CASES} cases fail; one of them:\n{report}")


@pytest.mark.usefixtures("quick_disk")
@pytest.mark.parametrize("name", WORDINGS)
def test_typographic_differences_are_not_a_change(
    name: str, problems: Callable[[Case], list[str]]
) -> None:
    """Two wordings of one row of the table are one value, those of two rows are two."""
    failing = [case for case in draw_pairs(name) if problems(case)]
    report = "\n".join(f"{case}\n{problems(case)[0]}" for case in failing)
    assert not failing, report
