"""One line of the table: a measured figure beside its bound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """`measured` may be `most` times the `yardstick`, which was measured in the same run.

    An absolute bound is a yardstick that was not measured.
    """

    what: str
    measured: float
    yardstick: float
    unit: str
    most: float | None = None

    @property
    def ratio(self) -> float:
        return self.measured / self.yardstick

    @property
    def is_kept(self) -> bool:
        return self.ratio <= (1.0 if self.most is None else self.most)

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What stands in the table's columns."""
        bound = self._shown(self.yardstick)
        if self.most is not None:
            bound = f"{self.most:g} x {bound}"
        ok = "ok" if self.is_kept else "OVER"
        return self.what, self._shown(self.measured), bound, f"{self.ratio:.2f}", ok

    def _shown(self, value: float) -> str:
        digits = 2 if value < 10 and self.unit == "ms" else 0
        return f"{value:,.{digits}f} {self.unit}"


def in_turns(ways: Sequence[Callable[[], T]], rounds: int) -> list[list[T]]:
    """What each way gives, one after the other, round by round; the first round only warms up.

    Whatever else the machine does, it does to all of them.
    """
    taken = [[way() for way in ways] for _ in range(rounds + 1)]
    return [list(each) for each in zip(*taken[1:], strict=True)]
