"""Reading a date as people type it. What could mean two days, or none, is asked about, not guessed.

The exact and the partial forms are read here. Phrases ("3 weeks ago", "next tuesday") are read by
`dateparser`, but only those that one of PHRASES knows: left to itself it finds a day in "friday 9"
or "12-14 march" as well.
"""

import re
from datetime import date, datetime, timedelta
from typing import NoReturn

from tuiplanner.errors import Refused
from tuiplanner.model.dates import MONTHS, UNSURE
from tuiplanner.model.text import one_line, quoted

HOW = "Try 14 Mar 2026, March 2026, 2024, about 2024, 3 weeks ago, or unsure."

_UNSURE_WORDS = {"unsure", "not sure", "unknown", "don't know", "do not know", "?", "xxxx"}
_ABOUT = re.compile(r"^(?:about|around|circa|ca\.?|approximately|~)\s*(?=\S)")
_YEAR_FIRST = re.compile(r"(?:in )?(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
_TIME = re.compile(
    r"(?:,? at |, |t| |^)(?:(\d{1,2}):(\d\d)(?: ?([ap])\.?m\.?)?|(\d{1,2}) ?([ap])\.?m\.?|(noon))$"
)
_TWO_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_DOT = re.compile(r"(?<=[a-z]{3})\.(?= |$)")
_BARE_NUMBER = re.compile(r"[\d\s.,]+")
_LIKE_TWO_NUMBERS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\b")

_EN = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
_EN += "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_ES = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_WEEKDAY = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|"
    "sun(?:day)?|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = "(?:day|week|month|year)s?"

_DATED = re.compile(
    rf"(?:({_WEEKDAY}),? )?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_EN})|"
    rf"({_EN}) (\d{{1,2}})(?:st|nd|rd|th)?)(?:,? (\d{{4}}))?"
)
_MONTH_OF = re.compile(rf"(?:in )?({_EN}) (\d{{4}})")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}) ({_EN}) (\d{{1,2}})")
PHRASES = re.compile(
    "|".join(
        (
            rf"{_COUNT} {_UNIT} ago",
            rf"in {_COUNT} {_UNIT}",
            rf"(?:(?:last|next|this|coming) )?(?:{_WEEKDAY})",
            "(?:last|next|this) (?:week|month|year)",
            "today|now|yesterday|tomorrow|(?:the )?day (?:after tomorrow|before yesterday)",
            _EN,
            r"(?:hace|en|dentro de) (?:\d{1,3}|una?) (?:días?|semanas?|mes(?:es)?|años?)",
            rf"hoy|ayer|mañana|(?:{_ES})(?: (?:de )?\d{{4}})?",
            rf"\d{{1,2}} de (?:{_ES})(?: de \d{{4}})?",
        )
    )
)


def edtf_of(typed: str, today: date, *, ahead: bool) -> str:
    """EDTF of what was typed, or Refused with what to type instead."""
    text = _DOT.sub("", one_line(typed).lower())
    if text in _UNSURE_WORDS:
        return UNSURE
    exact = _ABOUT.sub("", text).removesuffix("~").strip()
    about = "~" if exact != text else ""
    day, clock = _without_time(exact, typed)
    value = (
        _read_numbers(day, typed)
        or _read_dated(day, today, ahead, typed)
        or _read_two_numbers(day, today, ahead, typed)
        or _read_phrase(day, today, ahead)
    )
    if value is None:
        _refuse(day, typed)
    if clock and len(value.removesuffix("~")) < len("2026-03-14"):
        _refuse(day, typed)
    return value.removesuffix("~") + clock + (about or ("~" if value.endswith("~") else ""))


