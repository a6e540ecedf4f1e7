"""What a form offers before it is typed: the grey words ahead, and what was used the last time."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from tuiplanner.model.fields import Text
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record, specs
from tuiplanner.ui.forms.advised import Advised
from tuiplanner.ui.forms.ahead import WordsAhead
from tuiplanner.ui.forms.fields import Field, Line


class Offering(Advised):
    """Nothing stands in a field unless a key takes it."""

    KIND: ClassVar[type[Record]]
    AGAIN: ClassVar[frozenset[str]] = frozenset()  # a new record is offered their last words
    ENDINGS: ClassVar[frozenset[str]] = frozenset()  # the last words alone are completed, too
    ALWAYS_NEW: ClassVar[frozenset[str]] = frozenset()  # words that nobody types twice

    planner: Planner

    def listed(self, name: str) -> Sequence[str]:
        """The words that may be meant in a field, beside the person's own earlier ones."""
        from tuiplanner.data.vocabulary import words_for  # a file, not needed for the first paint

        return words_for(self.KIND.TABLE, name)

    def offer_words(self, field: Field) -> None:
        """Words ahead of what is typed; in a new record the last ones, where they may be again."""
        name, kind = str(field.name), type(self.record)
        if not isinstance(field, Line):
            return
        is_text = isinstance(specs(kind)[name], Text) and name not in self.ALWAYS_NEW
        ahead = WordsAhead(
            self.planner, kind, name, partial(self.listed, name), last_words=name in self.ENDINGS
        )
        again = ahead.again if name in self.AGAIN and not self.record.id else ""
        field.input.offer(again, ahead if is_text else None)
