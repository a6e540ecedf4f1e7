"""Block 5: conditions, allergies, what to avoid, and implants.

Only past conditions may be left out, last of all details; the oldest go first.
"""

from collections.abc import Sequence

from tuiplanner.brief import doctors
from tuiplanner.brief.fit import Budget
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.layout import (
    Chunk,
    PageFormat,
    Text,
    delimited,
    labelled,
    paragraph,
    sentence,
)
from tuiplanner.brief.short_notes import short_note
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import AllergySeverity, ConditionStatus, ListStatus, YesNoUnsure
from tuiplanner.model.conditions import cancers
from tuiplanner.model.periods import show_period
from tuiplanner.model.records import Allergy, Condition, Specialist
from tuiplanner.model.rehearsal import is_old

_ROWS = 10  # allergies; from this number on, each gets its own line


def known(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out each list, "none known" with its day, or "not recorded" if nobody asked."""
    profile = source.planner.profile
    known = _conditions(source, budget)
    avoid = _harms(source, budget, "avoid")
    implants = _listed(source, "implants", [profile.implants], "none")
    harms = _harms(source, budget, "allergies")
    more = [*doctors.stays(source, sheet), *doctors.others(source, sheet, budget)]
    if not budget["headings"]:
        return [*_dense_lines(known, harms, avoid, implants, sheet), *more]
    return [
        labelled("KNOWN", known, sheet),
        *_harm_lines("ALLERGIES", harms, sheet),
        *_harm_lines("AVOID", avoid, sheet),
        labelled("IMPLANTS", implants, sheet),
        *more,
    ]


def _dense_lines(
    known: list[str], harms: list[str], avoid: list[str], implants: str, sheet: PageFormat
) -> list[Chunk]:
    """Lay out the block for a full page: a hanging indent of two, short parts on one line."""

    def dense(label: str, text: Text) -> Chunk:
        return paragraph(text, sheet, label.ljust(11), "  ")

    lines = [dense("KNOWN", known)]
    lines += (
        [dense("ALLERGIES", harms)]
        if len(harms) < _ROWS
        else _harm_lines("ALLERGIES", harms, sheet)
    )
    together = dense("AVOID", f"{sentence(' '.join(avoid))} IMPLANTS {implants}")
    if len(together) == 1:
        return [*lines, together]
    return [*lines, *_harm_lines("AVOID", avoid, sheet), dense("IMPLANTS", implants)]


def _harms(source: Source, budget: Budget, name: str) -> list[str]:
    """Return the allergies, or what to avoid, as unbreakable pieces, or the reason for none."""
    is_avoid = name == "avoid"
    rows = sorted(source.planner.allergies.values(), key=_harm)
    harms = [_described(row, budget) for row in rows if row.is_avoid == is_avoid]
    none = "none told to us" if is_avoid else "none known"
    return delimited(harms) if harms else [_listed(source, name, [], none)]


def _harm_lines(label: str, harms: list[str], sheet: PageFormat) -> list[Chunk]:
    """Lay out a few items as a paragraph, and many items one per line."""
    if len(harms) < _ROWS:
        return [labelled(label, harms if len(harms) > 1 else harms[0], sheet)]
    rows = [paragraph([harm.removesuffix(";")], sheet, "  ", "    ") for harm in harms]
    return [(f"{label} ({len(harms)})", *rows[0]), *rows[1:]]


def _harm(allergy: Allergy) -> tuple[bool, int]:
    """Return a sort key that puts severe allergies first, for those who read only one line."""
    return (allergy.severity != AllergySeverity.SEVERE, allergy.id)


def _listed(source: Source, name: str, rows: list[str], none: str) -> str:
    status = source.planner.status(name)
    if status == ListStatus.LISTED:
        return "; ".join(rows)
    checked = getattr(source.planner.profile, f"{name}_checked")
    if status == ListStatus.NONE_KNOWN:
        return f"{none} ({dates.show(checked)})" if checked else none
    return ASK


def _described(allergy: Allergy, budget: Budget) -> str:
    """Return `penicillin (severe): rash, 1990`."""
    unknown = allergy.severity == AllergySeverity.UNKNOWN
    severity = "severity unknown" if unknown else allergy.severity
    name = f"{allergy.substance} ({severity})" if severity else allergy.substance
    no_reaction = "" if allergy.is_avoid else "reaction not recorded"
    note = short_note(allergy.note) if budget["notes"] else ""
    facts = (
        allergy.reaction or no_reaction,
        dates.show(allergy.year),
        f"told by {allergy.told_by}" if allergy.told_by else "",
        f"note: {note}" if note else "",
    )
    words = ", ".join(filter(None, facts))
    return f"{name}: {words}" if words else name


def long_condition_notes(source: Source, budget: Budget) -> list[Condition]:
    """Return the printed conditions whose note is too long to print."""
    gone = left_out_conditions(source, budget)
    rows = (row for row in source.planner.conditions.values() if row not in gone)
    return [row for row in rows if row.note and not (row.is_cut or short_note(row.note))]


def unprinted_notes(source: Source, budget: Budget) -> list[Allergy]:
    """Return the allergies whose note is not printed."""
    rows = source.planner.allergies.values()
    return [row for row in rows if row.note and not (budget["notes"] and short_note(row.note))]


def _conditions(source: Source, budget: Budget) -> list[str]:
    """Return the conditions as unbreakable pieces, then the answer on a cancer diagnosis."""
    text = source.planner.profile.conditions
    rows = [*_named(source, _PRESENT), *_named(source, _RULED_OUT), *_past(source, budget)]
    pieces = [text] if text else []
    if source.planner.status("conditions") != ListStatus.LISTED:
        pieces = [_listed(source, "conditions", [], "none known")]
    pieces = delimited([*pieces, *(_condition(source, row) for row in rows)] or [_NOT_HERE])
    cancer = _cancer(source)
    if not cancer:
        return pieces
    *some, last = pieces
    return [*some, sentence(last), *cancer] if some else [" ".join((sentence(last), *cancer))]


_PRESENT = ("", ConditionStatus.CONFIRMED, ConditionStatus.SUSPECTED)
_RULED_OUT = (ConditionStatus.RULED_OUT,)
_NOT_HERE = "past ones are left out here"


def _named(source: Source, statuses: Sequence[str]) -> list[Condition]:
    """Return the conditions of these statuses, in their order; an unknown status counts as none."""
    rows = source.planner.conditions.values()
    known = list(ConditionStatus)
    found = [(row.status if row.status in known else "", row) for row in rows]
    ranked = sorted(found, key=lambda each: each[0] == ConditionStatus.SUSPECTED)
    return [row for status, row in ranked if status in statuses]


def past_conditions(source: Source) -> list[Condition]:
    """Return the past conditions, the latest first."""
    rows = _named(source, (ConditionStatus.PAST,))
    return sorted(rows, key=lambda row: dates.sort_key(row.ended or row.since), reverse=True)


def _past(source: Source, budget: Budget) -> list[Condition]:
    return past_conditions(source)[: budget["past"]]


def left_out_conditions(source: Source, budget: Budget) -> list[Condition]:
    """Return the past conditions that are not printed."""
    return past_conditions(source)[budget["past"] :]


def _condition(source: Source, row: Condition) -> str:
    """Return a condition as the page prints it.

    An example is `suspected encephalitis (Feb 2026, told by Dr A. Neuro)`. A condition that is
    confirmed, or whose certainty is not recorded, is printed without such a word in front.
    """
    who = row.told_by
    if not who and (specialist := source.planner.get(Specialist, row.specialist_id)):
        who = specialist.named
    name, status = row.full_name, row.status.replace("-", " ")
    if row.is_ruled_out:
        head, when = f"ruled out: {name}", dates.show(row.ended or row.since)
    elif row.is_past:
        head, when = f"past: {name}", show_period(row.since, row.ended)
    else:
        head = f"suspected {name}" if status == ConditionStatus.SUSPECTED else name
        until = f"until {dates.show(row.ended)}" if row.ended else ""
        odd = "" if row.status in list(ConditionStatus) else status
        when = ", ".join(filter(None, (odd, dates.show(row.since), until)))
    note = "" if row.is_cut else short_note(row.note)
    words = (when, f"told by {who}" if who else "", f"note: {note}" if note else "")
    details = ", ".join(filter(None, words))
    return f"{head} ({details})" if details else head


def _cancer(source: Source) -> list[str]:
    """Return the answer on a cancer diagnosis; a cancer among the conditions wins over it."""
    found = []
    is_listed = bool(cancers(source.planner))
    for asked in source.rehearsal:
        answer = source.answers.get(asked.key)
        if asked.known and is_listed:
            is_yes = answer is not None and answer.answer == YesNoUnsure.YES
            found += (
                [sentence(f"{asked.page}: {answer.detail}")]
                if answer and is_yes and answer.detail
                else []
            )
        elif asked.known and answer is None:
            found.append(f"{asked.page}: not recorded.")
        elif asked.known and answer:
            none = f"No {asked.page[0].lower()}{asked.page[1:]} so far"
            word = "" if answer.answer == YesNoUnsure.YES else answer.answer.replace("-", " ")
            words = ", ".join(filter(None, (word, answer.detail))) or "yes"
            no = f"{none}: {answer.detail}" if answer.detail else none
            old = dates.show(answer.answered_on[:7]) if is_old(answer, source.today) else ""
            no, words = (f"{text} ({old})" if old else text for text in (no, words))
            found.append(
                sentence(no if answer.answer == YesNoUnsure.NO else f"{asked.page}: {words}")
            )
    return found
