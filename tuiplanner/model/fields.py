"""Field types: label, reading of typed text, loading from the file, and display.

Records declare their fields with these functions. The command line, the forms and the store read
the declarations, so a new field is one line in its record.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model import text as texts
from tuiplanner.model.choice_words import choice_meant, in_words

Value = str | int | None
SPEC = "spec"

# Limits in characters: names, questions, reason and goal, dose and frequency, others, notes.
NAME, QUESTION, GOAL, DOSE, OTHER, NOTE = 80, 160, 140, 60, 200, 4_000
_HALF_A_YEAR, TWO_MONTHS = 183, 61  # days


@dataclass(frozen=True, eq=False, repr=False)
class Spec:
    """A field; `label` is shown before it on the screen, `hint` is an example of what to type."""

    label: str
    hint: str = ""

    def read(self, typed: str, today: date) -> Value:
        """Return the value of a typed text; raise Refused with the sentence to show."""
        raise NotImplementedError

    def load(self, raw: object) -> Value:
        """Return the value of stored data; a bad value never keeps the record from loading."""
        raise NotImplementedError

    def show(self, value: Value) -> str:
        """Return the value as it is shown."""
        return "" if value is None else str(value)

    def edit(self, value: Value) -> str:
        """Return the value as text to edit; unchanged, the text reads as the same value."""
        return self.show(value)


@dataclass(frozen=True, eq=False, repr=False)
class Text(Spec):
    """Text, kept as typed; `limit` is in characters, and `lines` allows several lines."""

    limit: int = OTHER
    lines: bool = False

    def read(self, typed: str, today: date) -> str:
        return texts.typed(typed, self.limit, lines=self.lines)

    def load(self, raw: object) -> str:
        return texts.cleaned("" if raw is None else str(raw), lines=self.lines)


@dataclass(frozen=True, eq=False, repr=False)
class Page(Spec):
    """A printed page, kept exactly, with its line and page ends."""

    def read(self, typed: str, today: date) -> str:
        return str(self.load(typed))

    def load(self, raw: object) -> str:
        pages = ("" if raw is None else str(raw)).split("\f")
        return "\f".join(texts.cleaned(page, lines=True) for page in pages)


def read_date(typed: str, today: date, *, ahead: bool = False, past: bool = False) -> str:
    """Return the EDTF date that was typed, or ""; Refused has the sentence to show.

    `ahead` reads "friday" as the coming Friday, `past` refuses days to come.
    """
    # Import the reader only when a date is typed: its patterns cost more than a page needs.
    from tuiplanner.model.reading import edtf_of

    value = edtf_of(typed, today, ahead=ahead, past=past) if typed else ""
    first = dates.first_day(value) if past else None
    if first is not None and first > today:
        raise Refused(f"{dates.show(value)} is still to come. Please type a day in the past.")
    return value


@dataclass(frozen=True, eq=False, repr=False)
class When(Spec):
    """A partial date; `ahead` reads "friday" as the coming Friday, `past` refuses future days.

    With `ahead`, a day without a year whose next occurrence is more than half a year away means the
    last one, if that was at most `back` days ago: a result due "20 Nov" on 28 Nov is overdue.
    Without it, one whose last occurrence is so long ago means the next one, if that is at most
    `forth` days away: a medicine that stops "5 Dec".
    """

    ahead: bool = False
    past: bool = False
    back: int = TWO_MONTHS
    forth: int = 0

    def read(self, typed: str, today: date) -> str:
        text = texts.typed(typed, OTHER)
        value = read_date(text, today, ahead=self.ahead, past=self.past)
        day, most = dates.first_day(value), self.back if self.ahead else self.forth
        if day is None or not most or abs((day - today).days) <= _HALF_A_YEAR:
            return value
        other = read_date(text, today, ahead=not self.ahead)
        near = dates.first_day(other)
        is_other_side = near is not None and (near <= today) is self.ahead
        return other if is_other_side and near and abs((near - today).days) <= most else value

    def load(self, raw: object) -> str:
        return texts.cleaned("" if raw is None else str(raw))

    def show(self, value: Value) -> str:
        return dates.show(str(value or ""))


@dataclass(frozen=True, eq=False, repr=False)
class Begin(When):
    """The first day of a period: the last such day before the end, if the period is under way."""

    until: str = ""

    def read(self, typed: str, today: date) -> str:
        value = super().read(typed, today)
        try:
            until = super().read(self.until, today)
        except Refused:  # named when the last day itself is read
            return value
        ends = dates.last_day(until)
        begins = dates.first_day(value)
        if begins is None or ends is None or begins <= ends:
            return value
        return read_date(texts.typed(typed, OTHER), today, past=True)


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Spec):
    """A word of a closed list; a loaded word that is not in the list is kept unchanged."""

    words: type[StrEnum] = StrEnum

    def read(self, typed: str, today: date) -> str:
        text = texts.typed(typed, OTHER)
        found = choice_meant(self.words, text) if text else ""
        if found is None:
            listed = ", ".join(self.words)
            raise Refused(f"{texts.quoted(typed)} is not one of: {listed}.")
        return found

    def load(self, raw: object) -> str:
        try:
            return self.words(str(raw))
        except ValueError:
            return texts.cleaned("" if raw is None else str(raw))

    def show(self, value: Value) -> str:
        return in_words(self.words, str(value or ""))

    def edit(self, value: Value) -> str:
        return str(value or "")


@dataclass(frozen=True, eq=False, repr=False)
class Number(Spec):
    """A whole number from `lowest` to `highest`; None if not recorded."""

    lowest: int = 0
    highest: int = 10_000

    def read(self, typed: str, today: date) -> int | None:
        kept = texts.typed(typed, OTHER)
        if not kept:
            return None
        number = int(kept) if kept.isascii() and kept.isdigit() and len(kept) < 9 else -1
        if not self.lowest <= number <= self.highest:
            raise Refused(f"Please type a whole number from {self.lowest} to {self.highest}.")
        return number

    def load(self, raw: object) -> int | None:
        return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


@dataclass(frozen=True, eq=False, repr=False)
class Ref(Number):
    """The id of another record, of the kind `to`."""

    to: str = ""
    lowest: int = 1
    highest: int = 99_999_999


@dataclass(frozen=True, eq=False, repr=False)
class Numbers(Spec):
    """An ordered list of ids, made by the program; a person types them separated by commas."""

    def read(self, typed: str, today: date) -> Any:
        parts = texts.typed(typed, NOTE).replace(",", " ").split()
        if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in parts):
            raise Refused("Please type the numbers with commas between them.")
        return tuple(map(int, parts))

    def load(self, raw: object) -> Any:
        return tuple(n for n in raw if isinstance(n, int)) if isinstance(raw, list | tuple) else ()

    def show(self, value: Any) -> str:
        return ", ".join(map(str, value or ()))


class AnswerGiven(NamedTuple):
    """The outcome of a question at one visit: its status, the answer if any, and the day."""

    visit_id: int
    status: str
    text: str = ""
    day: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Answers(Spec):
    """The answers given at each visit, in order; the program adds them."""

    def read(self, typed: str, today: date) -> Any:
        raise Refused("Answers of a visit are written down by: tuiplanner after ID")

    def load(self, raw: object) -> Any:
        rows = raw if isinstance(raw, list | tuple) else ()
        return tuple(_answer_given(row) for row in rows if isinstance(row, dict))

    def show(self, value: Any) -> str:
        return "; ".join(
            f"{dates.show(given.day) or 'a visit'}: {given.text or given.status.replace('-', ' ')}"
            for given in value or ()
        )


@dataclass(frozen=True, eq=False, repr=False)
class Kept(Text):
    """A word or a date that only the program fills in."""

    def read(self, typed: str, today: date) -> str:
        raise Refused("This is filled in by the program.")


def _answer_given(row: dict[str, Any]) -> AnswerGiven:
    visit_id = row.get("visit_id")
    words = (texts.cleaned(str(row.get(name) or "")) for name in ("status", "text", "day"))
    return AnswerGiven(visit_id if isinstance(visit_id, int) else 0, *words)


def answers_field(label: str) -> Any:
    """Declare a field that holds the answers given at each visit."""
    return field(default=(), metadata={SPEC: Answers(label)})


def kept_field(label: str) -> Any:
    """Declare a field that only the program fills in."""
    return field(default="", metadata={SPEC: Kept(label)})


def page_field(label: str) -> Any:
    """Declare a field that holds a printed page."""
    return field(default="", metadata={SPEC: Page(label)})


def text_field(
    label: str, hint: str = "", *, limit: int = OTHER, lines: bool = False, default: str = ""
) -> Any:
    """Declare a text field; `limit` is in characters."""
    return field(default=default, metadata={SPEC: Text(label, hint, limit, lines)})


def date_field(
    label: str,
    hint: str = "",
    *,
    ahead: bool = False,
    past: bool = False,
    back: int = TWO_MONTHS,
    forth: int = 0,
) -> Any:
    """Declare a field that holds a partial date."""
    return field(default="", metadata={SPEC: When(label, hint, ahead, past, back, forth)})


def near_date_field(label: str, hint: str = "") -> Any:
    """Declare a field that holds a partial date, which may be shortly past or ahead."""
    return field(default="", metadata={SPEC: When(label, hint, ahead=True, back=_HALF_A_YEAR)})


def choice_field(label: str, choices: type[StrEnum], default: str = "", hint: str = "") -> Any:
    """Declare a field that holds a word of a closed list."""
    return field(default=default, metadata={SPEC: Choice(label, hint, choices)})


def number_field(label: str, lowest: int, highest: int, hint: str = "") -> Any:
    """Declare a field that holds a whole number or nothing."""
    return field(default=None, metadata={SPEC: Number(label, hint, lowest, highest)})


def link_field(label: str, to: str) -> Any:
    """Declare a field that holds the id of a record of the kind `to`."""
    return field(default=None, metadata={SPEC: Ref(label, f"a {to}'s id", to=to)})


def links_field(label: str) -> Any:
    """Declare a field that holds several ids in order."""
    return field(default=(), metadata={SPEC: Numbers(label)})
