"""Words of titles and headings about what is not taken, or not taken any more."""

import re

from tuiplanner.model.text import folded

DENYING = frozenset(
    (
        *("not", "never", "longer", "stop", "stopped", "stopping", "discontinue", "discontinued"),
        *("past", "previous", "previously", "prior", "former", "formerly", "avoid", "tried"),
        *("failed", "inactive", "was", "old", "ended", "expired", "historical"),
        *("nicht", "nie", "kein", "keine", "abgesetzt", "abgesetzte", "fruhere", "frueher"),
        *("gestoppt", "gestoppte", "beendet", "ehemalige"),
        *("nunca", "anterior", "anteriores", "suspendidos", "suspendido"),
        *("arretes", "anciens", "passes"),
    )
)
_WORD = re.compile(r"[^\W\d_]{1,40}")


def is_denying(heading: str) -> bool:
    """Return whether a title or a heading is about what is not taken, or not any more."""
    return not DENYING.isdisjoint(_WORD.findall(folded(heading)))
