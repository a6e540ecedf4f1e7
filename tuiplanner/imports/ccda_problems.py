"""Problems of a clinical document, with their status and since when."""

from collections.abc import Mapping
from datetime import date

from tuiplanner.imports.absence import absence_in_words, coded_absence
from tuiplanner.imports.ccda_allergies import (
    active_concerns,
    agreed_condition,
    condition_status,
    denied_observations,
    observations,
    word_condition,
)
from tuiplanner.imports.ccda_denials import why_denied
from tuiplanner.imports.ccda_findings import (
    EMPTY,
    ONLY_CODE,
    Findings,
    code_words,
)
from tuiplanner.imports.ccda_lists import Listing, first_words, read_list
from tuiplanner.imports.ccda_narrative import Row, coded_name, plain
from tuiplanner.imports.ccda_sections import PAST_PROBLEMS, Section
from tuiplanner.imports.ccda_statuses import is_over, printed_date, printed_end
from tuiplanner.imports.ccda_times import interval, iso
from tuiplanner.imports.ccda_titles import NAME, START, STATUS
from tuiplanner.imports.record import (
    ACTIVE,
    NO_INFORMATION,
    NONE_KNOWN,
    PAST,
    UNKNOWN,
    ImportedProblem,
)
from tuiplanner.imports.xml_tree import Element

_PROBLEM_IN_GENERAL = frozenset(("55607006", "404684003", "64572001", "282291009", "409586006"))


def read_problems(section: Section, day: date, findings: Findings) -> None:
    """Read a section of problems."""
    reader = _ProblemReader(day, active_concerns(section), denied_observations(section))
    listing = Listing("problem", problem_entries, _names, reader.read_entry, reader.read_row)
    read_list(section, listing, findings)


def problem_entries(section: Section) -> list[Element]:
    """Return the observations of a section; a concern can hold several."""
    return [each for entry in section.entries for each in observations(entry)]


def _names(entry: Element, section: Section) -> list[str]:
    """Return the names of a problem, the printed one first."""
    value, narrative = entry.first("value"), section.narrative
    if value is None:
        return []
    found = [narrative.name(value.first("originalText")), coded_name(value)]
    if value.first("originalText") is None:
        found.append(plain(value.words()))
    if not first_words(found):
        found.append(narrative.name(entry.first("text")))
    return [each for each in found if first_words([each])]


class _ProblemReader:
    """Reads entries and rows of problems as of one day."""

    def __init__(self, day: date, concerns: set[Element], denied: Mapping[Element, str]) -> None:
        self._day, self._concerns, self._denied = day, concerns, denied

    def read_entry(
        self, entry: Element, row: Row | None, section: Section, findings: Findings
    ) -> None:
        names = _names(entry, section)
        value = entry.first("value")
        is_printed = bool(value and section.narrative.name(value.first("originalText")))
        printed = [row.printed(NAME)] if row else []
        name = first_words([*names, *printed] if is_printed else [*printed, *names])
        if state := _absence(entry, name, section):
            findings.state("problem", state, name)
        elif why := self._denied.get(entry) or _why_left_out(entry, name):
            findings.leave_out("problem", name or code_words(value), why)
        else:
            findings.add(self._problem(entry, name, row, section))

    def _problem(
        self, entry: Element, name: str, row: Row | None, section: Section
    ) -> ImportedProblem:
        start, end = interval(entry)
        word = row.printed(STATUS) if row else ""
        status = condition_status(entry, word, end, self._day, entry in self._concerns)
        since = iso(start) or printed_date(row, START)
        return ImportedProblem(name, _in_section(status, section, word), since)

    def read_row(self, row: Row, section: Section, findings: Findings) -> None:
        word = row.printed(STATUS)
        votes = [word_condition(word)] if word else []
        votes += [PAST] if is_over(printed_end(row), self._day) else []
        status = agreed_condition(votes) if votes else UNKNOWN
        status = _in_section(status, section, word)
        findings.add(ImportedProblem(row.printed(NAME), status, printed_date(row, START)))


def _in_section(status: str, section: Section, word: str) -> str:
    """Return a status: in a history, an active problem is unclear; unclear is the file's word."""
    if section.subject == PAST_PROBLEMS and status == ACTIVE and not word:
        status = UNKNOWN
    return (word or UNKNOWN) if status == UNKNOWN else status


def _absence(entry: Element, name: str, section: Section) -> str:
    """Return the state that an entry states instead of naming a problem, or ""."""
    value = entry.first("value")
    code = value.get("code") if value else ""
    if state := coded_absence(code) or absence_in_words(name):
        return state
    if name and code not in _PROBLEM_IN_GENERAL:
        return ""
    if entry.get("negationInd") == "true":
        return section.absence or (NO_INFORMATION if section.says_no_data else NONE_KNOWN)
    if name or code:
        return ""
    flavor = coded_absence(value.get("nullFlavor") if value else entry.get("nullFlavor"))
    return section.absence or flavor


def _why_left_out(entry: Element, name: str) -> str:
    if denied := why_denied(entry):
        return denied
    if name:
        return ""
    return ONLY_CODE if code_words(entry.first("value")) else EMPTY
