"""The frequency of a medication, as far as its wording leaves no doubt.

The groups are those of a pharmacist's list (AHRQ): daily, not every day, only when needed. A row
is daily only if every word and number of its dose and frequency is understood and none of them
contradicts it: a weekly tablet never looks like a daily tablet, no matter how it was typed.
"""

import re
from enum import StrEnum
from functools import lru_cache

from tuiplanner.model.records import Medication
from tuiplanner.model.text import folded


class Schedule(StrEnum):
    """The groups of a printed list, in their order."""

    DAILY = "daily"
    NOT_EVERY_DAY = "not-every-day"
    WHEN_NEEDED = "when-needed"
    AS_WRITTEN = "as-written"


_WORD_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|twelve"
_COUNT = rf"(?:\d+|{_WORD_NUMBER})"
_MANY = r"(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
_SHORT_WEEKDAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat(?! up)|sun(?! cream))s?"
_HOURS = r"(?:[1-9]|1\d|2[0-4])"
_LONG_HOURS = r"(?:2[5-9]|[3-9]\d|\d{3,})"
_HOUR = r"(?:h|hr|hrs|hours?)"

# These patterns are compiled when they are first needed: the first paint groups no medicines.

# A match anywhere means that the medication is not taken every day.
_DAYS_APART = "|".join(
    (
        r"\bweek|\bwk|\bfortnight|\bmonth|\bquarterly|\byear|\bannual|\bbiweek|\bbimonth",
        rf"\b{_WEEKDAY}\b|\bcycles?\b|\bcyclic",
        r"\b(?:every|each) (?:other|second|third|fourth|fifth|2nd|3rd|4th|5th)\b",
        rf"\bevery {_MANY} ?(?:days?|d|nights?|mornings?|evenings?)\b",
        rf"\b{_MANY} (?:day|night)s? apart",
        rf"\b(?:every|q) ?{_LONG_HOURS} ?{_HOUR}\b|\b{_LONG_HOURS} ?hourly\b",
        rf"/ ?{_LONG_HOURS} ?{_HOUR}\b|\b{_MANY} day\b",
        r"\bq ?\d+ ?(?:d|w|wk|mo|m|y)\b",
    )
)
# The same in a frequency, a dose or a note. In names, short weekdays have other meanings.
_ALSO_APART = "|".join(
    (
        rf"\b{_SHORT_WEEKDAY}\b|\bm ?/ ?w ?/ ?f\b|\bmwf\b|\btu?e? ?/ ?th\b|\btth(?:s|sa)?\b",
        r"\balternat|\bother day|\bqo[dn]\b|\bqod|\beod\b|\btiw\b|\bbiw\b|\bqw\b|\bqm\b",
        rf"\b{_COUNT} (?:days|times|nights) (?:out )?of\b|\bon days?\b",
        r"(?<!\ba )(?<!\bper )(?<!\beach )(?<!\bevery )\bdays? ?\d",
        r"\bskip|\bexcept|\bdays? off\b|\bon dialysis|\bdialysis days",
        r"\bevery (?:few|couple)\b|\bonce every\b|\bless than daily|\bnot (?:every|each) ?day",
        r"\bnot daily\b|\bday or (?:two|so|2)\b|\bevery day or\b",
    )
)
_NEEDED = (
    r"\b(?:(?:only )?(?:as|when|if|where|whenever) (?:it is |they are |i am |i )?"
    r"(?:needed|required|necessary|need(?: it| them)?)|p ?r ?n|on demand|sos)\b"
)
_EVERY_HOURS = rf"\b(?:every|q) ?{_HOURS}(?: ?(?:-|to) ?{_HOURS})? ?{_HOUR}\b|\b{_HOURS} ?hourly\b"
# 5/7 is unclear: it may mean for five days, or on five days of seven.
_COURSE = r"\b\d+ ?/ ?(?:7|14|21|28|52|12)\b"

