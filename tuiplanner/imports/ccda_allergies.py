"""Allergies of a clinical document: what, which reaction, how bad, and whether still so."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from tuiplanner.imports.absence import SCOPES, absence_in_words, coded_absence
from tuiplanner.imports.ccda_denials import denied_within, why_denied
from tuiplanner.imports.ccda_findings import (
    EMPTY,
    ONLY_CODE,
    Findings,
    code_words,
)
from tuiplanner.imports.ccda_lists import Listing, first_words, read_list
from tuiplanner.imports.ccda_narrative import Narrative, Row, coded_name, plain
from tuiplanner.imports.ccda_sections import Section
from tuiplanner.imports.ccda_statuses import is_over, printed_date, printed_end
from tuiplanner.imports.ccda_times import interval, iso
from tuiplanner.imports.ccda_titles import NAME, REACTION, SEVERITY, START, STATUS
from tuiplanner.imports.record import (
    ACTIVE,
    NO_INFORMATION,
    NONE_KNOWN,
    PAST,
    UNCLEAR,
    UNKNOWN,
    ImportedAllergy,
)
from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

_SEVERITIES = {  # SNOMED CT, and HL7 ObservationValue
    "255604002": "mild",
    "6736007": "moderate",
    "371923003": "moderate",
    "24484000": "severe",
    "371924009": "severe",
    "399166001": "severe",
    "442452003": "severe",
    "l": "mild",
    "m": "moderate",
    "h": "severe",
}
_WORD = re.compile(r"[a-z]{2,40}")
_KINDS = (
    "allergy allergies to of or drug food substance medication medicine intolerance propensity"
    " adverse reaction reactions environmental environment side effect other unspecified"
    " miscellaneous non propensities allergic disposition"
)
_KIND_WORDS = frozenset(_KINDS.split())
_ABOUT_ANOTHER = frozenset(("SEV", "33999-4", "82606-5", "11323-3"))  # severity, status ...
_WORSE = ("severe", "moderate", "mild")
_SEVERE_WORDS = ("severe", "fatal", "life threatening", "life-threatening")
_STATUS_CODES = {
    "55561003": ACTIVE,
    "73425007": PAST,
    "413322009": PAST,
    "active": ACTIVE,
    "inactive": PAST,
    "resolved": PAST,
}
_GENERAL = {  # substances that a negated allergy names when it means a whole kind
    "105590001": "",
    "410942007": "medicines",
    "763158003": "medicines",
    "373873005": "medicines",
    "762766007": "food",
    "255620007": "food",
    "111088007": "latex",
}


def read_allergies(section: Section, day: date, findings: Findings) -> None:
    """Read a section of allergies."""
    reader = _AllergyReader(day, active_concerns(section), denied_observations(section))
    listing = Listing("allergy", allergy_entries, _names, reader.read_entry, reader.read_row)
    read_list(section, listing, findings)


def allergy_entries(section: Section) -> list[Element]:
    """Return the observations of a section; a concern can hold several."""
    return [each for entry in section.entries for each in observations(entry)]


def observations(entry: Element) -> list[Element]:
    """Return the observations of a concern, or the entry itself."""
    if entry.name == "observation":
        return [entry]
    inner = [
        each
        for relation in entry.all("entryRelationship")
        if relation.get("typeCode") in ("SUBJ", "")
        for each in relation.all("observation")
        if each.value("code", attribute="code") not in _ABOUT_ANOTHER
        and (each.first("value") or each.first("participant"))
    ]
    inner += list(entry.all("component", "observation"))
    return inner or [entry]


def active_concerns(section: Section) -> set[Element]:
    """Return the observations whose concern is active."""
    return {
        observation
        for entry in section.entries
        if entry.value("statusCode", attribute="code") == "active" and entry.name != "observation"
        for observation in observations(entry)
        if observation != entry
    }


def denied_observations(section: Section) -> dict[Element, str]:
    """Return the observations that a concern or a relation around them denies, and why."""
    found: dict[Element, str] = {}
    for entry in section.entries:
        found |= denied_within(entry, set(observations(entry)))
    return found


def _agent(entry: Element) -> Element | None:
    for participant in entry.all("participant"):
        found = participant.first("participantRole", "playingEntity")
        if found and participant.get("typeCode") in ("CSM", ""):
            return found
    return None


def _names(entry: Element, section: Section) -> list[str]:
    """Return the names of the substance, the printed one first."""
    agent, narrative = _agent(entry), section.narrative
    code = agent.first("code") if agent else None
    found = [narrative.name(code.first("originalText"))] if code else []
    found += [narrative.name(name) for name in (agent.all("name") if agent else ())]
    found.append(coded_name(code))
    if not first_words(found):
        found.append(_value_name(entry, narrative))
    return [each for each in found if first_words([each])]


def _value_name(entry: Element, narrative: Narrative) -> str:
    """Return the name in the value: an older file says "Penicillin allergy" only there."""
    value = entry.first("value")
    if value is None:
        return ""
    original = value.first("originalText")
    place = narrative.referred(original)
    if place and place.row and place.row.columns and place.row.column(place.cell) != NAME:
        return ""  # "Hives": the reference leads to the reaction
    words = narrative.words(original)
    if value.get("code") in SCOPES or _is_kind(words):
        return "" if _is_kind(words) else words
    return words or coded_name(value)


def _is_kind(words: str) -> bool:
    """Return whether words name a kind of allergy, such as "Drug allergy", and no substance."""
    return set(_WORD.findall(folded(words))) <= _KIND_WORDS


class _AllergyReader:
    """Reads entries and rows of allergies as of one day."""

    def __init__(self, day: date, concerns: set[Element], denied: Mapping[Element, str]) -> None:
        self._day, self._concerns, self._denied = day, concerns, denied

    def read_entry(
        self, entry: Element, row: Row | None, section: Section, findings: Findings
    ) -> None:
        names = _names(entry, section)
        printed = [row.printed(NAME)] if row else []
        found = [*names[:1], *printed, *names] if _is_printed(entry) else [*printed, *names]
        name = first_words(sorted(found, key=_is_kind))
        if state := _absence(entry, name, section):
            findings.state("allergy", state, name)
        elif why := self._denied.get(entry) or _why_left_out(entry, name):
            agent = _agent(entry)
            what = name or code_words(agent.first("code") if agent else entry.first("value"))
            findings.leave_out("allergy", what, why)
        else:
            findings.add(self._allergy(entry, name, row, section.narrative))

    def _allergy(
        self, entry: Element, name: str, row: Row | None, narrative: Narrative
    ) -> ImportedAllergy:
        start, end = interval(entry)
        word = row.printed(STATUS) if row else ""
        return ImportedAllergy(
            substance=name,
            reaction=(row.printed(REACTION) if row else "") or _reactions(entry, narrative),
            severity=worse([*_severities(entry, narrative), *_row_severity(row)]),
            status=condition_status(entry, word, end, self._day, entry in self._concerns),
            fields=_fields(entry, start, narrative),
        )

    def read_row(self, row: Row, section: Section, findings: Findings) -> None:
        words = [*row.all_printed(STATUS)]
        status = agreed_condition([word_condition(word) for word in words])
        is_past = is_over(printed_end(row), self._day)
        if is_past:
            status = PAST if status in (PAST, UNKNOWN) and not words else UNKNOWN
        since = printed_date(row, START)
        findings.add(
            ImportedAllergy(
                substance=row.printed(NAME),
                reaction=row.printed(REACTION),
                severity=worse(_row_severity(row)),
                status=status,
                fields={"year": since} if since else {},
            )
        )


def _is_printed(entry: Element) -> bool:
    """Return whether the substance has words of its own in the printed text."""
    agent = _agent(entry)
    return bool(agent and agent.first("code", "originalText"))


def _absence(entry: Element, name: str, section: Section) -> str:
    """Return the state that an entry states: none known of a kind, or no information."""
    value, agent = entry.first("value"), _agent(entry)
    codes = [each.get("code") for each in (value, agent.first("code") if agent else None) if each]
    if state := next(filter(None, map(coded_absence, codes)), ""):
        return state
    if state := absence_in_words(name):
        return state
    is_negated = entry.get("negationInd") == "true"
    general = [code for code in codes if code in _GENERAL or code in SCOPES]
    if is_negated and (not name or (codes and codes[-1] in _GENERAL)):
        if section.says_no_data:
            return NO_INFORMATION
        scopes = [_GENERAL.get(code) or SCOPES.get(code, "") for code in general]
        scope = next(filter(None, scopes), "")
        return f"{NONE_KNOWN}:{scope}" if scope else section.absence or NONE_KNOWN
    if name or (agent and code_words(agent.first("code"))):
        return ""
    flavor = coded_absence(entry.get("nullFlavor") or (value.get("nullFlavor") if value else ""))
    return section.absence or flavor


def _why_left_out(entry: Element, name: str) -> str:
    if denied := why_denied(entry):
        return denied
    if name:
        return ""
    agent = _agent(entry)
    return ONLY_CODE if agent and code_words(agent.first("code")) else EMPTY


def _reactions(entry: Element, narrative: Narrative) -> str:
    """Return all reactions, each once, in the order of the file."""
    found: dict[str, None] = {}
    for observation in _manifestations(entry):
        value = observation.first("value")
        words = narrative.printed(value) or (plain(value.words()) if value else "")
        words = words or narrative.words(observation.first("text"))
        if observation.get("negationInd") != "true" and words:
            found.setdefault(words)
    return ", ".join(found)


def _manifestations(entry: Element) -> Iterator[Element]:
    for relation in entry.all("entryRelationship"):
        if relation.get("typeCode") == "MFST":
            yield from (
                each
                for each in relation.all("observation")
                if each.value("code", attribute="code") not in _ABOUT_ANOTHER
            )


def _severities(entry: Element, narrative: Narrative) -> Iterator[str]:
    """Yield the severities of the allergy and of each reaction."""
    for element in entry.walk("observation"):
        if element.value("code", attribute="code") != "SEV":
            continue
        for value in element.all("value"):
            found = _SEVERITIES.get(value.get("code").lower(), "")
            yield found or severity_of(narrative.printed(value) or value.words())


def _row_severity(row: Row | None) -> list[str]:
    words = [*row.all_printed(SEVERITY), row.printed(REACTION)] if row else []
    return list(map(severity_of, words))


def severity_of(words: str) -> str:
    """Return the severity that printed words mean, the worse one of two, or ""."""
    plain_words = folded(words)
    if any(word in plain_words for word in _SEVERE_WORDS):
        return "severe"
    return next((each for each in ("moderate", "mild") if each in plain_words), "")


def worse(found: list[str]) -> str:
    """Return the worst of several severities."""
    return next((each for each in _WORSE if each in found), "")


def word_condition(word: str) -> str:
    """Return the status that a printed word for an allergy or a problem means."""
    plain_word = folded(word).strip(" .:*-")
    if plain_word in ("active", "current", "ongoing", "chronic", "confirmed active"):
        return ACTIVE
    if plain_word in ("inactive", "resolved", "past", "inactive problem", "no longer active"):
        return PAST
    return UNCLEAR if plain_word in ("suspected", "unconfirmed") else UNKNOWN


def agreed_condition(votes: list[str]) -> str:
    """Return the status that all votes have, or unknown."""
    return votes[0] if len(set(votes)) == 1 else UNKNOWN


def condition_status(entry: Element, printed: str, end: str, day: date, is_concern: bool) -> str:
    """Return whether an allergy or a problem is active, past or unknown."""
    votes = [word_condition(printed)] if printed else []
    for relation in entry.all("entryRelationship", "observation"):
        if relation.value("code", attribute="code") == "33999-4":
            value = relation.first("value")
            code = value.get("code").lower() if value else ""
            votes.append(_STATUS_CODES.get(code) or word_condition(coded_name(value)))
    if is_over(end, day):
        votes += [PAST, ACTIVE] if is_concern and not votes else [PAST]
    if votes:
        return agreed_condition(votes)
    return ACTIVE if is_concern and not end else UNKNOWN


def _fields(entry: Element, start: str, narrative: Narrative) -> dict[str, str]:
    notes = []
    kind = narrative.printed(entry.first("value"))
    if any(word in folded(kind) for word in ("intolerance", "side effect")):
        notes.append(kind)
    for observation in entry.all("entryRelationship", "observation"):
        words = coded_name(observation.first("value"))
        if words and observation.value("code", attribute="code") == "82606-5":
            notes.append(f"Criticality in the file: {words}")
    found = {"year": iso(start), "note": ". ".join(notes)}
    return {name: text for name, text in found.items() if text}
