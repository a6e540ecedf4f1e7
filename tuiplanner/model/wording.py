"""The dose wording check, which finds words in a dose that are easily misread.

Typography is offered as before -> after and never changes the value of a number. A code with a
second meaning is asked about and never expanded. People can always keep their own words.

The sources are two public lists: ISMP's List of Error-Prone Abbreviations, Symbols, and Dose
Designations, and the Joint Commission's Official "Do Not Use" List. The patterns are compiled
when a text is first checked, not at import.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

CHECKED = frozenset(
    {
        "strength",
        "dose",
        "frequency",
        "form",
        "route",
        "as_needed_for",
        "most_per_day",
        "taken_differently",
    }
)
_ISMP, _BOTH = "ISMP 2021", "ISMP 2021 and Joint Commission"

# A number with its unit. It must follow a blank or a sign that is not part of a number or name:
# B12, IL-2, 1.0.5, 10.03.2026, 1:1000 and the second half of 1,0 never match.
_BLANK = "[ \u00a0\u2009\u202f]"
_MICRO = "[µμuU][gG]"  # without the flag for case: it would match a Greek capital M
_SHORT = rf"(?:(?i:mc?gs?|ng|kgs?|gms?|mls?|dl|ccs?|meq|mmol)|{_MICRO}|[gLl])(?!\w)"
_LONG = (
    r"(?i:units?|(?:milli|micro)?grams?|(?:milli)?lit(?:er|re)s?|tab(?:let)?s?|cap(?:sule)?s?|"
    r"pills?|drops?|puffs?|sprays?|patch(?:es)?|sachets?|doses?|vials?|ampoules?|tsp|tbsp|"
    r"(?:tea|table)spoons?)(?!\w)"
)
_UNIT = rf"(?:{_SHORT}|{_LONG}|%)"
# Remove a period only if it cannot end a sentence: before a lower-case word or a known code.
_NEXT = r"\s*\Z|\s+(?:[a-zµμ(]|(?:PO|PRN|QD|[BTQ]ID)\b)|[;)]|,(?![0-9.])"
_STOP = rf"(?:\.(?={_NEXT}))?"
_START = (
    r'(?:(?<![^\s/(\[“"×*=~<>≤≥;])|(?<=[^\W\d_][,:+])|(?<=\s[-–])|(?<=m[gGlL][-–])|'
    r"(?<=[0-9][xX]))"
)
_NUMBER = r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)"
_TO = rf"(?:[-–/]|{_BLANK}(?:to|or){_BLANK})"
_CLOCK = r"[0-2]?[0-9]\.[0-5][0-9](?![0-9])"  # 8.00-2 tablets, at 8.00 drops: a time of day
_RANGE = (
    rf"(?!(?<=(?i:at){_BLANK}){_CLOCK})(?:[0-9]+{_BLANK})?"
    rf"(?:(?!{_CLOCK}){_NUMBER}{_TO}){{0,3}}{_NUMBER}"
)
_GAP = rf"(?:{_BLANK}*|-)"
_ALONE = rf"(?<!\w)(?i:mg|mcg|ng|kg|ml)(?!\w){_STOP}|(?<![^\W\d_])(?:[µμ]g|ug)(?!\w){_STOP}"
_DOSE = rf"{_START}{_RANGE}{_GAP}(?:{_SHORT}{_STOP}|{_LONG}|%)|{_ALONE}"

# These numbers have another meaning in Europe: ask about them, and offer no comma.
_BEFORE_UNIT = rf"(?![0-9]|[.,][0-9])(?=(?:{_TO}[0-9.,]+){{0,3}}{_GAP}{_UNIT})"
_DECIMAL_COMMA = r"(?<![0-9.,])(?:[0-9]+,[0-9]{1,2}|0,[0-9]+)(?![0-9])"
_POINT_OR_THOUSANDS = r"(?<![0-9.,])[1-9][0-9]{0,2}\.[0-9]{2}0"

# Match a code only as a whole word, not inside a longer dotted code (q.d. of q.d.s., A.S. of
# A.S.A.P.).
# A unit and a period before the word (5 L.OD) do not make it a dotted code.
_HEAD, _TAIL = r"(?<!\w)(?<!\b[^\WgLl]\.)", r"(?!\w|\.\w(?!\w))"
_COUNT = rf"(?<![0-9])\.?[0-9][0-9.,/–-]{{0,30}}{_BLANK}*"
_AFTER_DOSE = rf"(?:\A\s*|[0-9]{_BLANK}*|(?<![^\W\d_]){_UNIT}\.?{_BLANK}+)"
_AFTER_DROP = rf"(?<!\w)(?i:drops?|gtts?){_BLANK}+"
_ENGLISH_AS = (
    "NEEDED|NECESSARY|REQUIRED|DIRECTED|INSTRUCTED|PRESCRIBED|ORDERED|ADVISED|TOLD|BEFORE|USUAL|"
    "SOON|LONG|OFTEN|MUCH|MANY|WELL|PER|A|AN|THE|I|IT"
)


def _code(spellings: str) -> str:
    return f"{_HEAD}(?:{spellings}){_TAIL}"


def _grouped(whole: re.Match[str]) -> str:
    return f"{int(whole[0]):,}"


class Offer(NamedTuple):
    """A replacement to offer; the `pattern` is applied inside a dose, in the order of the rows."""

    pattern: str
    after: str | Callable[[re.Match[str]], str]
    source: str


class Question(NamedTuple):
    """A question about a match, or about its group if only one group matched."""

    pattern: str
    means: str
    source: str
    asks: str = "Does {} mean {}? Please write it in full."


# ISMP asks for commas at or above 1,000. Leave out a possible year, ratio or part of a telephone
# number, and any text that writes its decimals with a comma.
COMMAS = Offer(
    rf"(?<![0-9.,/–-])(?<![0-9]{_BLANK})(?!(?:19|20)(?!00)[0-9]{{2}}(?![0-9]))"
    rf"[1-9][0-9]{{3,11}}(?![0-9.,/–-]|{_BLANK}[0-9])",
    _grouped,
    f"{_ISMP}: large number without commas",
)
OFFERS = (
    Offer(r"(?<![0-9])\.(?=[0-9])", "0.", f"{_BOTH}: no zero before the decimal point"),
    Offer(r"\.0+(?![0-9])|(\.[0-9]*[1-9])0+(?![0-9])", r"\1", f"{_BOTH}: trailing zero"),
    COMMAS,
    Offer(r"(?<=[0-9])(?=[A-Za-zµμ])", " ", f"{_ISMP}: number and unit run together"),
    Offer(rf"{_MICRO}(?!\w)", "mcg", f"{_ISMP}: µg"),
    Offer(r"[cC]{2}s?(?!\w)", "mL", f"{_ISMP}: cc"),
    Offer(r"\.\Z", "", f"{_ISMP}: period after a unit"),
)
QUESTIONS = (
    # Match only after a number: elsewhere U is a name, or the U-100 of an insulin's label.
    Question(rf"{_COUNT}[Uu]{_TAIL}", "units, or is the U a 0 or a 4", f"{_BOTH}: U"),
    Question(
        rf"(?:{_COUNT}|{_HEAD})(?i:IU|I\.U\.?){_TAIL}",
        "international units, or IV, into a vein",
        f"{_BOTH}: IU",
    ),
    # These are not English words in any spelling, so they are always codes.
    Question(_code(r"(?i:qd|q\.d\.?)"), "once a day, or four times a day", f"{_BOTH}: QD"),
    Question(_code(r"(?i:qod|q\.o\.d\.?)"), "every other day, or every day", f"{_BOTH}: QOD"),
    Question(
        _code(r"(?i:tiw|t\.i\.w\.?)"),
        "three times a week, or three times a day",
        f"{_ISMP}: TIW",
    ),
    Question(_code("(?i:d/c)"), "stop taking it, or leaving the hospital", f"{_ISMP}: D/C"),
    # Leave out Od, Hs, Sc, Ss: they begin names. OD'd is an overdose, and a sq cm is an area.
    Question(
        _code(r"(?:OD|od)(?!['’]d)|O\.D\.?|o\.d\.?"),
        "once daily, or the right eye",
        f"{_ISMP}: OD",
    ),
    Question(_code(r"HS|hs|(?i:h\.s\.?)"), "at bedtime, or half strength", f"{_ISMP}: HS"),
    Question(
        _code(r"SS|ss|(?i:s\.s\.?)"), "a sliding scale for insulin, or one half", f"{_ISMP}: SS"
    ),
    Question(
        _code(rf"S[CQ]|s[cq](?!\.?{_BLANK}*(?:[cm]m|ft|feet|inch)\b)|(?i:s\.[cq]\.?|sub[ -]?q)"),
        "under the skin, or under the tongue",
        f"{_ISMP}: SC, SQ, sub q",
    ),
    # Match lower case only first or after a dose: `bt` may be "but", `ud.` a Spanish "you".
    Question(
        _code(r"BT|(?i:b\.t\.?)") + rf"|{_AFTER_DOSE}(bt){_TAIL}",
        "at bedtime, or twice a day",
        f"{_ISMP}: BT",
    ),
    Question(
        _code(r"UD|(?i:u\.d\.)") + rf"|{_AFTER_DOSE}(ud){_TAIL}",
        "as the doctor directed, or one packed dose",
        f"{_ISMP}: UD",
    ),
    # Lower-case `as`, `ad`, `au` are ordinary words; `os`, `ou` count only right after drops.
    # AS NEEDED and AD LIB are English and Latin typed in capitals.
    Question(
        _code(rf"AS(?![\s-]+(?:{_ENGLISH_AS})\b)|(?i:a\.s\.?)"),
        "the left ear, or the left eye",
        f"{_ISMP}: AS",
    ),
    Question(
        _code(r"AD(?!\s+LIB\b)|(?i:a\.d\.)"), "the right ear, or the right eye", f"{_ISMP}: AD"
    ),
    Question(_code(r"AU|(?i:a\.u\.)"), "each ear, or each eye", f"{_ISMP}: AU"),
    Question(
        _code(r"OS|(?i:o\.s\.)") + rf"|{_AFTER_DROP}(os){_TAIL}",
        "the left eye, or the left ear",
        f"{_ISMP}: OS",
    ),
    Question(
        _code(r"OU|(?i:o\.u\.)") + rf"|{_AFTER_DROP}(ou){_TAIL}",
        "each eye, or each ear",
        f"{_ISMP}: OU",
    ),
    # Ms is a title and ms a millisecond. MS Contin is a brand with one meaning.
    Question(
        _code(r"MS(?!\s+(?i:contin)\b)|M\.S\.?"),
        "morphine, magnesium, or multiple sclerosis",
        f"{_BOTH}: MS",
    ),
    Question(_code("(?i:MSO[4₄])"), "morphine, or magnesium", f"{_BOTH}: MSO4"),
    Question(_code("(?i:MgSO[4₄])"), "magnesium, or morphine", f"{_BOTH}: MgSO4"),
    Question(
        _DECIMAL_COMMA + _BEFORE_UNIT,
        "a decimal point",
        f"{_ISMP}: comma, a decimal point in other countries",
        "Is the comma in {} {}? Please write a point if it is.",
    ),
    Question(
        _POINT_OR_THOUSANDS + _BEFORE_UNIT,
        "a decimal point, or does it mark thousands",
        f"{_BOTH}: trailing zero, or thousands in other countries",
        "Is the point in {} {}? Please leave out the zeros behind it, or the point.",
    ),
)


class Finding(NamedTuple):
    """An error-prone piece of a text; it has a replacement `after`, or else a `question`."""

    start: int
    end: int
    after: str
    question: str
    source: str

    def before(self, text: str) -> str:
        """Return the piece as it was typed."""
        return text[self.start : self.end]


@lru_cache(maxsize=4_096)  # The same few texts are checked after every change.
def findings(field: str, text: str) -> tuple[Finding, ...]:
    """Return the findings in a field, in order, without overlap; questions win over offers."""
    if field not in CHECKED:
        return ()
    asked = tuple(_apart(sorted(_asked(text))))
    taken = {place for found in asked for place in range(found.start, found.end)}
    offered = (found for found in _offered(text) if taken.isdisjoint(range(*found[:2])))
    return tuple(sorted((*asked, *offered)))


def mended(field: str, text: str) -> str:
    """Return the text with all offers applied; pieces with a question stay as typed."""
    parts, kept = [], 0
    for found in findings(field, text):
        if found.after:
            parts += [text[kept : found.start], found.after]
            kept = found.end
    return "".join([*parts, text[kept:]])


def _asked(text: str) -> Iterator[Finding]:
    for row in QUESTIONS:
        for found in re.finditer(row.pattern, text):
            start, end = found.span(found.lastindex or 0)
            asks = row.asks.format(f"“{text[start:end]}”", row.means)
            yield Finding(start, end, "", asks, row.source)


def _apart(ordered: list[Finding]) -> Iterator[Finding]:
    """Yield the findings that do not overlap the previous one."""
    end = 0
    for found in ordered:
        if found.start >= end:
            yield found
            end = found.end


def _offered(text: str) -> Iterator[Finding]:
    """Yield each dose that the rows change, with all changes applied: `.50mg.` becomes `0.5 mg`."""
    in_europe = re.search(_DECIMAL_COMMA, text)
    rows = [row for row in OFFERS if not (in_europe and row is COMMAS)]
    for dose in re.finditer(_DOSE, text):
        after, sources = dose[0], []
        for row in rows:
            after, times = re.subn(row.pattern, row.after, after)
            sources += [row.source] * bool(times)
        if sources:
            yield Finding(*dose.span(), after, "", "; ".join(sources))