_TIME_OF_DAY = r"(?:mornings?|afternoons?|evenings?|nights?|noon|midday|bedtime|lunchtime|teatime)"
_MEAL = r"(?:breakfast|lunch|dinner|supper|meals?)"
_TAKEN = (
    rf"(?:(?:{_COUNT}|half|1/2|1/3|1/4|3/4) )?(?:(?:tablet|capsule|pill|puff|drop|unit|spray)s? )?"
)
_CLOCK = r"(?:[01]?\d|2[0-3])"
# Each pattern is a daily frequency, or a part of one, with its numbers.
_DAILY = (
    rf"\b(?:once|twice|thrice|{_COUNT}(?: ?(?:-|to|or) ?{_COUNT})? ?(?:x|times?)?) ?"
    r"(?:a|per|each|every|/) ?day\b",
    rf"\b(?:once |twice |thrice |{_COUNT} ?(?:x|times) )?(?:daily|nightly)\b",
    r"\b(?:every|each) day\b|(?<!\d )\bhourly\b|\b(?:bid|tid|qid|bd|tds|qds|qam|qpm)\b",
    _EVERY_HOURS,
    r"(?<![\d/-])[\d½]-[\d½]-[\d½](?:-[\d½])?(?![\d/-])",
    rf"\b(?:{_COUNT}|half an|an) (?:min|minute|hour)s? (?:before|after) (?:{_MEAL}|bed)\b",
    rf"\b{_TAKEN}(?:with|before|after|at|between|without) "
    rf"(?:each |every |the |all |main )?{_MEAL}\b",
    rf"\b{_TAKEN}(?:every|each|in the|at|at the) {_TIME_OF_DAY}\b",
    rf"(?<!\d )(?<!one )(?<!two )(?<!three )\b{_TIME_OF_DAY}\b",
    r"\b(?:on|upon) (?:waking|rising)\b",
    r"\bbefore (?:going to )?bed\b",
    rf"\b(?:at )?{_CLOCK}:\d\d(?: ?[ap]m)?\b|\b(?:at )?{_CLOCK} ?(?:am|pm|oclock)\b",
    rf"\bat {_CLOCK}(?: and {_CLOCK})?\b(?![/.:-])",
)
# Food is not a time of day: `2 tablets with food` does not say how often.
_WITH_FOOD = (
    rf"\b{_TAKEN}(?:(?<!every )(?:{_COUNT}|half an|an) (?:min|minute|hour)s? (?=before|after))?"
    r"(?:with|before|after|between|without) (?:each |every |the |all |main |some )?food\b"
)

# The words for doses and ways of taking. Any other word counts as not understood.
_KNOWN = """
a all alone amp ampoule ampoules an and apply applesauce arm as awake both bottle by cap
capful capfuls caplet caplets caps capsule capsules cc chew chewed chewable chin clean coffee cold
cream crushed cup cups dinner dissolved dose doses drink drop drops ear ears empty eye eyes finger
fluid food forearm from full g gel glass gram grams gtt half ice in inhaler injection into iu
juice kg l large left liter liters litre lotion lozenge lozenges mcg mcgs meq mg mgs microgram
micrograms milk milligram milligrams milliliter milliliters millilitre ml mls mmol mouth nasal neb
nebule ng no nose nostril nostrils of oil ointment on or oral orally packet packets patch patches
pea pen piece pieces pill pills plenty powder puff puffs pump quarter rectal right rinse sachet
sachets scoop scoops sheet shot side sips skin slowly small solution spoon spoons spray sprays
standing stomach strip swallow swallowed syringe syrup tab tablespoon tablespoons tablet tablets
tabs take taken takes tbsp tea teaspoon teaspoons the then thick thigh thin to together tongue
topically tsp tube under unit units upright vial vials warm water whole with within x yogurt size
sized amount inch inches cm sip
"""
_HOW = frozenset(_KNOWN.split())
_NUMBERS = frozenset(_WORD_NUMBER.split("|"))
_TIMES = """
afternoon afternoons am bd bedtime bid breakfast daily day each evening evenings every hour hourly
hours lunch lunchtime meal meals midday min mins minute minutes morning mornings night nightly
nights noon once pm qam qds qid qpm rising supper tds thrice tid time times twice waking
"""
WORDS = _HOW | _NUMBERS | frozenset(_TIMES.split())
_WORD = r"[^\W\d_]+"
_NOT_WITH = r"\bnot (?=with|before|after\b)"


