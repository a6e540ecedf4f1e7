"""Status words of lists, in English, Spanish, German and French, and the status they mean.

A status is never made better: a word that is not listed here is unknown, and the person decides.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tuiplanner.imports.list_dates import days_of
from tuiplanner.imports.record import (
    ACTIVE,
    PAST,
    PAUSED,
    PLANNED,
    STOPPED,
    TAKING,
    UNKNOWN,
)
from tuiplanner.model.text import cleaned, folded, one_line


class Column(StrEnum):
    """A column that says whether a medicine is taken."""

    STATUS = "status"  # a status word
    ACTIVE = "active"  # yes or no: taken
    INACTIVE = "inactive"  # yes or no, or a day: not taken any more
    END = "end"  # the last day
    START = "start"  # the first day


class Said(NamedTuple):
    """The status that a cell states, "" if it states none, and the cell's words."""

    status: str
    words: str = ""


ENTERED_IN_ERROR = "entered in error"
_MEANT = {
    TAKING: "active, taking, ongoing, current, currently taking, still taking, in use, continuing,"
    " continue, continued, active medication, activo, activa, en curso, actual, tomando, vigente,"
    " aktiv, laufend, aktuell, dauerhaft, dauermedikation, nimmt, wird genommen, actif, active,"
    " en cours, actuel, actuelle",
    PAUSED: "on hold, hold, held, onhold, paused, pause, suspended, temporarily stopped, en pausa,"
    " pausado, pausada, suspendido, suspendida temporalmente, pausiert, unterbrochen, ausgesetzt,"
    " en pause, suspendu, suspendue, interrompu, interrompue",
    STOPPED: "stopped, stopped taking, discontinued, ended, inactive, not active, no longer taking,"
    " not taking, cancelled, canceled, aborted, not taken, finished, past, former, dc, d c, dc d,"
    " stop, detenido, detenida, descontinuado, descontinuada, finalizado, finalizada, terminado,"
    " terminada, inactivo, inactiva, cancelado, cancelada, anulado, retirado, retirada,"
    " abgesetzt, beendet, gestoppt, inaktiv, nicht aktiv, storniert, abgebrochen, nicht mehr,"
    " arrete, arretee, termine, terminee, inactif, inactive, annule, annulee, stoppe, cesse",
    PLANNED: "planned, plan, intended, draft, proposed, not started, planificado, previsto,"
    " prevista, borrador, geplant, entwurf, vorgesehen, prevu, prevue, planifie, brouillon",
    ENTERED_IN_ERROR: "entered in error, error, registrado por error, irrtuemlich erfasst,"
    " irrtumlich erfasst, saisi par erreur",
}
_STATUS = {word: status for status, words in _MEANT.items() for word in words.split(", ")}


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split(", "))


_YES = _words("yes, y, true, t, x, 1, si, s, ja, j, wahr, oui, o, vrai, ✓, ✔")
_NO = _words("no, n, false, f, 0, nein, falsch, non, faux, ✗, ✘")
# What a column for the last day holds if there is none.
_NO_END = _words(
    "ongoing, continuing, current, currently, present, active, none, open, to date, still taking,"
    " no end date, until now, unbefristet, laufend, dauerhaft, offen, actual, continuo, indefinido,"
    " en curso, en cours"
)
_COMPLETED = _words("completed, complete, completado, completada, abgeschlossen, complete")
_REFUTED = _words("refuted, ruled out, disproved, refutado, widerlegt, refute")
_PAST_ALLERGY = _words("resolved, resuelto, resuelta, abgeklungen, resolu, resolue")
_CONFIRMED = _words("confirmed, verified, confirmado, bestatigt, confirme")
_SIGNS = re.compile(r"[^\w✓✔✗✘]+")


def status_in(column: Column, cell: str, today: date) -> Said:
    """Return what a cell of a column says about the status of a medicine."""
    words = one_line(cleaned(cell, lines=True))
    plain = _plain(words)
    if not plain or plain in ("null", "nan"):
        return Said("")
    if column is Column.STATUS:
        return Said(_STATUS.get(plain, UNKNOWN), words)
    if column is Column.START:
        return Said(PLANNED if _is_ahead(words, today) else "", words)
    if column is Column.END:
        return Said(_status_at_end(words, plain, today), words)
    return Said(_answered(column, words, plain, today), words)


def combined(statements: Iterable[Said]) -> str:
    """Return the one status of several cells; those that contradict each other are unknown.

    "Completed" alone may be an order that was carried out; with a last day in the past it is over.
    """
    said = [each for each in statements if each.status]
    stated = {each.status for each in said}
    if ENTERED_IN_ERROR in stated:
        return ENTERED_IN_ERROR
    if stated == {STOPPED, UNKNOWN}:
        unclear = {_plain(each.words) for each in said if each.status == UNKNOWN}
        return STOPPED if unclear <= _COMPLETED else UNKNOWN
    return stated.pop() if len(stated) == 1 else UNKNOWN


def allergy_status(cell: str) -> str:
    """Return active, past or unknown, or ENTERED_IN_ERROR for one that is no allergy."""
    plain = _plain(cell)
    if plain in _REFUTED:
        return ENTERED_IN_ERROR
    found = _STATUS.get(plain, "")
    if plain in _PAST_ALLERGY or found == STOPPED:
        return PAST
    return ACTIVE if found == TAKING or plain in _CONFIRMED else found or UNKNOWN


def _plain(words: str) -> str:
    return one_line(_SIGNS.sub(" ", folded(words)).replace("_", " "))


def _answered(column: Column, words: str, plain: str, today: date) -> str:
    """Return the status of an answer to "Active" or "Discontinued"."""
    yes, no = (TAKING, STOPPED) if column is Column.ACTIVE else (STOPPED, TAKING)
    if plain in _YES:
        return yes
    if plain in _NO:
        return no
    if column is Column.INACTIVE and days_of(words):
        return _status_at_end(words, plain, today)
    return _STATUS.get(plain, UNKNOWN)


def _status_at_end(words: str, plain: str, today: date) -> str:
    if plain in _NO_END:
        return TAKING
    days = days_of(words)
    if days is None:
        return UNKNOWN
    if days.last < today:
        return STOPPED
    # A day that can also be read as past, and today itself, are left to the person.
    return TAKING if days.first > today else UNKNOWN


def _is_ahead(words: str, today: date) -> bool:
    days = days_of(words)
    return days is not None and days.first > today
