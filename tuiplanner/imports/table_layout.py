"""The layout of a sheet: its lists, the row of titles of each, and the role of each column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tuiplanner.errors import Refused
from tuiplanner.imports.csv_reader import Line
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.imports.table_titles import (
    OTHERWISE,
    RECORDS,
    WEAK_NAMES,
    Kind,
    main_role,
    plain_title,
    roles,
)
from tuiplanner.model.fields import Numbers
from tuiplanner.model.planner import KINDS
from tuiplanner.model.record import OURS, field_specs, typed_specs
from tuiplanner.model.text import cleaned, one_line, quoted

Columns = Mapping[str, str]  # from a title or a number to a role, as the person says
_OF_LIST = re.compile(r"(\d{1,3})/(\d{1,3})")  # the number of a list, and of its column
_ABOVE = 12  # rows that may stand above the titles
_SPECIFIC = {  # roles that only lists of the kind have
    Kind.MEDICINE: {"strength", "dose", "how", "frequency", "route", "form", "filled", "brand"},
    Kind.ALLERGY: {"reaction"},
    Kind.PROBLEM: set[str](),
}
_SECTIONS = {
    Kind.MEDICINE: "medications medicines drugs prescriptions supplements vitamins medicamentos"
    " medikamente medikation medicaments traitements",
    Kind.ALLERGY: "allergies alergias allergien intolerances unvertraglichkeiten",
    Kind.PROBLEM: "conditions problems diagnoses diagnosen diagnosticos problemas erkrankungen"
    " maladies diagnostics antecedents",
}
_SECTION_WORDS = {word: kind for kind, words in _SECTIONS.items() for word in words.split()}
_OTHER_SECTIONS = frozenset(
    (
        *("immunizations", "vaccines", "vaccinations", "labs", "results", "vitals", "visits"),
        *("appointments", "procedures", "contacts", "symptoms", "questions", "insurance"),
    )
)
_LOOKED_AT = 200  # characters of a cell
_DOSE = re.compile(
    r"\d ?(?:m?c?g|µg|ml|iu|units?|tab|cap|puff|drop|%)"
    r"|\b(?:tablets?|tabletas?|tabletten?|comprim|capsules?|daily|twice|once|bedtime|diario)",
    re.IGNORECASE,
)
_RULES = frozenset("-=:_*|+ ")


class ListFound(NamedTuple):
    """A list of a sheet. Without a kind it is not known, or not one of those that come in."""

    kind: Kind | None
    heading: str  # of its section, as in the file
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    rows: tuple[Line, ...]
    above: tuple[Line, ...]  # rows above the titles
    other: str  # the kind of another list, such as `visit`
    is_ours: bool  # our own export, where each word is ours
    guessed: str  # a title that is not known, read as the name


class _Part(NamedTuple):
    kind: Kind | None
    heading: str
    lines: list[Line]
    head: Line | None = None  # the row of the heading


def lists_in(lines: Sequence[Line], columns: Columns) -> list[ListFound]:
    """Return the lists of a sheet in order.

    `columns` are the roles that the person gave to columns. They hold for the first list that has
    all of these columns, and for lists with the same titles; no other list is read by them. A key
    such as `2/3` is column 3 of the second list alone.
    """
    parts = _parts(lines)
    own: dict[int, dict[str, str]] = {n: {} for n in range(len(parts))}
    shared = dict(columns)
    for key in columns:
        found = _OF_LIST.fullmatch(key)
        if found and 0 < int(found[1]) <= len(parts):
            own[int(found[1]) - 1][found[2]] = shared.pop(key)
    meant = _meant(parts, shared) if shared else []
    return [
        _list(part, {**(shared if part in meant else {}), **own[n]}) for n, part in enumerate(parts)
    ]


def _meant(parts: Sequence[_Part], columns: Columns) -> list[_Part]:
    """Return the parts to which the person's columns belong; the first if none has them all."""
    titles = [_titles_of(part, _title_row(part, columns)) for part in parts]
    having = (
        at for at, each in enumerate(titles) if all(_place(each, key) >= 0 for key in columns)
    )
    first = next(having, 0)
    return [
        part
        for part, each in zip(parts, titles, strict=True)
        if each == titles[first] and part.kind == parts[first].kind
    ]


