"""Blocks 1 and 2 and the frame of block 10: the patient, the visit, and the page number."""

from datetime import date

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, delimited, one_line, paragraph, printed, rule
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import AllergySeverity, ListStatus, Role, VisitKind, VisitMode
from tuiplanner.model.fields import NAME
from tuiplanner.model.measure import cells
from tuiplanner.model.periods import show_stay
from tuiplanner.model.records import Allergy, Visit
from tuiplanner.model.visits import clinician

ASK = "NOT RECORDED - please ask"
TITLE = "VISIT BRIEF - written by the patient's side, not a medical record"
SHORT_TITLE = "VISIT BRIEF - written by the patient's side"
_SECOND = 35  # the column of the second fact on a line
_ALERT_LINES = 3


def title(sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out the title of the page, numbered "1 of 1" until the pages are counted."""
    number = page_number(1, 1)
    if budget["headings"]:
        text = TITLE if cells(TITLE) <= sheet.columns else SHORT_TITLE
        return [(*paragraph(text, sheet), number.rjust(sheet.columns))]
    return [(SHORT_TITLE + number.rjust(sheet.columns - cells(SHORT_TITLE)),)]


def identity(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out name, birth date and age, visit, clinician, author, and communication needs."""
    profile, visit = source.planner.profile, source.visit
    age = dates.age(profile.born, source.today)
    born = (dates.show(profile.born) or ASK) + (f" (age {age})" if age else "")
    lines = [_pair(("Patient: ", profile.name or ASK), ("Born: ", born), sheet)]
    if visit:
        doctor = clinician(source.planner, visit) or "not recorded"
        how = f", by {visit.mode}" if visit.mode in (VisitMode.PHONE, VisitMode.VIDEO) else ""
        when = _day_of(visit) + how + _when_from(visit.when, source.today)
        lines.append(_with(source, visit, when, doctor, sheet, is_full=not budget["headings"]))
    else:
        lines.append(("Visit:   not booked",))
    lines.append(paragraph(_prepared(source), sheet, "By:      "))
    if profile.needs:
        lines.append(paragraph(profile.needs, sheet, "Needs:   "))
    lines += _alert(source, sheet)
    if sheet.note:
        lines.append(paragraph(sheet.note, sheet, "Note:    "))
    frame = [rule(sheet)] if budget["headings"] else []
    return [*frame, *lines, *frame]


def _day_of(visit: Visit) -> str:
    """Return the day and time of a visit, or the days of a stay: `20-24 Mar 2026`."""
    is_period = visit.is_stay and dates.last_day(visit.until)
    return show_stay(visit.when, visit.until) if is_period else dates.show(visit.when)


def _with(
    source: Source, visit: Visit, when: str, doctor: str, sheet: PageFormat, *, is_full: bool
) -> Chunk:
    """Lay out the day and the doctor, with `last seen 10 Jan 2026` or `first visit`.

    A full page has no second line for it: it says `follow-up` or `new`.
    """
    last = source.last_visit
    short = visit.kind.replace("-", " ") or ("follow-up" if last else "")
    seen = f"last seen {dates.show(last.when[:10])}" if last else short
    seen = "first visit" if not last and visit.kind == VisitKind.NEW else seen
    days = [f"{when} ({known})" if known else when for known in (seen, short)]
    pairs = [_pair(("Visit:   ", day), ("With: ", doctor), sheet) for day in days]
    return pairs[1] if is_full and len(pairs[1]) < len(pairs[0]) else pairs[0]


def _prepared(source: Source) -> str:
    """Return `Ana Example (daughter), who comes along; prepared 12 Mar 2026`."""
    author, companion, visit = source.author, source.companion, source.visit
    day = visit.prepared_on if visit and visit.prepared_on else source.today.isoformat()
    who = author.named if author else "the patient's side"
    if author and author.role == Role.PATIENT:
        who = f"{author.name}, the patient"
    comes = f"; {companion.named} comes along" if companion else ""
    if companion and author and companion.id == author.id:
        comes = ", who comes along"
    return f"{who}{comes}; prepared {dates.show(day)}"


def _when_from(when: str, today: date) -> str:
    """Return a mark for a visit that is today or in the past, else ""."""
    if dates.is_exact(when[:10]) and dates.first_day(when) == today:
        return " (today)"
    return " (past)" if dates.is_past(when, today) else ""


def _alert(source: Source, sheet: PageFormat) -> list[Chunk]:
    """Lay out the alerts; those that do not fit on three lines are counted.

    Alerts are allergies that are severe or of unknown severity, substances to avoid, and implants.
    All of them are also listed further down.
    """
    full, short = _alerts(source, reactions=True), _alerts(source, reactions=False)
    for alerts, count in ((full, len(full)), *((short, n) for n in range(len(short), -1, -1))):
        more = len(alerts) - count
        shown = [*alerts[:count], *([f"{more} more below"] if more else [])]
        lines = paragraph(delimited(shown), sheet, "ALERT:   ")
        if len(lines) <= _ALERT_LINES:
            return [lines] if shown else []
    return []


def _alerts(source: Source, *, reactions: bool) -> list[str]:
    planner = source.planner
    rows = [a for a in planner.allergies.values() if a.is_avoid or a.severity not in _HARMLESS]
    severe: list[str] = []
    rest: list[str] = []
    for row in sorted(rows, key=lambda a: (a.is_avoid, a.id)):
        alert = _alert_of(row, reactions=reactions)
        is_severe = row.severity == AllergySeverity.SEVERE and not row.is_avoid
        (severe if is_severe else rest).append(alert)
    implants = planner.profile.implants
    asked = planner.status("allergies") != ListStatus.NOT_ASKED
    return [
        *([] if asked else ["ALLERGIES NOT RECORDED"]),
        *severe,
        *([f"IMPLANT {implants}"] if implants else []),
        *rest,
    ]


_HARMLESS = (AllergySeverity.MILD, AllergySeverity.MODERATE)


def _alert_of(allergy: Allergy, *, reactions: bool) -> str:
    """Return `penicillin (severe: rash)`, `latex (rash, severity not recorded)`."""
    if allergy.is_avoid:
        severe = " (severe)" if allergy.severity == AllergySeverity.SEVERE else ""
        return f"AVOID {allergy.substance}{severe}"
    known = allergy.severity if allergy.severity != AllergySeverity.UNKNOWN else ""
    reaction = allergy.reaction if reactions else ""
    parts = (known, reaction) if known else (reaction, "severity not recorded")
    how = (": " if known else ", ").join(filter(None, parts))
    return f"{allergy.substance} ({how})"


def _pair(left: tuple[str, str], right: tuple[str, str], sheet: PageFormat) -> Chunk:
    """Lay out two labeled facts on one line if they fit, else on separate lines."""
    first, second = (label + one_line(sheet.letters(text)) for label, text in (left, right))
    gap = max(2, _SECOND - cells(first))
    if cells(first) + gap + cells(second) <= sheet.columns:
        return (printed(first + " " * gap + second),)
    under = (paragraph(text, sheet, label.ljust(9)) for label, text in (left, right))
    return tuple(line for lines in under for line in lines)


def page_number(page: int, pages: int) -> str:
    return f"Page {page} of {pages}"


def running_head(source: Source, sheet: PageFormat, page: int, pages: int) -> list[str]:
    """Return the patient and the visit, for the top of every page but the first."""
    profile, visit = source.planner.profile, source.visit
    born = dates.show(profile.born) or "not recorded"
    when = _day_of(visit) if visit else "not booked"
    name = profile.name if len(profile.name) <= NAME else f"{profile.name[:NAME]}..."
    who = f"Patient: {name or 'name not recorded'}, born {born}. Visit: {when}."
    number = page_number(page, pages).rjust(sheet.columns)
    return [*paragraph(who, sheet), number, *rule(sheet)]


def bound(pages: tuple[tuple[str, ...], ...]) -> str:
    """Return the pages as printed, separated by form feeds, each with its page number."""
    laid = (_numbered(pages[0], len(pages)), *pages[1:])
    return "\f".join("\n".join(page) + "\n" for page in laid)


def _numbered(first: tuple[str, ...], pages: int) -> tuple[str, ...]:
    """Return the first page with its page number; it was laid out as "1 of 1"."""
    laid = page_number(1, 1)
    right = page_number(1, pages)
    at = next(i for i, line in enumerate(first) if line.endswith(laid))
    line = first[at].removesuffix(laid).rstrip()
    return (*first[:at], line + right.rjust(len(first[at]) - len(line)), *first[at + 1 :])
