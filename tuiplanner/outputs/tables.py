"""Lists of records as a table: CSV for spreadsheets and our own import, or Markdown.

Nothing that a person wrote is changed: a cell that a spreadsheet would take for a formula stays as
it is.
"""

import csv
import io
import re
from collections.abc import Sequence

from tuiplanner.model.descriptions import in_words
from tuiplanner.model.fields import Numbers, Ref, Spec
from tuiplanner.model.planner import Planner
from tuiplanner.model.record import OURS, Record, typed_specs

_MARKS = re.compile(r"[\\`*_\[\]<>&|~]")  # what Markdown reads as its own


def csv_table_of(planner: Planner, kind: type[Record], records: Sequence[Record]) -> str:
    """Return the records as CSV (RFC 4180), a column for each field, titled by its name.

    Values are as a person would type them, so an import reads them as the same. A link is the
    heading of its record.
    """
    columns = _columns(kind)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(name.removesuffix("_id").replace("_", " ") for name in columns)
    for record in records:
        writer.writerow(_typed(planner, record, name, spec) for name, spec in columns.items())
    return out.getvalue()


def markdown_table(planner: Planner, kind: type[Record], records: Sequence[Record]) -> str:
    """Return the records as a Markdown table of the fields that hold something, titled as shown."""
    rows = [
        {name: in_words(planner, spec, getattr(r, name)) for name, spec in _columns(kind).items()}
        for r in records
    ]
    columns = {name: spec for name, spec in _columns(kind).items() if any(r[name] for r in rows)}
    lines = [
        [spec.label for spec in columns.values()],
        ["---"] * len(columns),
        *([_escaped(row[name]) for name in columns] for row in rows),
    ]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines) if columns else ""


def _columns(kind: type[Record]) -> dict[str, Spec]:
    """Return the fields that mean something outside the planner."""
    known = typed_specs(kind)
    return {n: s for n, s in known.items() if n not in OURS and not isinstance(s, Numbers)}


def _typed(planner: Planner, record: Record, name: str, spec: Spec) -> str:
    value = getattr(record, name)
    return in_words(planner, spec, value) if isinstance(spec, Ref) else spec.edit(value)


def _escaped(words: str) -> str:
    """Return a text that Markdown shows as it is, on one line of the source."""
    return _MARKS.sub(r"\\\g<0>", words).replace("\n", "<br>").replace("\f", "<br>")