def _parts(lines: Sequence[Line]) -> list[_Part]:
    """Divide the rows at headings such as `# Medications`.

    A heading of another kind without rows is a row of the list before it: nothing goes uncounted.
    """
    parts = [_Part(None, "", [])]
    for line in lines:
        if heading := _heading(line):
            parts.append(_Part(_section_kind(heading), heading, [], line))
        elif not all(set(cell) <= _RULES for cell in line.cells):
            parts[-1].lines.append(line)
    filled: list[_Part] = []
    for part in parts:
        if part.lines:
            filled.append(part)
        elif part.head and filled and not _is_section(part.heading):
            filled[-1].lines.append(part.head)
    return filled


def _heading(line: Line) -> str:
    """Return the heading of a section, or "" for any other row."""
    filled = [cell for cell in line.cells if cell.strip()]
    if len(filled) != 1:
        return ""
    text = one_line(cleaned(filled[0]))
    bare = text.strip("#=*-: ")
    words = plain_title(bare).split()
    if text.startswith("#"):
        is_short = len(words) <= 3 or bool(_SECTION_WORDS.keys() & words)
        is_short = is_short and not any(c.isdigit() or c == ":" for c in bare)
        return bare if words and is_short else ""
    # Without a mark, only a row beside empty cells is a heading: a list may hold one column.
    is_known = len(words) == 1 and (words[0] in _SECTION_WORDS or words[0] in _OTHER_SECTIONS)
    return bare if is_known and len(line.cells) > 1 else ""


def _is_section(heading: str) -> bool:
    words = set(plain_title(heading).split())
    return bool(words & (_SECTION_WORDS.keys() | _OTHER_SECTIONS))


def _section_kind(heading: str) -> Kind | None:
    words = plain_title(heading).split()
    return next((_SECTION_WORDS[word] for word in words if word in _SECTION_WORDS), None)


def _list(part: _Part, columns: Columns) -> ListFound:
    at = _title_row(part, columns)
    if at is None:
        return _untitled(part, columns)
    line, titles = part.lines[at], _titles_of(part, at)
    kind, other = _kind(part, titles, columns)
    rows, above = tuple(part.lines[at + 1 :]), tuple(part.lines[:at])
    if kind is None:
        return ListFound(None, part.heading, titles, (), rows, above, other, False, "")
    if not columns and line.cells == _our_titles(kind):
        return ListFound(kind, part.heading, titles, _our_fields(kind), rows, above, "", True, "")
    found, guessed = _roles(kind, titles, columns)
    if main_role(kind) not in found:
        return ListFound(None, part.heading, titles, (), rows, above, "", False, "")
    return ListFound(kind, part.heading, titles, found, rows, above, "", False, guessed)


def _untitled(part: _Part, columns: Columns) -> ListFound:
    """Return a list without titles: its first column is the name, unless the person says else."""
    titles = _titles_of(part, None)
    width = len(titles)
    kind = _kind_in(columns) or part.kind
    if not part.heading and not kind and (width == 1 or _has_doses(part.lines)):
        kind = Kind.MEDICINE
    found = [""] * width
    if kind:
        said = _said(titles, columns)
        found = [said.get(at, "") for at in range(width)]
        if main_role(kind) not in found:
            found[found.index("")] = main_role(kind)
    return ListFound(kind, part.heading, titles, tuple(found), tuple(part.lines), (), "", False, "")


def _has_doses(lines: Sequence[Line]) -> bool:
    """Return True if a third of the rows have a dose, as a list of medicines has."""
    doses = [line for line in lines if any(_DOSE.search(cell[:_LOOKED_AT]) for cell in line.cells)]
    return 3 * len(doses) >= len(lines)


