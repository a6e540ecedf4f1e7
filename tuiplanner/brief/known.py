"""Block 5: conditions, allergies, what to avoid, implants. Never shortened."""

from collections.abc import Iterable

from tuiplanner.brief.fit import Room
from tuiplanner.brief.identity import ASK
from tuiplanner.brief.lines import Chunk, Sheet, labelled, sentence, whole
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import AllergySeverity, ListStatus, Said
from tuiplanner.model.records import Allergy


def known(source: Source, sheet: Sheet, room: Room) -> list[Chunk]:
    """A list as a list, "none known" with its day, and not asked as not recorded."""
    profile = source.planner.profile
    rows = sorted(source.planner.allergies.values(), key=_harm)
    conditions = _listed(source, "conditions", [profile.conditions], "none known")
    harmed = _listed(source, "allergies", (told(a) for a in rows if not a.is_avoid), "none known")
    avoid = _listed(source, "avoid", (told(a) for a in rows if a.is_avoid), "none told to us")
    implants = _listed(source, "implants", [profile.implants], "none")
    cancer = _cancer(source)
    lines = [
        labelled("KNOWN", f"{sentence(conditions)} {cancer}" if cancer else conditions, sheet),
        labelled("ALLERGIES", harmed, sheet),
    ]
    together = labelled("AVOID", f"{sentence(avoid)} IMPLANTS {implants}", sheet)
    if not room["headings"] and len(together) == 1:
        return [*lines, together]
    return [*lines, labelled("AVOID", avoid, sheet), labelled("IMPLANTS", implants, sheet)]


def _harm(allergy: Allergy) -> tuple[bool, int]:
    """The severe ones first: whoever reads one line reads that."""
    return (allergy.severity != AllergySeverity.SEVERE, allergy.id)


def _listed(source: Source, name: str, rows: Iterable[str], none: str) -> str:
    status = source.planner.status(name)
    if status == ListStatus.LISTED:
        return "; ".join(rows)
    checked = getattr(source.planner.profile, f"{name}_checked")
    if status == ListStatus.NONE_KNOWN:
        return f"{none} ({whole(dates.show(checked))})" if checked else none
    return ASK


def told(allergy: Allergy) -> str:
    """`penicillin: rash, severe, 1990`."""
    unknown = allergy.severity == AllergySeverity.UNKNOWN
    unsaid = "" if allergy.is_avoid else "reaction not recorded"
    said = (
        allergy.reaction or unsaid,
        "severity unknown" if unknown else allergy.severity,
        whole(dates.show(allergy.year)),
        f"told by {allergy.told_by}" if allergy.told_by else "",
    )
    words = ", ".join(filter(None, said))
    return f"{allergy.substance}: {words}" if words else allergy.substance


def _cancer(source: Source) -> str:
    """The answer on a cancer diagnosis stands among the conditions and never goes."""
    found = []
    for asked in source.rehearsal:
        answer = source.answers.get(asked.key)
        if asked.known and answer is None:
            found.append(f"{asked.page}: not asked.")
        elif asked.known and answer:
            none = f"No {asked.page[0].lower()}{asked.page[1:]} so far"
            word = "" if answer.answer == Said.YES else answer.answer.replace("-", " ")
            told = ", ".join(filter(None, (word, answer.detail))) or "yes"
            no = f"{none}: {answer.detail}" if answer.detail else none
            found.append(sentence(no if answer.answer == Said.NO else f"{asked.page}: {told}"))
    return " ".join(found)
