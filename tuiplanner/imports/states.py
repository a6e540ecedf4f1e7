"""Statements that there is nothing: offered, told, or a warning, but never set by themselves."""

from collections.abc import Iterator

from tuiplanner.imports.record import NONE_KNOWN, WITHHELD, ImportRecord
from tuiplanner.imports.review_items import Group, ReviewItem, Way
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Allergy, Condition, Medication, Profile, Record

_KINDS: dict[str, type[Record]] = {
    "allergies": Allergy,
    "medications": Medication,
    "conditions": Condition,
}


def of_states(record: ImportRecord, planner: Planner) -> Iterator[ReviewItem]:
    """Yield a line for each statement that there is nothing, or no information."""
    for name, states, entries in (
        ("allergies", record.allergy_state, record.allergies),
        ("medications", (record.medicine_state,), record.medicines),
        ("conditions", (record.problem_state,), record.problems),
    ):
        said = [*dict.fromkeys(filter(None, states))]
        is_empty = not entries and planner.status(name) != ListStatus.LISTED
        can_be_none = is_empty and said == [NONE_KNOWN]
        for state in said:
            yield _offered(planner, name) if can_be_none else _told(name, state)


def _offered(planner: Planner, name: str) -> ReviewItem:
    """Return the question whether none are known; it is not asked again once that is so here."""
    field = f"{name}_status"
    was = {field: getattr(planner.profile, field)}
    if was[field] == ListStatus.NONE_KNOWN:
        return ReviewItem(Group.SAME, Profile, f"{name.capitalize()}: none known")
    way = Way("write down: none known", {field: ListStatus.NONE_KNOWN}, 1, was)
    detail = "The file says: none known. Is that so?"
    return ReviewItem(Group.ASKS, Profile, name.capitalize(), detail, (way,))


def _told(name: str, state: str) -> ReviewItem:
    scope = state.partition(":")[2]
    if state == WITHHELD:
        detail = "It holds some back, so there may be more than it shows. Please ask the clinic."
    elif scope:
        detail = f"None known among {scope}. This changes nothing here."
    elif state == NONE_KNOWN:
        detail = "None known, but some are listed. This changes nothing here."
    else:
        detail = "No information. That does not mean none."
    return ReviewItem(Group.LEFT_OUT, _KINDS[name], f"What the file says about {name}", detail)
