"""The history of a record: who changed each field, before and after, newest change first."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from tuiplanner.model.history_view import HistoryEntry, earlier
from tuiplanner.ui.bindings import bind
from tuiplanner.ui.dialogs.dialog import Dialog
from tuiplanner.ui.rows import Column, Row, RowList
from tuiplanner.ui.tones import REFUSED
from tuiplanner.ui.words import MessageLine, TextLine

_TALLEST = 10_000  # lines; enough for the longest note


class History(Dialog[HistoryEntry | None]):
    """A dialog that returns the change whose earlier text should be restored."""

    HELP = (
        "Below the list are both texts of the highlighted change in full: Tab moves there, the"
        " arrows scroll. Enter puts the earlier text into the form, not saved yet."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "enter",
            "take",
            "Put the earlier text back",
            "Put the earlier text into the form; it is saved with the form",
            "history.take",
        ),
    ]

    def __init__(self, title: str, steps: Sequence[HistoryEntry]) -> None:
        super().__init__(title)
        self._steps = steps
        self._list = RowList((Column("When", 18), Column("What"), Column("Who", 14)))
        self._both = TextLine(classes="detail", least=1, most=_TALLEST, indent=2)

    def body(self) -> Iterable[Widget]:
        yield self._list
        yield VerticalScroll(self._both)

    def on_mount(self) -> None:
        rows = [Row(_cells(step), key) for key, step in enumerate(self._steps)]
        self._list.show(rows or [Row(("no changes are known",))])
        self._list.focus()
        self.watch(self._list, "at", self._tell)

    @property
    def step(self) -> HistoryEntry | None:
        key = self._list.key
        return self._steps[key] if isinstance(key, int) else None

    def _tell(self) -> None:
        step = self.step
        self._both.say(_both_texts(step) if step else "")
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(RowList.Chosen)
    def action_take(self) -> None:
        step = self.step
        if step is None:
            return
        if earlier(step) is None:
            why = "This is the whole record: only the earlier text of one field is put back."
            self.query_one("#says", MessageLine).say(why, REFUSED)
        else:
            self.dismiss(step)


def _cells(step: HistoryEntry) -> tuple[str, ...]:
    what = f"{step.label}: {step.happened}" if step.field else step.happened
    return (step.when, what, step.by_whom)


def _both_texts(step: HistoryEntry) -> str:
    by = f", by {step.by_whom}" if step.by_whom else ""
    parts = [f"{step.when}{by}: {step.label or 'the record'}"]
    for word, text in (("BEFORE", step.before), ("AFTER", step.after)):
        parts.append(f"{word}\n{text or 'nothing'}")
    return "\n".join(parts)
