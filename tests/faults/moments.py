"""Somebody else acts between two calls of a save: before its first call, its second, and so on.

It stands between Python and the system, as `tests.faults.layer` does.
"""

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.faults.layer import CALLS


class Moment:
    """Lets calls through, and acts once, just before the call of a number, counted from 1."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        self._at, self._act, self._count = at, act, 0

    @property
    def came(self) -> bool:
        return self._count >= self._at

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand under this process until the context ends."""
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._counted(getattr(os, name)))
            opening = self._counted(io.open)
            patch.setattr(builtins, "open", opening)
            patch.setattr(io, "open", opening)
            yield

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            self._count += 1
            if self._count == self._at:
                self._act()
            return call(*given, **named)

        return called