def _titles_of(part: _Part, at: int | None) -> tuple[str, ...]:
    """Return the title of each column; a column without a title is named by its number.

    `at` is the row of the titles, None without one.
    """
    cells: Sequence[str] = () if at is None else part.lines[at].cells
    width = max(len(line.cells) for line in part.lines[at or 0 :])
    said = [
        one_line(cleaned(cell)).lstrip("#").strip() or "#" * bool(cell.strip()) for cell in cells
    ]
    return tuple((said[at] if at < len(said) else "") or f"Column {at + 1}" for at in range(width))


def _title_row(part: _Part, columns: Columns) -> int | None:
    """Return which row has the titles: one with known titles, or a first row without digits."""
    for at, line in enumerate(part.lines[:_ABOVE]):
        if _are_titles(part.kind, line.cells, columns):
            return at
    widest = max(len(line.cells) for line in part.lines)
    first = next(at for at, line in enumerate(part.lines) if len(line.cells) == widest)
    below = part.lines[first + 1 :]
    is_named = bool({plain_title(cell) for cell in part.lines[first].cells} & WEAK_NAMES)
    is_above = not _has_digit(part.lines[first]) and any(map(_has_digit, below))
    return first if widest > 1 and (is_named or is_above) else None


def _has_digit(line: Line) -> bool:
    return any(char.isdigit() for cell in line.cells for char in cell)


def _are_titles(kind: Kind | None, cells: Sequence[str], columns: Columns) -> bool:
    plain = [plain_title(cell) for cell in cells if cell.strip()]
    if len(plain) < len([cell for cell in cells if cell.strip()]) or not plain:
        return False
    if {plain_title(key) for key in columns if not key.isdigit()} & set(plain):
        return True
    for each in [kind] if kind else Kind:
        found = roles(each, [cell for cell in cells if cell.strip()])
        known = {role for role in found if role}
        is_named = main_role(each) in found
        if is_named and len(plain) == 1 and len(cells) == 1:
            return plain[0] not in WEAK_NAMES
        if len(known) > 1 and 2 * len(known) >= len(plain) and (is_named or len(known) > 2):
            return True
    return bool(_other_kind(cells))


def _kind(part: _Part, titles: Sequence[str], columns: Columns) -> tuple[Kind | None, str]:
    """Return the kind of a list, or the name of another kind of ours, or neither."""
    if said := _kind_in(columns):
        return said, ""
    if part.heading:
        return part.kind, ""
    fitting = {kind: _fit(kind, titles) for kind in Kind}
    best = max(fitting, key=lambda kind: fitting[kind])
    other = _other_kind(titles)
    if fitting[best] and fitting[best] >= _other_fit(other, titles):
        return best, ""
    return None, other


def _fit(kind: Kind, titles: Sequence[str]) -> int:
    """Return how many titles fit a kind; 0 if nothing shows that the list is of this kind."""
    found = roles(kind, titles)
    named = [
        plain_title(title) not in WEAK_NAMES
        for title, role in zip(titles, found, strict=True)
        if role in (main_role(kind), "also", "brand")
    ]
    is_shown = any(named) or bool(_SPECIFIC[kind] & set(found))
    return len([role for role in found if role]) if is_shown else 0


def _other_kind(titles: Sequence[str]) -> str:
    """Return the kind of ours that most titles fit, such as `visit`, or ""."""
    others = [name for name in TITLES if name not in set(Kind)]
    fits = {name: _other_fit(name, titles) for name in others}
    most = max(fits.values())
    best = [name for name, count in fits.items() if count == most]
    is_clear = len(best) == 1 and (most > 1 or (most and len(titles) == 1))
    return best[0] if is_clear else ""