def _refuse(text: str, typed: str) -> NoReturn:
    """Say what is wrong: two days in one, a number alone, or no date at all."""
    said = quoted(typed)
    if _BARE_NUMBER.fullmatch(text):
        raise Refused(f"{said} alone is not a date. {HOW}")
    found = _LIKE_TWO_NUMBERS.search(text)
    if found and found[1] != found[2] and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 12:
        first, second = MONTHS[int(found[2]) - 1], MONTHS[int(found[1]) - 1]
        raise Refused(
            f"{said} can be {int(found[1])} {first} or {int(found[2])} {second}."
            " Please write the month as a word."
        )
    raise Refused(f"{said} could not be read as a date. {HOW}")


def _without_time(text: str, typed: str) -> tuple[str, str]:
    """The day and the time of a text: `("tomorrow", "T09:00")`."""
    found = _TIME.search(text)
    if not found:
        return text, ""
    hour = int(found[1] or found[4] or 12)
    minute = int(found[2] or 0)
    half = found[3] or found[5]
    if half:
        if not 1 <= hour <= 12:
            _refuse(text, typed)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        _refuse(text, typed)
    return text[: found.start()], f"T{hour:02}:{minute:02}"


def _read_numbers(text: str, typed: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _checked(found[1], found[2], found[3], typed)
    found = _MONTH_AND_YEAR.fullmatch(text)
    return _checked(found[2], found[1], None, typed) if found else None


def _read_dated(text: str, today: date, ahead: bool, typed: str) -> str | None:
    """`14 Mar 2026`, `Fri 13 March`, `March 2026`: the month as a word."""
    month_of = _MONTH_OF.fullmatch(text)
    if month_of:
        return _checked(month_of[2], _month(month_of[1]), None, typed)
    whole = _YEAR_MONTH_DAY.fullmatch(text)
    if whole:
        return _checked(whole[1], _month(whole[2]), whole[3], typed)
    found = _DATED.fullmatch(text)
    if not found:
        return None
    weekday, day, month = found[1], found[2] or found[5], _month(found[3] or found[4])
    value = _with_year(found[6], month, day, today, ahead, typed)
    if weekday and f"{date.fromisoformat(value):%a}".lower() != weekday[:3]:
        raise Refused(f"{quoted(typed)}: that day is a {date.fromisoformat(value):%A}. {HOW}")
    return value


def _read_two_numbers(text: str, today: date, ahead: bool, typed: str) -> str | None:
    """`31/12/2026`, where only one of the two can be the month."""
    found = _TWO_NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if first != second and first <= 12 and second <= 12:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return _with_year(found[3], str(month), str(day), today, ahead, typed)


def _read_phrase(text: str, today: date, ahead: bool) -> str | None:
    """What `dateparser` makes of a phrase that is known to be one."""
    if not PHRASES.fullmatch(text):
        return None
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day),
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
    }
    try:
        found = DateDataParser(languages=["en", "es"], settings=settings).get_date_data(text)
    except (OverflowError, ValueError):
        return None
    if found.date_obj is None:
        return None
    day = found.date_obj.date().isoformat()
    shapes = {"year": day[:4], "month": day[:7], "week": f"{day}~"}
    return shapes.get(found.period or "", day)


def _month(word: str) -> str:
    return str(MONTHS.index(word[:3].title()) + 1)


def _with_year(year: str | None, month: str, day: str, today: date, ahead: bool, typed: str) -> str:
    """The day in its year; without one, the last such day or, `ahead`, the next."""
    if year:
        return _checked(year, month, day, typed)
    step = 1 if ahead else -1
    years = [today.year + step * n for n in range(9)]
    for candidate in (today.year, *years):
        try:
            found = date(candidate, int(month), int(day))
        except ValueError:
            continue
        if (found - today) * step >= timedelta(0):
            return found.isoformat()
    return _checked(str(today.year), month, day, typed)


def _checked(year: str, month: str | None, day: str | None, typed: str) -> str:
    """EDTF of the parts, if there is such a day."""
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise Refused(f"{quoted(typed)} is a day that no calendar has. {HOW}") from None
    return found.isoformat()[: 10 if day else 7 if month else 4]
