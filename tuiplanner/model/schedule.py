"""How often a medication is taken, as far as its words say so beyond doubt.

The groups are those of a pharmacist's list (AHRQ): daily, not every day, only when needed. A row
counts as daily only if every word of its dose and frequency is known and none of them says
anything else: a weekly tablet never looks like a daily one, however it was typed.
"""

import re
from enum import StrEnum

from tuiplanner.model.records import Medication
from tuiplanner.model.text import folded


class Schedule(StrEnum):
    """The groups of a printed list, in their order."""

    DAILY = "daily"
    NOT_EVERY_DAY = "not-every-day"
    WHEN_NEEDED = "when-needed"
    AS_WRITTEN = "as-written"


_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)"
_MANY = r"(?:[2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)"
_WEEKDAY = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:s|day|days|nesday|nesdays|"
    r"rsday|rsdays|sday|sdays|urday|urdays)?"
)
_TIME_OF_DAY = "mornings?|afternoons?|evenings?|nights?|noon|midday|bedtime|lunchtime|teatime"
_HOURS = r"(?:[1-9]|1\d|2[0-4])"
_MEAL = "breakfast|lunch|dinner|supper|meals?"

# Any of these anywhere, and it is not taken every day.
_NOT_EVERY_DAY = re.compile(
    "|".join(
        (
            r"\bweek|\bwk|\bfortnight|\bmonth|\bquarterly|\byear|\bannual|\bbiweek|\bbimonth",
            rf"\b{_WEEKDAY}\b|\bm ?/ ?w ?/ ?f\b|\bmwf\b|\btu?e? ?/ ?th\b|\btth(?:s|sa)?\b",
            r"\b(?:every|each) (?:other|second|third|fourth|fifth|2nd|3rd|4th|5th)\b",
            r"\balternat|\bother day",
            rf"\bevery {_MANY} ?(?:days?|d|nights?|mornings?|evenings?)\b|\b{_MANY} days? apart",
            rf"\b{_COUNT} (?:days|times|nights) (?:out )?of\b|\bdays? ?\d|\bon days?\b",
            r"\bq ?\d+ ?(?:d|w|wk|mo|m|y)\b|\bqo[dn]\b|\bqod|\beod\b|\btiw\b|\bbiw\b|\bqw\b|\bqm\b",
            r"\b(?:every|q) ?(?:2[5-9]|[3-9]\d|\d{3,}) ?(?:h|hr|hrs|hours?)\b",
            r"\bcycles?\b|\bcyclic|\bskip|\bexcept|\bdays? off\b|\bon dialysis|\bdialysis days",
            r"\bevery (?:few|couple)\b|\bonce every\b|\bless than daily|\bnot (?:every|each) ?day",
            r"\bnot daily\b|\bday or (?:two|so|2)\b|\bevery day or\b",
        )
    )
)
_NEEDED = re.compile(
    r"\b(?:(?:only )?(?:as|when|if|where|whenever) (?:it is |they are |i am |i )?"
    r"(?:needed|required|necessary|need(?: it| them)?)|p ?r ?n|on demand|sos)\b"
)
_BESIDES = re.compile(r"\b(?:and|plus|also|extra|additional|more)\b|\+")

# One of these makes a frequency a daily one, if nothing else speaks against it.
_DAILY = re.compile(
    "|".join(
        (
            r"\b(?:every|each|per|a|/) ?day\b|\bdaily\b|\bnightly\b|\bhourly\b|/ ?day\b",
            rf"\b(?:{_TIME_OF_DAY})\b|\b(?:{_MEAL})\b",
            r"\b(?:on|upon) (?:waking|rising)\b|\bbefore bed",
            rf"\b(?:every|q) ?{_HOURS}(?: ?(?:-|to) ?{_HOURS})? ?(?:h|hrs?|hours?)\b",
            r"\b(?:bid|tid|qid|bd|tds|qds|qam|qpm)\b",
            r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?(?:am|pm)\b|\bat \d{1,2}\b",
            r"(?<![\d-])\d-\d-\d(?:-\d)?(?![\d-])",
        )
    )
)
# Times of the day: together with "as needed" they leave open which of the two holds.
_FIXED = re.compile(
    rf"\b(?:{_TIME_OF_DAY}|{_MEAL}|waking|rising|bed)\b|\d:\d\d|\d ?(?:am|pm)\b|\bat \d"
)

