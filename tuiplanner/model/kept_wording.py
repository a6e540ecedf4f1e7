"""The texts of a medicine that the person keeps as typed, although the program asked about them."""

from collections.abc import Collection, Iterable, Sequence

from tuiplanner.model.naming import names_meant
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication
from tuiplanner.model.wording import CHECKED, findings

ASKED_ABOUT = ("name", *sorted(CHECKED))  # the fields that may bring a question
_BETWEEN = " | "


def kept_texts(kept_wording: str) -> list[str]:
    """Return the kept texts, in the order in which they were kept."""
    return [text for text in kept_wording.split(_BETWEEN) if text]


def with_kept(kept_wording: str, here: Collection[str], text: str) -> str:
    """Return the kept wording with one more text, without those that are no longer `here`."""
    kept = [each for each in kept_texts(kept_wording) if each in here]
    return _BETWEEN.join([*kept, text])


def is_kept(planner: Planner, text: str) -> bool:
    """Return True if the person keeps this text in any medicine."""
    return any(text in medication.keeps for medication in planner.medications.values())


def other_names(planner: Planner, id: int) -> tuple[str, ...]:
    """Return the names of the person's medicines except one."""
    return tuple(each.name for each in planner.medications.values() if each.id != id)


def kept_as_typed(
    medication: Medication, fields: Iterable[str], known: Sequence[str], own: Sequence[str]
) -> str:
    """Return the kept wording with the texts of these fields that bring a question.

    `known` are the medicine names that a name is compared with, `own` the person's other medicines.
    """
    here, kept = texts_of(medication), medication.kept_wording
    for field in fields:
        text = getattr(medication, field)
        is_asked = names_meant(text, known, own) if field == "name" else findings(field, text)
        if is_asked and text not in kept_texts(kept):
            kept = with_kept(kept, here, text)
    return kept


def texts_of(medication: Medication) -> set[str]:
    """Return the texts of a medicine that may bring a question."""
    return {getattr(medication, field) for field in ASKED_ABOUT}