@lru_cache(1024)  # The page beside the lists is made again after each change.
def schedule(medication: Medication) -> Schedule:
    """Return the group in which a list prints a medication."""
    frequency, dose = plain(medication.frequency), plain(medication.dose)
    differently, directions = plain(medication.taken_differently), plain(medication.directions)
    frequency = frequency or directions
    if _is_days_apart(medication, (frequency, dose, differently, directions)):
        return Schedule.NOT_EVERY_DAY
    if re.search(_NEEDED, f"{dose} {frequency} {directions}") or medication.as_needed_for:
        return _when_needed(frequency, dose)
    if (medication.last_given or medication.next_due) and not _says_day(frequency):
        return Schedule.NOT_EVERY_DAY
    if _is_daily(frequency, dose) and not _is_in_doubt(medication):
        return Schedule.DAILY
    is_given = medication.is_given and not frequency
    return Schedule.NOT_EVERY_DAY if is_given else Schedule.AS_WRITTEN


def tells_when(text: str) -> bool:
    """Return True if a text has any words about how often a medication is taken."""
    text = re.sub(_WITH_FOOD, " ", plain(text))
    patterns = (_DAYS_APART, _ALSO_APART, _NEEDED, *_DAILY)
    return any(re.search(pattern, text) for pattern in patterns)


def is_amount(text: str) -> bool:
    """Return True if a text is only an amount, such as `2 tablets`: how much, but not how often."""
    amount = re.findall(r"[^\W_]+", re.sub(_WITH_FOOD, " ", plain(text)))
    return all(word.isnumeric() or (word in _HOW and word != "x") for word in amount)


def _is_days_apart(medication: Medication, taken: tuple[str, ...]) -> bool:
    """Return True if any text means days apart; in names, short weekdays have other meanings."""
    names = filter(None, (medication.name, medication.brand, medication.strength, medication.form))
    named_apart = any(re.search(_DAYS_APART, plain(name)) for name in names)
    return named_apart or any(map(_not_every_day, filter(None, taken)))


def _not_every_day(text: str) -> bool:
    return bool(re.search(_DAYS_APART, text) or re.search(_ALSO_APART, text))


def _is_in_doubt(medication: Medication) -> bool:
    """Return True if other fields of the row cast doubt on daily use."""
    beside = plain(f"{medication.reason} {medication.note}")
    differently = plain(medication.taken_differently)
    words = re.findall(_WORD, differently)
    understood = all(word in WORDS or not word.isalpha() for word in words)
    given = medication.last_given or medication.next_due
    return bool(_not_every_day(beside) or re.search(_NEEDED, beside) or given or not understood)


def _says_day(frequency: str) -> bool:
    return re.search(r"\b(?:day|daily)\b", frequency) is not None


def _when_needed(frequency: str, dose: str) -> Schedule:
    """Return the group of an as-needed medication: as written if it may be taken regularly too."""
    rest = re.sub(_EVERY_HOURS, " ", re.sub(_NEEDED, " ", frequency))
    regular = any(re.search(pattern, rest) for pattern in _DAILY)
    is_limit = re.search(_NEEDED, frequency) and not re.search(
        r"\b(?:and|plus|also|extra)\b|\+", rest
    )
    return Schedule.AS_WRITTEN if regular and not is_limit else Schedule.WHEN_NEEDED


def _is_daily(frequency: str, dose: str) -> bool:
    """Return True if all words and numbers belong to a daily frequency and a dose."""
    frequency = re.sub(_WITH_FOOD, " ", re.sub(_NOT_WITH, "", frequency))
    rest = _without_daily(frequency)
    if rest == frequency or re.search(r"\d", rest):
        return False
    if re.search(_COURSE, dose) or re.search(_COURSE, frequency):
        return False
    how = re.findall(_WORD, rest)
    amount = re.findall(_WORD, _without_daily(dose))
    return all(word in _HOW or not word.isalpha() for word in how) and all(
        word in _HOW or word in _NUMBERS or not word.isalpha() for word in amount
    )


def _without_daily(text: str) -> str:
    """Return the text without the phrases of daily frequencies."""
    text = re.sub(_WITH_FOOD, " ", re.sub(_NOT_WITH, "", text))
    for pattern in _DAILY:
        text = re.sub(pattern, " ", text)
    return text


def plain(text: str) -> str:
    """Return a text in lower case, without dots and hyphens, with single blanks."""
    if not text:
        return ""
    text = re.sub(r"(?<=[a-z])\.|['’]", "", folded(text))
    text = re.sub(r"(?<=[a-z])[-–](?=[a-z\d])|(?<=\d)[-–](?=[a-z])", " ", text)
    return " ".join(re.sub(r"[,;()\[\]]", " , ", text).split())
