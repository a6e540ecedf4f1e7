"""Debouncing for a hand that shakes and a key that repeats: twice in a moment counts once."""

from typing import Generic, TypeVar

Press = TypeVar("Press")

PAUSE = 0.4  # seconds from a key to the same one again, if both are meant
ONCE = frozenset({"d", "n", "enter"})  # keys whose repeat would delete, answer or leave one more


class KeyDebouncer(Generic[Press]):
    """Decides which key presses are meant, by the seconds at which they arrived.

    Letters of a text always are: the two of "sudden". Where `n` opened a form and came once more,
    only what follows decides: "naproxen", typed on at once, or a hand that shook and now rests.
    """

    def __init__(self) -> None:
        self._command, self._at = "", 0.0
        self._held: tuple[Press, ...] = ()  # letters of a text, or nothing

    def meant(self, press: Press, key: str, at: float, *, is_text: bool) -> tuple[Press, ...]:
        """Return the presses to act on now; `is_text` where a field takes the key."""
        is_prompt = at - self._at < PAUSE
        self._at = at  # a key that is held down never counts again
        if key in ONCE and key == self._command and is_prompt:
            self._held = (*self._held, press) if is_text else ()
            return ()
        typed = self._held if is_text and is_prompt else ()
        self._command, self._held = "" if is_text else key, ()
        return (*typed, press)
