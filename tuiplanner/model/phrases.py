"""Rewriting of everyday phrases for dates into the few forms that `reading` accepts.

Rewriting never makes a phrase more exact. `reading` refuses phrases that are left over.
"""

import re
from datetime import date

from tuiplanner.model import seasons
from tuiplanner.model.text import folded, one_line

EN = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
EN += "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
WEEKDAY = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|r|rsday)?|fri(?:day)?|sat(?:urday)?|"
    "sun(?:day)?"
)
COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UNIT = "(?:day|week|month|year)s?"
PARTS = "(?:early|middle|mid|late|end|beginning|start)"
_DAY = f"{WEEKDAY}|today|yesterday|tomorrow"
_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
_PART = "morning|afternoon|evening|night"

# The order matters: each pattern is applied to the result of the previous one.
_ENGLISH = (
    (r"(?<=[a-z]{3})\.(?= |$)", ""),
    (r" ?o'?clock", ""),
    (r"(?<=\d) in the morning$", "am"),
    (r"(\b(?:[7-9]|1[01])(?::\d\d)?) (?:at|in the) night$", r"\1pm"),
    (r"(?<=\d) in the (?:afternoon|evening)$", "pm"),
    (r"^(?:since|on|from|starting|ever since|as of) (?=\S)", ""),
    (r"^some ?time in ", ""),
    (r"^en (?=\d)", "in "),
    (rf"^(?:in |at )?(?:the )?(?={PARTS}\b)", ""),
    (r"^the week of ", "about "),
    (r"\ba couple (?:of )?(?=day|week|month|year)", "about 2 "),
    (r"\ba fortnight\b|\bone fortnight\b", "2 weeks"),
    (r"\bhalf a year\b", "6 months"),
    (r"^in (?:about|around) ", "about in "),
    (rf"^((?:about )?in {COUNT} {UNIT})(?:'s?)? time$", r"\1"),
    (rf"^((?:about )?)({COUNT} {UNIT}) from (?:now|today)$", r"\1in \2"),
    (rf"^this (?:{_PART})$|^tonight$", "today"),
    (r"^last night$", "about yesterday"),
    (rf"^(.*\b(?:{_DAY})) (?:{_PART})$", r"\1"),
    (r"\bnew year'?s eve\b", "31 december"),
    (r"\bnew year'?s day\b", "1 january"),
    (r"\bchristmas day\b", "25 december"),
    (r"\bchristmas eve\b", "24 december"),
    (r"^(?:at )?(?:christmas|xmas)\b", "about 25 december"),
    (rf"^(?:at )?({_CLOCK}),? (?:on )?(.+)$", r"\2 \1"),
    (r"(?:^| )(?:of )?the month$", " this month"),
    (r"(?<=\d(?:st|nd|rd|th)) this month$", ""),
    (r"(?:^|(?<= ))the (?=\d{1,2}(?:st|nd|rd|th)\b)", ""),
    (rf"^in (?={EN}$)", ""),
)
_SPANISH = {
    "lunes": "monday",
    "martes": "tuesday",
    "miercoles": "wednesday",
    "jueves": "thursday",
    "viernes": "friday",
    "sabado": "saturday",
    "domingo": "sunday",
    "hoy": "today",
    "ayer": "yesterday",
    "anteayer": "day before yesterday",
    "manana": "tomorrow",
    "enero": "january",
    "febrero": "february",
    "marzo": "march",
    "abril": "april",
    "mayo": "may",
    "junio": "june",
    "julio": "july",
    "agosto": "august",
    "septiembre": "september",
    "octubre": "october",
    "noviembre": "november",
    "diciembre": "december",
    "dia": "day",
    "dias": "days",
    "semana": "week",
    "semanas": "weeks",
    "mes": "month",
    "meses": "months",
    "ano": "year",
    "anos": "years",
    "hace": "hace",
    "proximo": "next",
    "proxima": "next",
}
_SMALL = {"un": "a", "una": "a", "dos": "two", "tres": "three", "cuatro": "four", "cinco": "five"}
_SMALL |= {"seis": "six", "en": "in", "de": "", "del": "", "el": "", "la": "", "desde": ""}
_SPANISH_ORDER = (
    (r"\bpasado manana\b", "day after tomorrow"),
    (r"(?<=\d) (?:por|de|en) la manana$", " in the morning"),
    (r"(?<=\d) (?:por|de|en) la tarde$", " in the afternoon"),
    (r"(?<=\d) (?:por|de|en) la noche$", " in the night"),
    (r"(?<=[a-z]) (?:por|de|en) la (?:manana|tarde|noche)$", ""),
    (r"\ba las? (?=\d)", "at "),
    (r"\bdentro de\b", "in"),
)
_SPANISH_PLACES = (
    (r"^(.*?)hace (.+)$", r"\1\2 ago"),
    (r"^(\S+) pasad[oa]$", r"last \1"),
    (r"^(\S+) que viene$", r"next \1"),
)

