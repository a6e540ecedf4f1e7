"""The yardstick: the least that Textual draws for seven tabs, a list in each, and a form.

Runs as a separate program; its argument is the number of labeled fields in the form.
"""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, TabbedContent, TabPane

TABS, LINES = 7, 20
FIRST_ROW = "row 1 of list 1"
FIRST_LABEL = "Label 1"


class BareForm(ModalScreen[None]):
    """Labels and compact Inputs, one under the other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Close")]

    def __init__(self, fields: int) -> None:
        super().__init__()
        self._fields = fields

    def compose(self) -> ComposeResult:
        for n in range(1, self._fields + 1):
            yield Label(f"Label {n}")
            line = Input(compact=True)
            line.cursor_blink = False
            yield line


class BareApp(App[None]):
    """Seven tabs with a list of twenty rows each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "form", "New"),
        *(Binding(str(n), f"tab({n})", f"Tab {n}") for n in range(1, TABS + 1)),
    ]

    def __init__(self, fields: int) -> None:
        super().__init__()
        self._fields = fields

    def compose(self) -> ComposeResult:
        with TabbedContent():
            for n in range(1, TABS + 1):
                with TabPane(f"Tab {n}", id=f"tab-{n}"):
                    yield OptionList(*(f"row {k} of list {n}" for k in range(1, LINES + 1)))

    def on_mount(self) -> None:
        self.query(OptionList).first().focus()

    def action_tab(self, n: int) -> None:
        self.set_focus(None)
        self.query_one(TabbedContent).active = f"tab-{n}"
        self.query_one(f"#tab-{n} OptionList").focus()

    def action_form(self) -> None:
        self.push_screen(BareForm(self._fields))


if __name__ == "__main__":
    BareApp(int(sys.argv[1])).run()
