"""The content of a file to import, in the file's own words: the same shape for every format.

Each entry of the file is an item here or is listed in `left_out` with the reason. Nothing is
converted or computed: names, directions and dates are as printed in the file.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

TAKING, PAUSED, STOPPED, PLANNED, UNKNOWN = "taking", "paused", "stopped", "planned", "unknown"
ACTIVE, PAST, UNCLEAR = "active", "past", "unclear"
NONE_KNOWN, NOT_ASKED, WITHHELD = "none-known", "not-asked", "withheld"
NO_INFORMATION = "no-information"


@dataclass(frozen=True)
class ImportSource:
    """The document: its title, who made it, and its own date (ISO 8601, may be partial)."""

    title: str = ""
    maker: str = ""  # printed as `from`
    date: str = ""


@dataclass(frozen=True)
class ImportedPatient:
    """The person in the file; `born` is ISO 8601 or as printed."""

    name: str = ""
    born: str = ""


@dataclass(frozen=True)
class ImportedMedicine:
    """A medicine as the file prints it.

    `how` holds the printed directions; if there are none, `how_built` is True and `how` repeats the
    coded dose and timing, each number with its unit. `status` is one of taking, paused, stopped,
    planned and unknown; unknown means that the person has to decide, and `said_status` is the
    file's word. `also` is another name in the file, usually the coded one. `fields` are further
    fields of our medication record that the file has on their own, such as dose, route or
    prescriber.
    """

    name: str
    strength: str = ""
    how: str = ""
    how_built: bool = False
    status: str = UNKNOWN
    said_status: str = ""
    started: str = ""
    stopped: str = ""
    end_said: str = ""  # the end that the file names, if it is not the day of a stop
    reason: str = ""
    also: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedAllergy:
    """An allergy; `status` is active, past, unknown or unclear; `certain` is the file's word.

    `fields` are further fields of our allergy record, such as kind, year or note.
    """

    substance: str
    reaction: str = ""
    severity: str = ""  # mild, moderate, severe or ""
    status: str = UNKNOWN
    certain: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedProblem:
    """A diagnosis or problem, with the file's word for its status.

    `fields` are further fields of our condition record, such as told_by or note.
    """

    name: str
    status: str = ""
    since: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedAppointment:
    """An appointment that is still ahead; `when` is as printed."""

    when: str
    what: str = ""
    place: str = ""
    with_whom: str = ""


@dataclass(frozen=True)
class LeftOut:
    """An entry of the file that is not an item, and the reason as a sentence."""

    kind: str  # medicine, allergy, problem, appointment, row ...
    what: str
    why: str


@dataclass(frozen=True)
class ImportRecord:
    """Everything in a file. The lists keep the order of the file's entries."""

    format: str
    source: ImportSource = ImportSource()
    patient: ImportedPatient = ImportedPatient()
    medicines: tuple[ImportedMedicine, ...] = ()
    allergies: tuple[ImportedAllergy, ...] = ()
    allergy_state: tuple[str, ...] = ()  # none-known, none-known:food, not-asked, withheld ...
    medicine_state: str = ""
    problems: tuple[ImportedProblem, ...] = ()
    problem_state: str = ""
    appointments: tuple[ImportedAppointment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
    other_patients: tuple[ImportedPatient, ...] = ()  # further persons in the same file

    def as_json(self) -> dict[str, Any]:
        """Return the record for scripts; all keys are always present."""
        record = asdict(self)
        maker = record["source"].pop("maker")
        record["source"] = {
            "title": record["source"]["title"],
            "from": maker,
            "date": record["source"]["date"],
        }
        return record
