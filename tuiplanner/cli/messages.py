"""Messages on standard error beside the data: values as understood, and options refused."""

import shlex
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager

from tuiplanner.cli.command import tell, today
from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.contradiction import contradiction
from tuiplanner.model.fields import Value, When
from tuiplanner.model.records import (
    Brief,
    Medication,
    Observation,
    Profile,
    Question,
    Reading,
    Record,
    field_specs,
)
from tuiplanner.model.text import quoted, uncapitalized
from tuiplanner.model.wording import CHECKED, findings, mended

# The plural of each kind, and the command that makes its first record.
_NAMED = {
    "observation": ("dated notes", "tuiplanner add observation TEXT --symptom-id ID"),
    "contact": ("calls or letters", "tuiplanner add contact TEXT --specialist-id ID"),
    "allergy": ("allergies", ""),
    "answer": ("answers", "tuiplanner rehearse"),
    "person": ("people", ""),
    "note": ("notes", "tuiplanner note TEXT"),
    "brief": ("kept pages", "tuiplanner brief --keep"),
}


def option(field: str) -> str:
    """Return the option of a field, such as `--as-needed-for`."""
    return "--" + field.replace("_", "-")


@contextmanager
def options_named(kind: type[Record], positional: str = "") -> Iterator[None]:
    """Name the option in a Refused error raised in the context.

    `positional` is a field that has no option.
    """
    try:
        yield
    except Refused as refused:
        field = refused.field
        if field not in field_specs(kind):
            raise
        name = f"{field_specs(kind)[field].label}" if field == positional else option(field)
        raise Refused(f"{name}: {refused}", field) from None


def tell_understood(kind: type[Record], values: Mapping[str, Value]) -> None:
    """Print each typed date as it was read: `started: Fri 4 Dec 2026, in 12 days`."""
    for name, value in values.items():
        if value and isinstance(field_specs(kind)[name], When):
            tell(f"{name.replace('_', ' ')}: {dates.echo(str(value), today())}")


def tell_misread(record: Record, values: Mapping[str, Value]) -> None:
    """Warn about dose wording that is easily misread; the typed text is kept as it is."""
    if not isinstance(record, Medication):
        return
    for name in sorted(CHECKED & values.keys()):
        text = getattr(record, name)
        found = findings(name, text)
        if found and text not in record.keeps:
            from tuiplanner.model.kept_wording import texts_of, with_kept

            better = mended(name, text)
            safer = f"Safer to read: {quoted(better)}." if better != text else found[0].question
            kept = shlex.quote(with_kept(record.kept_wording, texts_of(record), text))
            tell(
                f"{option(name)}: {safer} It was kept as typed. If you mean it that way:"
                f" tuiplanner edit medication {record.id} --kept-wording {kept}"
            )


def tell_changed(before: Record, after: Record, values: Mapping[str, Value]) -> None:
    """Say which record was changed and how: a wrong number would change another one unseen."""
    changes = []
    for name in values:
        spec = field_specs(type(before))[name]
        was, now = spec.show(getattr(before, name)), spec.show(getattr(after, name))
        if was != now:
            turn = f"from {quoted(was)} to {quoted(now)}" if now else f"{quoted(was)} is gone"
            changes.append(f"{uncapitalized(spec.label)} {turn if was else quoted(now)}")
    if changes:
        whose = (
            "" if isinstance(before, Profile) else f"{before.KIND} {before.id}, {before.quoted}: "
        )
        tell(f"Changed: {whose}{'; '.join(changes)}.")


def tell_contradiction(record: Record, fields: Container[str]) -> None:
    """Say which field the edited fields contradict, and the command that changes it."""
    sentence = contradiction(record, fields, today())
    if sentence:
        when, change = "If not", "--taken-differently ''"
        if isinstance(record, Question):
            when, change = "If it is answered", "--status answered"
        elif isinstance(record, Observation):
            when, change = "To change it", "--when DAY --kind KIND"
        elif isinstance(record, Reading):
            when, change = "To change it", "--value VALUE"
        tell(f"{sentence} {when}: tuiplanner edit {record.KIND} {record.id} {change}")


def tell_hidden(kind: type[Record], shown: int, hidden: int) -> None:
    """Print what to do about an empty list, or how to see the records that a list leaves out."""
    name, first = _NAMED.get(kind.KIND, (f"{kind.KIND}s", ""))
    if not shown and not hidden:
        how = "keep" if kind is Brief else "add"
        word = field_specs(kind)[kind.TITLE].label.upper().replace(" ", "-")
        first = first or f"tuiplanner add {kind.KIND} {word}"
        tell(f"No {name} yet. To {how} one: {first}")
    elif hidden:
        ones = f"{hidden} stopped or finished"
        lead = "" if shown else f"No {name} now. "
        tell(f"{lead}--all shows {ones}.")
