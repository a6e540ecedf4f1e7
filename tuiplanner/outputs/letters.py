"""Letters for printers that know only ASCII."""

from anyascii import anyascii


def ascii_letters(text: str) -> str:
    """The text in ASCII: `Müller` becomes `Muller`, other scripts are spelt out; glue is kept."""
    return "\u00a0".join(anyascii(part) for part in text.split("\u00a0"))
