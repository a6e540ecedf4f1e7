"""Block 5: conditions, allergies, what to avoid, and implants. It is never shortened."""

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
from tuiplanner.model.choices import AllergySeverity, ListStatus, YesNoUnsure
from tuiplanner.model.records import Allergy

_ROWS = 10  # allergies; from this number on, each gets its own line


def known(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out each list, "none known" with its day, or "not recorded" if nobody asked."""
    profile = source.planner.profile
    conditions = _listed(source, "conditions", [profile.conditions], "none known")
    cancer = _cancer(source)
    avoid = _harms(source, budget, "avoid")
    implants = _listed(source, "implants", [profile.implants], "none")
    known = f"{sentence(conditions)} {cancer}" if cancer else conditions
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
    known: str, harms: list[str], avoid: list[str], implants: str, sheet: PageFormat
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


def unprinted_notes(source: Source, budget: Budget) -> list[Allergy]:
    """Return the allergies whose note is not printed."""
    rows = source.planner.allergies.values()
    return [row for row in rows if row.note and not (budget["notes"] and short_note(row.note))]


def _cancer(source: Source) -> str:
    """Return the answer on a cancer diagnosis, which is always printed with the conditions."""
    found = []
    for asked in source.rehearsal:
        answer = source.answers.get(asked.key)
        if asked.known and answer is None:
            found.append(f"{asked.page}: not recorded.")
        elif asked.known and answer:
            none = f"No {asked.page[0].lower()}{asked.page[1:]} so far"
            word = "" if answer.answer == YesNoUnsure.YES else answer.answer.replace("-", " ")
            words = ", ".join(filter(None, (word, answer.detail))) or "yes"
            no = f"{none}: {answer.detail}" if answer.detail else none
            found.append(
                sentence(no if answer.answer == YesNoUnsure.NO else f"{asked.page}: {words}")
            )
    return " ".join(found)
