"""An independent account of what changed in a medication list, from its states alone.

It knows the list after each change and the moment of that change. It never reads the history.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

State = Mapping[int, Mapping[str, str]]  # each medicine's fields, by its id
Names = frozenset[str]

LASTING = timedelta(hours=24)

# Wordings in one row differ in typography only; those of two rows are two values.
WORDINGS: dict[str, Sequence[Sequence[str]]] = {
    "name": (
        ("prednisone", "Prednisone"),
        ("prednisolone",),
        ("co-codamol", "co codamol", "Co-Codamol"),
        ("senna",),
        ("warfarin",),
        ("warfarin sodium",),
    ),
    "brand": (("Nurofen", "NUROFEN"), ("Advil",), ("Brufen Retard", "Brufen  Retard")),
    "strength": (
        ("1 mg", "1.0 mg", "1mg"),
        ("10 mg", "10mg", "10  mg", "10.0 mg"),
        ("100 mg",),
        ("5 mg",),
        ("0.5 mg",),
        ("1.5 mg",),
        ("15 mg",),
        ("5 mU",),
        ("5 MU",),
    ),
    "form": (("tablet", "Tablet"), ("slow-release tablet",), ("liquid",)),
    "dose": (
        ("1 tablet", "1  tablet", "1 Tablet"),
        ("1½ tablets", "1 1/2 tablets"),
        ("2 tablets", "2 Tablets"),
        ("12 tablets",),
        ("1-2 tablets",),
        ("5 mL", "5mL"),
        ("1.5 mL",),
        ("15 mL",),
        ("2 mU",),
        ("2 MU",),
        ("1 capful",),
        ("1 cupful",),
        ("1 film", "1 Film"),
    ),
    "route": (("by mouth", "By mouth", "by  mouth"), ("under the tongue",), ("into a vein",)),
    "frequency": (
        ("twice a day", "2 times a day", "Twice a day"),
        ("3 times a day",),
        ("every morning", "Every morning", "every  morning"),
        ("every 2 hours",),
        ("every 12 hours",),
        ("every 1-2 hours",),
        ("once a week",),
    ),
    "as_needed_for": (("headache", "Headache"), ("sleep",), ("bad pain", "bad  pain")),
    "most_per_day": (("3 tablets",), ("4 tablets", "4  tablets"), ("8 tablets",)),
    "taken_differently": (("takes 2", "Takes 2"), ("takes 1",), ("takes it at night",)),
}
FIELDS = tuple(field for field in WORDINGS if field != "name")
_FILLING_COUNTS = ("as_needed_for", "taken_differently")
_STATUS_LABELS = ("STOPPED", "PAUSED", "RESUMED", "TAKEN AGAIN")


class Fact(NamedTuple):
    """One statement of the page; of a CHANGED line, one field."""

    label: str
    who: str
    field: str = ""
    now: str = ""
    was: tuple[str, ...] = ()
    day: str = ""


class Expected(NamedTuple):
    """A fact that the page has to tell, or may tell; None leaves a part of it open."""

    labels: tuple[str, ...]
    who: Names
    field: str | None = ""
    now: str | None = ""
    was: frozenset[tuple[str, ...]] | None = frozenset({()})
    days: Names | None = None
    is_optional: bool = False

    def allows(self, fact: Fact) -> bool:
        return (
            fact.label in self.labels
            and fact.who in self.who
            and self.field in (None, fact.field)
            and self.now in (None, fact.now)
            and (self.was is None or fact.was in self.was)
            and (self.days is None or fact.day in self.days)
        )


class Entry(NamedTuple):
    """The list after a change that was not taken back."""

    moment: datetime
    state: State


class Run(NamedTuple):
    """A stretch of time in which a value held, in any typography."""

    value: str
    starts: tuple[datetime, ...]  # more than one where it may be dated so or so
    start: datetime
    end: datetime

    @property
    def is_lasting(self) -> bool:
        return self.end - self.start >= LASTING


class Account(NamedTuple):
    """The list at the end of the last visit's day, and each list since."""

    base: State
    later: Sequence[Entry]
    visited: date
    today: date
    zone: ZoneInfo

    @property
    def now(self) -> State:
        return self.later[-1].state if self.later else self.base

    def day(self, moment: datetime) -> str:
        return shown(moment.astimezone(self.zone).date())

    def days(self, run: Run) -> Names:
        return frozenset(map(self.day, run.starts))


def meaning(field: str, wording: str) -> str:
    """Return one wording for all that mean the same; an unknown wording is its own."""
    plain = " ".join(wording.split())
    for wordings in WORDINGS.get(field, ()):
        if plain in (" ".join(each.split()) for each in wordings):
            return wordings[0]
    return plain


