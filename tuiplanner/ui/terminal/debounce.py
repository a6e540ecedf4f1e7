"""Debouncing for shaky hands and repeating keys: two quick presses count once."""

from typing import Generic, TypeVar

Press = TypeVar("Press")

PAUSE = 0.4  # minimum seconds between two intended presses of a key
ONCE = frozenset({"d", "n", "enter"})  # keys that, if repeated, would delete, answer or leave again


class KeyDebouncer(Generic[Press]):
    """A filter that decides from arrival times, in seconds, which key presses are intended.

    Letters of a text always are, such as both letters d in "sudden". If `n` opened a form and
    arrives again, the next key decides: "naproxen" continues at once, and a shaky hand pauses.
    """

    def __init__(self) -> None:
        self._command, self._at = "", 0.0
        self._held: tuple[Press, ...] = ()  # repeated keys that may be letters of a text

    def meant(self, press: Press, key: str, at: float, *, is_text: bool) -> tuple[Press, ...]:
        """Return the presses to act on now; `is_text` means that a field takes the key."""
        is_prompt = at - self._at < PAUSE
        self._at = at  # A key that is held down counts only once.
        if key in ONCE and key == self._command and is_prompt:
            self._held = (*self._held, press) if is_text else ()
            return ()
        typed = self._held if is_text and is_prompt else ()
        self._command, self._held = "" if is_text else key, ()
        return (*typed, press)
