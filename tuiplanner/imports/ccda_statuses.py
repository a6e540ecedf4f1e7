"""The status of a medicine in a clinical document, from everything that the file has about it.

The code of the entry, its mood, a status observation and the printed row each have a say. If two of
them differ, the status is unknown and the person decides: a status is never made better.
"""

import re
from collections.abc import Iterator
from datetime import date

from tuiplanner.imports.ccda_narrative import Row, coded_name
from tuiplanner.imports.ccda_times import first_day, interval, last_day, width
from tuiplanner.imports.ccda_titles import CURRENT, DATES, END, START, STATUS
from tuiplanner.imports.denying import is_denying
from tuiplanner.imports.record import PAUSED, PLANNED, STOPPED, TAKING, UNKNOWN
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_CODES = {
    "active": TAKING,
    "suspended": PAUSED,
    "held": PAUSED,
    "on-hold": PAUSED,
    "aborted": STOPPED,
    "cancelled": STOPPED,
    "stopped": STOPPED,
    "new": PLANNED,
}
_OBSERVED = {  # SNOMED CT and HL7 codes of a status observation
    "55561003": TAKING,
    "73425007": STOPPED,
    "392521001": STOPPED,
    "421139008": PAUSED,
    "410546004": STOPPED,
    "active": TAKING,
    "completed": UNKNOWN,
}
_WORDS = {
    TAKING: "active|current|ongoing|taking|active: yes|currently taking|continue|continued"
    "|still taking|in use|activo|aktiv|actif",
    PAUSED: "on hold|hold|held|suspended|paused|onhold|on-hold",
    STOPPED: "discontinued|stopped|ended|inactive|no longer active|not active|cancelled|canceled"
    "|aborted|not taking|no longer taking|prior history|past|discontinue|stop|dc'd|d/c'd"
    "|terminated|historical|prior|d/c",
    PLANNED: "planned|intended|draft|proposed|not started|new order",
}
_MEANINGS = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_BETWEEN = re.compile(r"\s(?:-|–|—|to|until|through)\s|(?<=[/.]\d{4})[-–—](?=\d)|[–—]")
_UNTIL = re.compile(r"(?:until|through|thru|till|to)\s", re.IGNORECASE)
_YES_NO = {"yes": TAKING, "y": TAKING, "true": TAKING, "no": STOPPED, "n": STOPPED}
_FUTURE_MOODS = frozenset(("INT", "RQO", "PRP", "PRMS", "ARQ", "APT", "GOL", "OPT", "SLOT"))


def is_planned(entry: Element) -> bool:
    """Return whether the mood of an entry is a plan or an order rather than an event."""
    return entry.get("moodCode") in _FUTURE_MOODS


def medicine_status(entry: Element, row: Row | None, day: date) -> tuple[str, str]:
    """Return the status of a medicine and the file's word for it."""
    code = entry.value("statusCode", attribute="code")
    votes = [_coded_vote(entry, code, day)]
    seen = list(_observed(entry))
    votes += [vote for vote, _ in seen]
    printed = list(_printed(row))
    votes += [vote for vote, _ in printed] + _printed_end_votes(row, day)
    word = next((word for _, word in (*printed, *seen) if word), code)
    return agreed(votes), word or ("planned" if is_planned(entry) else "")


def agreed(votes: list[str]) -> str:
    """Return the status that all votes have, or unknown."""
    return votes[0] if len(set(votes)) == 1 else UNKNOWN


def _coded_vote(entry: Element, code: str, day: date) -> str:
    start, end = interval(entry)
    over = is_over(end, day)
    if code == "completed":
        return STOPPED if over and not is_planned(entry) else UNKNOWN
    status = _CODES.get(code.lower(), UNKNOWN)
    if status == TAKING and (over or is_to_come(start, day) or (width(entry)[0] and not end)):
        return UNKNOWN
    return PLANNED if is_planned(entry) and status in (TAKING, UNKNOWN) else status


def is_over(end: str, day: date) -> bool:
    """Return whether an end, printed or coded, is before a day."""
    last = last_day(end)
    return last is not None and last < day


def is_to_come(start: str, day: date) -> bool:
    """Return whether a start, printed or coded, is after a day."""
    first = first_day(start)
    return first is not None and first > day


def _printed_end_votes(row: Row | None, day: date) -> list[str]:
    """Return what the printed dates say: an end that is not understood makes it unknown."""
    end = printed_end(row)
    if is_to_come(printed_start(row), day) or (end and last_day(end) is None):
        return [UNKNOWN]
    return [STOPPED] if is_over(end, day) else []


def _observed(entry: Element) -> Iterator[tuple[str, str]]:
    """Yield what the status observations of an entry mean, with their words."""
    for observation in entry.all("entryRelationship", "observation"):
        if observation.value("code", attribute="code") != "33999-4":
            continue
        value = observation.first("value")
        word = coded_name(value) or (value.words() if value else "")
        code = value.get("code") if value else ""
        if code or word:
            by_word = _MEANINGS.get(folded(word))
            by_code = _OBSERVED.get(code.lower(), UNKNOWN)
            # "No Longer Active" with the code of "on hold" is in public files.
            yield by_code if by_word in (None, by_code) else by_word, word


def _printed(row: Row | None) -> Iterator[tuple[str, str]]:
    """Yield what the printed row says about the status, with its words."""
    if row is None:
        return
    for word in row.all_printed(STATUS):
        yield word_status(word), word
    for word in row.all_printed(CURRENT):
        yield _YES_NO.get(folded(word)) or word_status(word), word
    if is_denying(row.heading):
        yield STOPPED, row.heading


def word_status(word: str) -> str:
    """Return the status that a printed word means, or unknown."""
    return _MEANINGS.get(folded(word).strip(" .:*-"), UNKNOWN)


def row_status(row: Row, day: date) -> tuple[str, str]:
    """Return the status of a medicine that is only printed, and the word for it."""
    printed = list(_printed(row))
    votes = [vote for vote, _ in printed]
    word = next((word for _, word in printed), "")
    votes += _printed_end_votes(row, day)
    return (agreed(votes) if votes else UNKNOWN), word


def printed_date(row: Row | None, column: str) -> str:
    """Return a printed date, or "" for words such as "Not indicated"."""
    words = row.printed(column) if row else ""
    return words if any(char.isdigit() for char in words) else ""


def printed_end(row: Row | None) -> str:
    """Return the printed end, also the second one of two dates: `May 1, 2015 - May 9, 2015`."""
    if row is None:
        return ""
    if end := printed_date(row, END):
        return _UNTIL.sub("", end) if _UNTIL.match(end) else end
    parts = _BETWEEN.split(row.printed(DATES), maxsplit=1)
    return parts[1].strip() if len(parts) > 1 else ""


def printed_start(row: Row | None) -> str:
    """Return the printed start, also the first one of two dates."""
    if start := printed_date(row, START):
        return start
    parts = _BETWEEN.split(row.printed(DATES), maxsplit=1) if row else []
    return parts[0].strip() if len(parts) > 1 and any(map(str.isdigit, parts[0])) else ""
