"""Titles of the columns in printed tables of medicines, allergies, problems and plans."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tuiplanner.imports.xml_tree import Element
from tuiplanner.model.text import folded

NAME, STRENGTH, DIRECTIONS, DOSE = "name", "strength", "directions", "dose"
ROUTE, FREQUENCY, STATUS, CURRENT = "route", "frequency", "status", "current"
START, END, DATES, REASON = "start", "end", "dates", "reason"
PRESCRIBER, REACTION, SEVERITY, COMMENT = "prescriber", "reaction", "severity", "comment"

_TITLES: dict[str, str] = {
    NAME: "medication|medications|medication name|name|drug|drug name|medicine|medicines|product"
    "|current medication|current medications|ordered medication name|gen med name|medication list"
    "|generic name|genericname|active medication|home medication|discharge medication"
    "|discharge medications|prescription|brand name|medication and strength"
    "|material|code description|allergy|allergies|allergen|substance"
    "|allergy substance|allergy name|agent|allergy/agent|allergies and adverse reactions"
    "|allergic to|problem|problems|problem name|problem description|condition|conditions"
    "|condition name|diagnosis|medical problem|description|description/comments"
    "|planned activity|planned care|encounter|appointment|visit|medikament|wirkstoff"
    "|medicamento|medicament",
    STRENGTH: "strength|product strength|productstrength|medication strength",
    DIRECTIONS: "directions|direction|instructions|instruction|sig|signature (sig)|sig text|notes"
    "|how to take|patient instructions|dosage instructions|medication instructions"
    "|directions for use|administration instructions|sig (directions)|sig/directions"
    "|route/frequency|schedule|dosing instructions|prescription directions|take|usage",
    DOSE: "dose|dosage|dose unit|dose units|units|dose quantity|amount|dose/units|rate quantity"
    "|dose and unit|unit",
    ROUTE: "route|rte|route of administration|administration route",
    FREQUENCY: "frequency|freq|how often|timing|interval",
    STATUS: "status|clinical status|problem status|condition status|medication status"
    "|allergy status|state|concern status",
    CURRENT: "current medication?|active|active?|current|current?|taking|taking?",
    START: "start date|date started|started|start|begin date|begin dttm|startdate|onset"
    "|onset date|date of onset|onset date/time|since|start date/time|diagnosed|problem startdate"
    "|rx date|adverse reaction date|date identified|1st noted|on set date",
    END: "end date|stop date|stopped|end|expiration date|stopdate|end dttm|discontinue date"
    "|date stopped|estimated completion date|upto date|resolved|resolution date|inactive date"
    "|ended|resolution|date resolved|discontinued|discontinued date|last day",
    DATES: "dates|date|effective dates|effective dates (start - stop)|effective date|date and time"
    "|effective dates(start-stop)|effective time|date range|date/time|planned date"
    "|date / time",
    REASON: "indication|indications|reason|reason for use|used for|associated problem"
    "|diagnosis / indication|for|reason for taking",
    PRESCRIBER: "prescriber|prescribed by|prescribing provider|ordering physician"
    "|ordering clinician|ordering provider|physician|provider|prescribing clinician|doctor",
    REACTION: "reaction|reaction status|reactions|reaction(s)|adverse reaction|adverse reactions"
    "|reaction (severity)|allergic reaction|reaction/symptoms|manifestation",
    SEVERITY: "severity|reaction severity|severity status|criticality",
    COMMENT: "comments|comment|note|fill instructions|fill instuctions|details|type|source"
    "|group description|entered by|reported by|code|code system|rxnorm|rxnorm code|code(s)"
    "|quantity|qty|refills|days|dispense|last modification date|last updated|form|icd code"
    "|snomed ct|location|performer|author|priority|location/qualifier",
}
_COLUMNS = {title: column for column, titles in _TITLES.items() for title in titles.split("|")}
_WRAPPED = re.compile(r"\([^()]{0,40}\)$")


@lru_cache(1024)
def column_of(title: str) -> str:
    """Return what a column with this title contains, or ""."""
    plain = folded(title).strip(" :*.#")
    return _COLUMNS.get(plain) or _COLUMNS.get(_WRAPPED.sub("", plain).strip(), "")


def is_title_row(line: Element, texts: Sequence[str]) -> bool:
    """Return whether a line of a table has the titles: all `th`, or only known titles."""
    cells = line.children()
    known = sum(bool(column_of(text)) for text in texts)
    filled = [text for text in texts if text]
    if not known or len(filled) < 2:
        return bool(known) and len(filled) == 1 and all(cell.name == "th" for cell in cells)
    if all(cell.name == "th" for cell in cells if cell.name in ("td", "th")):
        return True
    return known >= 2 and known >= len(filled) - 1
