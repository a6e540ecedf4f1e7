"""Digits as keys for the first nine rows of a list."""

from collections.abc import Iterable

from textual.binding import Binding

from tuiplanner.ui.bindings import bind

MOST = 9  # rows with a digit; the arrows reach the others


def digits(label: str, id: str) -> Iterable[Binding]:
    """Yield a binding for each digit, with the action `pick(digit)`."""
    for n in range(1, MOST + 1):
        words = f"{label} {n}"
        yield bind(str(n), f"pick({n})", words, words, f"{id}.{n}", show=False)


def numbered(number: int, text: str) -> str:
    """Return a row's text after its digit; rows beyond the ninth have none."""
    return f"{number} {text}" if number <= MOST else f"  {text}"
