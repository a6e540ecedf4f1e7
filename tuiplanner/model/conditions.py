"""Known conditions: which are cancers, and the split of a text into rows.

A planner may hold a text from before conditions had rows of their own. It is shown and printed as
it is until the person splits it.
"""

import re
from datetime import date
from typing import Any

from tuiplanner.errors import Refused
from tuiplanner.model.choices import ConditionStatus
from tuiplanner.model.fields import NAME, read_date
from tuiplanner.model.planner import Planner, add, edit
from tuiplanner.model.records import Condition, Profile
from tuiplanner.model.text import folded

_CANCERS = re.compile(
    r"cancer|tumou?r|carcinoma|lymphoma|leuk(?:a?e)mia|melanoma|sarcoma|myeloma|glioma|blastoma"
    r"|metasta",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|never|without|ruled out|excluded|benign|free)\b", re.IGNORECASE)
_WITH_DAY = re.compile(r"(.*\S)\s*\(([^()]+)\)")


def cancers(planner: Planner) -> list[Condition]:
    """Return the cancers that the person has or had; suspected ones and those ruled out are none.

    The words are those that end or contain the names of cancers in the dictionary of the National
    Cancer Institute.
    """
    sure = ("", ConditionStatus.CONFIRMED, ConditionStatus.PAST)
    rows = planner.conditions.values()
    named = (row for row in rows if row.status in sure and _CANCERS.search(row.name))
    return [row for row in named if not _NEGATED.search(row.name)]


def split_text(text: str, today: date) -> list[dict[str, Any]]:
    """Return the values of a row for each condition in a text; no word of it is lost.

    `high blood pressure (2015)` becomes a name and the day since. A part that is too long for a
    name is kept whole in the note.
    """
    rows: list[dict[str, Any]] = []
    for part in filter(None, map(str.strip, _parts(text))):
        since = _past_day(part, today) if part[:1].isdigit() else ""
        if since and rows and "since" not in rows[-1]:
            rows[-1]["since"] = since  # heart attack, 2015
        else:
            rows.append(_row(part, today))
    return rows


def _parts(text: str) -> list[str]:
    """Return the parts between commas and semicolons that are not inside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character in ";,\n" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _row(part: str, today: date) -> dict[str, Any]:
    found = _WITH_DAY.fullmatch(part)
    since = _past_day(found[2], today) if found else ""
    name = found[1] if found and since else part
    if len(name) <= NAME:
        return {"name": name, "since": since} if since else {"name": name}
    short = name[: NAME - 3].rsplit(" ", 1)[0]
    return {"name": f"{short}...", "note": part}


def _past_day(words: str, today: date) -> str:
    try:
        return read_date(words, today, past=True)
    except Refused:
        return ""


def split_conditions(planner: Planner, today: date) -> Planner:
    """Return the planner with a row for each condition of its text, and without the text."""
    rows = split_text(planner.profile.conditions, today)
    if not rows:
        raise Refused("There is no condition in this text. Please correct or clear it.")
    there = {(folded(row.name), row.since) for row in planner.conditions.values()}
    for values in rows:
        if (folded(values["name"]), values.get("since", "")) not in there:
            planner = add(planner, Condition, values, today)
    return edit(planner, Profile, 1, {"conditions": ""}, today)
