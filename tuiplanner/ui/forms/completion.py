"""The completions for a field: the person's own earlier words, then known words."""

from collections.abc import Callable, Sequence
from functools import cached_property

from tuiplanner.model.completion import complete, last_used, own_words
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record


class WordsAhead:
    """A completer for one field; its words are looked up when the first letter is typed."""

    def __init__(
        self,
        planner: Planner,
        kind: type[Record],
        field: str,
        listed: Callable[[], Sequence[str]],
        *,
        last_words: bool,
    ) -> None:
        self._planner, self._kind, self._field = planner, kind, field
        self._listed, self._last_words = listed, last_words

    def __call__(self, typed: str) -> str:
        own, listed = self._known
        return complete(typed, own, listed, last_words=self._last_words)

    @property
    def again(self) -> str:
        """The text that was last typed into the field."""
        return last_used(self._planner, self._kind, self._field)

    @cached_property
    def _known(self) -> tuple[Sequence[str], Sequence[str]]:
        return own_words(self._planner, self._kind, self._field), self._listed()