# The words of doses and daily frequencies. What is not among them is not understood.
_KNOWN = """
a after afternoon afternoons all alone am amount amp ampoule ampoules an and apart
applesauce apply arm around as at awake bd bed bedtime before between bid both bottle
breakfast by cap capful capfuls caplet caplets caps capsule capsules cc centimeter
centimeters chew chewable chewed chin clock cm coffee cold cream crushed cup cups daily day
dinner dissolved dose doses drink drop drops each ear early ears eight empty evening
evenings every eye eyes fasting fifteen finger first five fluid food forearm four from full
g gel glass gram grams gtt h half hour hourly hours hr hrs i ice immediately in inch inches
inhaler injection intervals into iu juice kg l large last late least left length level liter
liters litre lot lotion lots lozenge lozenges lunch lunchtime mcg mcgs meal meals meq mg mgs
microgram micrograms midday milk milligram milligrams milliliter milliliters millilitre min
mins minute minutes ml mls mmol moist morning mornings mouth nasal neb nebule ng night
nightly nights nine no noon nose nostril nostrils o oclock of oil ointment on once one or
oral orally packet packets patch patches pea pen per piece pieces pill pills plenty pm
powder pressed puff puffs pump q qam qds qid qpm quarter rectal right rinse rising sachet
sachets same scoop scoops seven shake sheet shot side sip sips sit six size sized skin
slowly small solution soon spoon spoons spray sprays squirt standing stomach strip supper
swallow swallowed syringe syrup tab tablespoon tablespoons tablet tablets tabs take taken
tbsp tds tea teaspoon teaspoons teatime ten the then thick thigh thin thirty three thrice
tid time times to together tongue topically tsp tube twelve twenty twice two under unit
units upon upright vial vials waking warm water whole with within without x yogurt
"""
WORDS = frozenset(_KNOWN.split())
_WORD = re.compile(r"[^\W\d_]+")
_NOT_WITH = re.compile(r"\bnot (?=with|before|after\b)")


def schedule(medication: Medication) -> Schedule:
    """Return the group in which a list prints a medication."""
    frequency, dose = _plain(medication.frequency), _plain(medication.dose)
    taken = _plain(medication.taken_differently)
    named = map(_plain, (medication.name, medication.strength, medication.form, medication.route))
    if any(_NOT_EVERY_DAY.search(text) for text in (frequency, dose, taken, *named)):
        return Schedule.NOT_EVERY_DAY
    needed = _NEEDED.search(f"{dose} {frequency}")
    if needed or medication.as_needed_for:
        return _when_needed(frequency, dose, is_said=needed is not None)
    if _is_daily(frequency, dose) and not _NEEDED.search(taken):
        return Schedule.DAILY
    return Schedule.NOT_EVERY_DAY if medication.is_given else Schedule.AS_WRITTEN


def _when_needed(frequency: str, dose: str, *, is_said: bool) -> Schedule:
    """Sort what is taken when needed: as written where it may be taken regularly as well."""
    rest = _NEEDED.sub(" ", frequency)
    regular = _FIXED.search(frequency) and not is_said
    beside = _DAILY.search(rest) and _BESIDES.search(rest)
    return Schedule.AS_WRITTEN if regular or beside else Schedule.WHEN_NEEDED


def _is_daily(frequency: str, dose: str) -> bool:
    words = (word for text in (frequency, dose) for word in _WORD.findall(_NOT_WITH.sub("", text)))
    return _DAILY.search(frequency) is not None and all(word in WORDS for word in words)


def _plain(text: str) -> str:
    """Return a text in small letters, without dots behind letters and double blanks."""
    text = re.sub(r"(?<=[a-z])\.|['’]", "", folded(text))
    return " ".join(re.sub(r"[,;()\[\]]", " ", text).split())