def _other_fit(name: str, titles: Sequence[str]) -> int:
    if not name:
        return 0
    kind = KINDS[name]
    words = {word for group in TITLES[name].values() for word in group}
    specs = field_specs(kind)
    words |= {field.replace("_", " ") for field in specs}
    words |= {plain_title(spec.label) for spec in specs.values()}
    main = {*TITLES[name].get(kind.TITLE, ()), kind.TITLE.replace("_", " ")}
    main.add(plain_title(specs[kind.TITLE].label))
    plain = [plain_title(title) for title in titles]
    fits = len([title for title in plain if title in words])
    return fits if main & set(plain) and 2 * fits > len(plain) else 0


def _roles(kind: Kind, titles: Sequence[str], columns: Columns) -> tuple[tuple[str, ...], str]:
    """Return the role of each column, and the title that was only guessed to be the name."""
    found = roles(kind, titles)
    said = _said(titles, columns)
    for at, role in said.items():
        found = [("" if each == role else each) for each in found]
        found[at] = role
    main = main_role(kind)
    if main not in found:
        for best in _stand_ins(kind, titles, found, said):
            is_guess = not found[best] and plain_title(titles[best]) not in WEAK_NAMES
            found[best] = main
            return tuple(found), titles[best] if is_guess else ""
    return tuple(found), ""


def _stand_ins(
    kind: Kind, titles: Sequence[str], found: Sequence[str], said: Mapping[int, str]
) -> Iterator[int]:
    """Yield the columns that can be the name if none is titled so, the best first."""
    for role in ("brand", "also"):
        yield from (at for at, each in enumerate(found) if each == role and at not in said)
    plain = [plain_title(title) for title in titles]
    yield from (at for at, title in enumerate(plain) if title in WEAK_NAMES)
    is_free = not found[0] and 0 not in said and not set(plain[0].split()) & OTHERWISE
    if _SPECIFIC[kind] & set(found) and is_free:
        yield 0


def _said(titles: Sequence[str], columns: Columns) -> dict[int, str]:
    """Return the roles that the person gave, by the place of the column."""
    said: dict[int, str] = {}
    for key, role in columns.items():
        at = _place(titles, key)
        if at < 0:
            listed = ", ".join(map(quoted, titles))
            raise Refused(f"There is no column {quoted(key)}. The columns are: {listed}.")
        said[at] = _checked_role(role, _kind_in(columns) or Kind.MEDICINE)
    return said


def _place(titles: Sequence[str], key: str) -> int:
    """Return which column a number from 1 or a title names, from 0; -1 if there is none."""
    if key.isdigit() and len(key) < 5:
        return int(key) - 1 if 0 < int(key) <= len(titles) else -1
    plain, wanted = [plain_title(title) for title in titles], plain_title(key)
    return plain.index(wanted) if wanted in plain else -1


def _kind_in(columns: Columns) -> Kind | None:
    """Return the kind that the person's columns show."""
    said = set(filter(None, columns.values()))
    if "substance" in said or "reaction" in said:
        return Kind.ALLERGY
    if "problem" in said or "condition" in said:
        return Kind.PROBLEM
    return Kind.MEDICINE if said else None


def _checked_role(role: str, kind: Kind) -> str:
    if role in ("problem", "condition"):
        return main_role(Kind.PROBLEM)
    known = {*field_specs(RECORDS[kind]), *_FURTHER_ROLES} - OURS
    if role and role not in known:
        raise Refused(f"{quoted(role)} is not a field. The fields are: {', '.join(sorted(known))}.")
    return role


_FURTHER_ROLES = ("how", "also", "end", "active", "inactive", "dose_unit", "strength_unit")


def _our_fields(kind: Kind) -> tuple[str, ...]:
    """Return the fields of our own export, in its order."""
    specs = typed_specs(RECORDS[kind])
    return tuple(n for n, s in specs.items() if n not in OURS and not isinstance(s, Numbers))


def _our_titles(kind: Kind) -> tuple[str, ...]:
    return tuple(name.removesuffix("_id").replace("_", " ") for name in _our_fields(kind))