def shown(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def shown_date(value: str) -> str:
    """Return a stored date as the page prints it: `3 Mar 2026`, `Mar 2026`, `2024`."""
    parts = value.split("-")
    if len(parts) == 3:
        return shown(date.fromisoformat(value))
    return f"{date(int(parts[0]), int(parts[1]), 1):%b} {parts[0]}" if len(parts) == 2 else value


def earliest(value: str) -> date:
    year, month, day = [*map(int, value.split("-")), 1, 1][:3]
    return date(year, month, day)


def latest(value: str) -> date:
    """Return the last day that a stored date allows."""
    year, month, day = [*map(int, value.split("-")), 0, 0][:3]
    if day:
        return date(year, month, day)
    return (date(year, month or 12, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def expected(account: Account) -> Iterator[Expected]:
    """Yield what the page has to tell of each medicine, and what it may."""
    for id in {**account.base, **account.now}:
        if id not in account.now:
            yield from _removed(account, id)
        elif id not in account.base:
            yield from _added(account, id)
        else:
            yield from _status(account, id)
            yield from _renamed(account, id)
            yield from _changed(account, id)


def to_start(account: Account) -> list[tuple[str, str]]:
    """Return the day and the name of each medicine whose start lies ahead."""
    rows = account.now.values()
    return sorted((shown_date(m["started"]), m["name"]) for m in rows if _is_ahead(account, m))


def in_use(account: Account) -> int:
    rows = account.now.values()
    return sum(m["status"] != "stopped" and not _is_ahead(account, m) for m in rows)


def _is_ahead(account: Account, medicine: Mapping[str, str]) -> bool:
    started = medicine["started"]
    return bool(started) and medicine["status"] != "stopped" and earliest(started) > account.today


def _who(account: Account, id: int) -> Names:
    """Return the name, with the strength where another row has that name."""
    name = account.now[id]["name"]
    same = [m for m in account.now.values() if m["name"].casefold() == name.casefold()]
    return _full({"name": name, "strength": account.now[id]["strength"] if same[1:] else ""})


def _full(*medicines: Mapping[str, str]) -> Names:
    """Return name and strength, as either of the rows has them."""
    return frozenset(" ".join(f"{m['name']} {m['strength']}".split()) for m in medicines)


def _removed(account: Account, id: int) -> Iterator[Expected]:
    if account.base[id]["status"] == "stopped":
        return
    states = [account.base, *(entry.state for entry in account.later)]
    held = [state[id] for state in states if id in state]
    gone = next(e for e in reversed(account.later) if _went(states, account.later.index(e), id))
    days = frozenset({account.day(gone.moment)})
    yield Expected(("TAKEN OFF THE LIST",), _full(held[0], held[-1]), days=days)


def _went(states: Sequence[State], place: int, id: int) -> bool:
    return id in states[place] and id not in states[place + 1]


def _added(account: Account, id: int) -> Iterator[Expected]:
    """Yield the facts of a medicine that was first typed in after the visit."""
    medicine, who = account.now[id], _who(account, id)
    if medicine["status"] == "stopped":  # the rules are silent
        labels = ("STOPPED", "STARTED", "FIRST LISTED", "TAKEN OFF THE LIST")
        yield Expected(labels, who | _full(medicine), None, None, None, is_optional=True)
        return
    if medicine["status"] == "paused" or len(list(_runs(account, id, "status"))) > 1:
        yield Expected(_STATUS_LABELS[1:], who, is_optional=True)  # the rules are silent
    started = medicine["started"]
    typed = next(entry.moment for entry in account.later if id in entry.state)
    if not started:
        yield Expected(("FIRST LISTED",), who, days=frozenset({account.day(typed)}))
    elif not _is_ahead(account, medicine) and latest(started) >= account.visited:
        silent = earliest(started) <= account.visited
        days = frozenset({shown_date(started)})
        yield Expected(("STARTED",), who, days=days, is_optional=silent)


def _status(account: Account, id: int) -> Iterator[Expected]:
    medicine, who, was = account.now[id], _who(account, id), account.base[id]["status"]
    runs = list(_runs(account, id, "status"))
    days = frozenset().union(*(account.days(chain[-1]) for chain in _chains(runs)))
    if medicine["started"] and latest(medicine["started"]) >= account.visited:
        yield Expected(("STARTED",), who, days=None, is_optional=True)  # the rules are silent
    match was, medicine["status"]:
        case "taking" | "paused", "stopped":
            yield _stopped(account, id, days)
        case "taking", "paused":
            yield Expected(("PAUSED",), who, days=days)
        case "paused" | "stopped", "taking":
            yield Expected(_again(runs), who, days=days)
        case "taking", "taking":
            yield from _interrupted(account, runs, who)
        case _ if runs[1:] or account.base[id]["stopped"] != medicine["stopped"]:  # no rule
            names = who | _full(medicine)
            yield Expected(_STATUS_LABELS, names, None, None, None, is_optional=True)


def _stopped(account: Account, id: int, days: Names) -> Expected:
    """Return the stop; one that lies before the visit contradicts that day's list."""
    stopped, who = account.now[id]["stopped"], _full(account.now[id])
    if not stopped:
        return Expected(("STOPPED",), who, days=days)
    if earliest(stopped) > account.visited:
        return Expected(("STOPPED",), who, days=frozenset({shown_date(stopped)}))
    label = ("TAKEN OFF THE LIST",)
    return Expected(label, who, "stopped", shown_date(stopped), days=days)


def _again(runs: Iterable[Run]) -> tuple[str, ...]:
    labels = {"paused": "RESUMED", "stopped": "TAKEN AGAIN"}
    return tuple({labels[run.value] for run in runs if run.value in labels})


def _interrupted(account: Account, runs: Sequence[Run], who: Names) -> Iterator[Expected]:
    """Yield the return of what was taken at the visit and is taken now."""
    away = [run for run in runs if run.value != "taking"]
    lasting = [run for run in away if run.is_lasting]
    together = sum((run.end - run.start for run in away), timedelta())
    if lasting:
        days = frozenset(account.day(run.start) for run in runs[1:] if run.value == "taking")
        if len(lasting) == len(away):
            days = account.days(runs[-1])
        yield Expected(_again(lasting), who, days=days)
    elif together >= LASTING:  # the rules are silent
        yield Expected(_again(away), who, is_optional=True)


def _renamed(account: Account, id: int) -> Iterator[Expected]:
    runs = list(_runs(account, id, "name"))
    if not runs[1:]:
        return
    days = frozenset().union(*(account.days(chain[-1]) for chain in _chains(runs)))
    came_back = runs[0].value == runs[-1].value
    silent = came_back or "stopped" in (account.now[id]["status"], account.base[id]["status"])
    if came_back and not any(run.is_lasting for run in runs[1:-1]):
        return
    was = None if came_back else frozenset({(runs[0].value,)})
    name = frozenset({account.now[id]["name"]})
    yield Expected(("RENAMED",), name, was=was, days=days, is_optional=silent)


def _changed(account: Account, id: int) -> Iterator[Expected]:
    if account.now[id]["status"] == "stopped":
        return
    for field in FIELDS:
        yield from _changed_field(account, id, field)


def _changed_field(account: Account, id: int, field: str) -> Iterator[Expected]:
    chains = _chains(list(_runs(account, id, field)))
    if field not in _FILLING_COUNTS:  # the rules are silent on what was empty in between
        chains += [_without_blanks(chain) for chain in chains]
    told = [chain for chain in chains if chain[1:] and not _is_filled(field, chain)]
    if not told:
        return
    now = " ".join(account.now[id][field].split())
    was = frozenset(tuple(run.value for run in chain[:-1]) for chain in told)
    days = frozenset().union(*(account.days(chain[-1]) for chain in told))
    who = _who(account, id)
    # The rules are silent on what was stopped at the visit, and on what was filled in after it
    # and then changed again.
    filled = not account.base[id][field] and field not in _FILLING_COUNTS
    if filled or account.base[id]["status"] == "stopped":
        yield Expected(("CHANGED",), who, field, now, None, is_optional=True)
    else:
        silent = len(told) < len(chains)
        yield Expected(("CHANGED",), who, field, now, was, days, silent)


def _without_blanks(chain: Sequence[Run]) -> list[Run]:
    return _lasting([*chain[:1], *(run for run in chain[1:-1] if run.value), *chain[1:][-1:]])


def _is_filled(field: str, chain: Sequence[Run]) -> bool:
    return len(chain) == 2 and not chain[0].value and field not in _FILLING_COUNTS


def _runs(account: Account, id: int, field: str) -> Iterator[Run]:
    """Yield the stretches of a field's value, from the visit on."""
    begin = datetime.min.replace(tzinfo=account.zone)
    entries = [Entry(begin, account.base), *account.later]
    held = [(e.moment, meaning(field, e.state[id][field])) for e in entries if id in e.state]
    firsts = [held[0], *(b for a, b in pairwise(held) if a[1] != b[1])]
    ends = [*(moment for moment, _ in firsts[1:]), datetime.max.replace(tzinfo=account.zone)]
    for (moment, value), end in zip(firsts, ends, strict=True):
        yield Run(value, (moment,), moment, end)


def _chains(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the values to name, in one or two readings.

    They differ where a value was interrupted for less than a day: the parts last on their own, or
    as one.
    """
    whole = list(runs)
    place = 1
    while place < len(whole) - 1:
        before, between, after = whole[place - 1 : place + 2]
        if not between.is_lasting and before.value == after.value:
            whole[place - 1 : place + 2] = [_joined(before, after)]
            place = 1
        else:
            place += 1
    return [_lasting(runs), _lasting(whole)]


def _lasting(runs: Sequence[Run]) -> list[Run]:
    """Return the first and the last run, and those between that last."""
    middle = [run for run in runs[1:-1] if run.is_lasting]
    kept = [*runs[:1], *middle, *runs[1:][-1:]]
    chain = kept[:1]
    for run in kept[1:]:
        if run.value == chain[-1].value:
            chain[-1] = _joined(chain[-1], run)
        else:
            chain.append(run)
    return chain


def _joined(one: Run, other: Run) -> Run:
    return Run(one.value, (*one.starts, *other.starts), one.start, other.end)
