"""The status of a list such as the allergies: not asked, none known with its day, or listed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tuiplanner.errors import Refused
from tuiplanner.model.choices import ListStatus
from tuiplanner.model.records import Profile


def with_list_status(
    profile: Profile, name: str, status: ListStatus, values: Mapping[str, Any], today: date
) -> Profile:
    """Return the profile with a list's status; "none known" gets a date, "not asked" gets none."""
    changed: dict[str, Any] = {f"{name}_status": status}
    if status == ListStatus.NOT_ASKED:
        changed[f"{name}_checked"] = ""
    elif status == ListStatus.NONE_KNOWN and not values.get(f"{name}_checked"):
        changed[f"{name}_checked"] = today.isoformat()
    return replace(profile, **changed)


def refuse_contradiction(name: str, said: str, has_rows: bool) -> None:
    """Refuse a new list status that contradicts the rows of the list."""
    if has_rows and said == ListStatus.NONE_KNOWN:
        raise Refused(
            f"The list of {name} is not empty, so nothing more is needed. Remove the wrong entries"
            " only if all of them are wrong; then say none known.",
            f"{name}_status",
        )
    if not has_rows and said == ListStatus.LISTED:
        raise Refused(f"The list of {name} is empty. Add what belongs there.", f"{name}_status")
