"""What kind of message a sentence is: each has a sign, so that it is also known without colors.

The one who shows a message picks its tone; the signs and the colors are here and nowhere else.
"""

from typing import NamedTuple

COMPONENTS = frozenset({"tone--done", "tone--warning", "tone--refused"})


class Tone(NamedTuple):
    """A kind of message: the sign before it, and the component class with its color."""

    sign: str = ""
    style: str = ""

    def signed(self, sentence: str) -> str:
        """Return the sentence with the sign before it."""
        return f"{self.sign} {sentence}" if self.sign and sentence else sentence


PLAIN = Tone()  # tells something, and asks for nothing
DONE = Tone("✓", "tone--done")  # what was asked for is done
WARNING = Tone("!", "tone--warning")  # something to look at
REFUSED = Tone("✗", "tone--refused")  # what was asked for is not done