# Ambiguous phrases: the pattern, and the sentence to print after the person's own words.
_ASKED = (
    (
        seasons.SEASON,
        "can be several months. Which one, about? Try about {month}, or only the year.",
    ),
    (
        r"\b(?:a few|several|some) (?:days|weeks|months|years)\b",
        "can be many. About how many? Try about 3 days ago, or about 2 months ago.",
    ),
    (
        rf"(?:about )?(?:{COUNT}) (?:{UNIT})",
        "can be in the past or in the future. Try 3 weeks ago, or in 3 weeks.",
    ),
    (
        rf"(?:at )?(?:{_CLOCK}|noon|midnight)",
        "is a time. Please write its day too, as in tomorrow 2pm.",
    ),
    (
        r".*\bat \d{1,2}",
        "can be in the morning or in the evening. Please write 9am or 9pm.",
    ),
    (
        r".*\b(?:half past|half ten|quarter|midnight)\b.*",
        "has its time in words. Please write it in numbers: tomorrow 10:30.",
    ),
    (r"easter.*", "is on a different day each year. Please write the day, as in 5 April 2026."),
)


def in_plain_words(typed: str) -> str:
    """Return the phrase in English, in lower case, without accents, in the accepted forms."""
    text = _in_english(folded(one_line(typed)).replace("’", "'"))
    for pattern, instead in _ENGLISH:
        text = re.sub(pattern, instead, text).strip()
    return re.sub(rf"\b(?:{WEEKDAY})\b", lambda found: _FULL[found[0][:3]], text)


_FULL = {
    day[:3]: day
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
}


def to_ask(text: str, today: date, *, ahead: bool = False, past: bool = False) -> str:
    """Return the question about a phrase that can mean several days, or "" if it is clear."""
    found = (sentence for pattern, sentence in _ASKED if _is_like(pattern, text))
    month = seasons.example(text, today, ahead=ahead, past=past)
    return next(found, "").replace("{month}", month)


def _is_like(pattern: str, text: str) -> bool:
    seek = re.search if pattern.startswith(r"\b") else re.fullmatch
    return seek(pattern, text) is not None


def nearest(text: str) -> str:
    """Return the phrase with misspelled words corrected, as a suggestion; "" if unchanged."""
    from difflib import get_close_matches

    words = text.split()
    mended = [
        word
        if len(word) < 5 or not word.isalpha() or word in _SPELT
        else (get_close_matches(word, _SPELT, 1, 0.8) or [word])[0]
        for word in words
    ]
    return " ".join(mended) if mended != words else ""


_SPELT = (
    *("january", "february", "march", "april", "june", "july", "august", "september", "october"),
    *("november", "december", *_FULL.values(), "today", "tomorrow", "yesterday", "weeks"),
    *("months", "years", "month", "about", "unsure", "unknown", "morning", "evening", "night"),
    *("before", "after", "until", "never", "early", "middle", "beginning", "christmas"),
)


def _in_english(text: str) -> str:
    """Translate Spanish phrases word by word; return other text unchanged."""
    words = set(re.findall(r"[a-z]+", text))
    if words.isdisjoint(_SPANISH):
        return text
    for pattern, instead in _SPANISH_ORDER:
        text = re.sub(pattern, instead, text)
    known = _SPANISH | _SMALL
    text = one_line(re.sub(r"[a-z]+", lambda found: known.get(found[0], found[0]), text))
    for pattern, instead in _SPANISH_PLACES:
        text = re.sub(pattern, instead, text)
    return text
