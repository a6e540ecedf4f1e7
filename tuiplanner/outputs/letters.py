"""Letters for printers that know only ASCII."""

from anyascii import anyascii


def ascii_letters(text: str) -> str:
    """The text in ASCII: `Müller` becomes `Muller`, other scripts are spelt out."""
    return text if text.isascii() else anyascii(text)
