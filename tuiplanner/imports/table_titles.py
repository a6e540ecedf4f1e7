"""Titles of columns in English, Spanish, German and French, and the role that each names.

A role is a field of our record, or one of the further roles of lists: `how` (directions), `also`
(another name), `end`, `active`, `inactive`, units, `taken_at` and `filled` (a log), `patient`.
Titles are compared folded, without signs and without what stands in brackets.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from tuiplanner.imports.denying import DENYING
from tuiplanner.imports.list_titles import TITLES
from tuiplanner.model.fields import Numbers, Ref
from tuiplanner.model.record import OURS, field_specs
from tuiplanner.model.records import Allergy, Condition, Medication, Record
from tuiplanner.model.text import cleaned, folded, one_line


class Kind(StrEnum):
    """A kind of list that is brought in; the words are those of our records."""

    MEDICINE = "medication"
    ALLERGY = "allergy"
    PROBLEM = "condition"


RECORDS: Mapping[Kind, type[Record]] = {
    Kind.MEDICINE: Medication,
    Kind.ALLERGY: Allergy,
    Kind.PROBLEM: Condition,
}
_STATUS = {
    "status": "status, state, order status, estado, situacion, zustand, statut, etat",
    "active": "active, is active, current, currently taking, still taking, taking, activo, activa,"
    " actual, tomando, aktiv, aktuell, actif, active, actuel, en cours",
    "inactive": "discontinued, inactive, stopped, is discontinued, not taking, not active,"
    " no longer taking, no longer active, stopped taking, not currently taking, never taking,"
    " was taking, previously taking, descontinuado, detenido, ya no toma,"
    " abgesetzt, beendet, inaktiv, nicht aktiv, nicht mehr genommen, arrete, inactif,"
    " ne prend plus",
    "end": "end, stop, stop date, stopdate, stoptime, stop time, enddate, endtime, end time,"
    " date stopped, end date, ended, ends, date ended, finish date,"
    " discontinued date, date discontinued, discontinue date, until, fin, fecha de fin, fecha fin,"
    " fecha final, hasta, ende, enddatum, bis, abgesetzt am, beendet am, date de fin, jusqu au,"
    " date d arret",
    "patient": "patient, patient id, patient name, patientid, subject id, person id, person,"
    " mrn, member, member id, member name, paciente, nombre del paciente, patientin,"
    " patientenname, nom du patient",
    "row": "nr, row, row number, line, lfd nr",
    "note": "notes, comment, comments, remark, remarks, other, nota, notas, observaciones,"
    " comentario, comentarios, bemerkung, bemerkungen, notiz, notizen, hinweis, hinweise,"
    " anmerkung, remarque, remarques, commentaire, commentaires",
}
_FURTHER: Mapping[Kind, Mapping[str, str]] = {
    Kind.MEDICINE: {
        "name": "name of medicine, name of medication, name of drug, rx name, prescription,"
        " prescriptions, product name, item name, supplement name, supplements, my medicines,"
        " my medications, medicamentos, nombre del medicamento, nombre medicamento, farmaco,"
        " farmacos, medikament, medikamente, medikamentenname, name des medikaments, arzneimittel,"
        " praparat, medicament, medicaments, nom du medicament, specialite, produit",
        "also": "generic, generic name, active ingredient, active ingredients, ingredient,"
        " principio activo, wirkstoff, wirkstoffe, substance active, principe actif, dci",
        "brand": "brand, marca, nombre comercial, handelsname, nom commercial, marque",
        "strength": "drug strength, medication strength, concentracion, potencia, starke,"
        " staerke, wirkstarke, wirkstaerke, concentration, teneur",
        "form": "forma, forma farmaceutica, darreichungsform, darreichung, forme,"
        " forme galenique, drug form",
        "dose": "amount, dose amount, single dose, dosis, cantidad, menge, einzeldosis, quantite,"
        " prise",
        "frequency": "freq, how often, schedule, when taken, when, times, timing, frecuencia,"
        " cuando, haufigkeit, haeufigkeit, wann, frequence, quand",
        "how": "sig, directions, direction, instructions, instruction, directions for use,"
        " how to take, take, how i take it, how taken and when, how to take it, use, usage,"
        " administration instructions,"
        " posologia, indicaciones, instrucciones, pauta, modo de uso, dosierung, dosieranweisung,"
        " einnahme, anwendung, einnahmehinweis, posologie, mode d emploi, comment prendre",
        "route": "route of administration, via, via de administracion, verabreichung,"
        " verabreichungsart, applikation, applikationsweg, voie, voie d administration",
        "reason": "para que, indicacion, grund, warum, wofur, wofuer, indikation, motif, raison,"
        " pourquoi, reasondescription, reason description, reason for use, reason for taking",
        "prescriber": "prescriber name, ordering provider, authorizing provider, clinician, medico,"
        " prescriptor, recetado por, arzt, verordnet von, verschrieben von, medecin, prescripteur,"
        " prescrit par",
        "started": "starts, startdate, starttime, start time, inicio,"
        " fecha de inicio, fecha inicio, desde, beginn, seit, startdatum,"
        " beginndatum, debut, date de debut, depuis",
        "dose_unit": "dose unit, dose units, dosage unit",
        "strength_unit": "strength unit, strength units",
        "unit": "unit, units, unidad, unidades, einheit, unite",  # of the column before it
        "taken_at": "taken at, time taken, date taken, taken on, taken, given at, administered,"
        " administered at, date time, datetime, timestamp, logged at, log date, fecha y hora,"
        " eingenommen am, pris le",
        "filled": "date filled, fill date, filled, filled on, last filled, last filled on,"
        " last fill, last fill date, dispensed, dispensed on, date dispensed, dispense date,"
        " days supply, day supply, qty dispensed, quantity dispensed, refill date, dispenses,"
        " date of service, claim date, fecha de dispensacion, abgabedatum, date de delivrance",
    },
    Kind.ALLERGY: {
        "substance": "agent, causative agent, allergy name, allergen name, adverse reactions,"
        " alergia, alergias, alergeno, alergico a, sustancia, allergie, allergien, allergene,"
        " ausloser, ausloeser, substanz, allergique a",
        "reaction": "description1, reaction type, manifestation, reaccion, reacciones, sintomas,"
        " reaktion, reaktionen, symptome, symptomes",
        "severity": "severity1, gravedad, severidad, schweregrad, schwere, gravite, severite",
        "year": "onset, onset date, date noted, noted, fecha, desde, datum, seit, depuis",
        "told_by": "recorded by, reported by, source",
        "certain": "certainty, verification, verification status, confirmed",
    },
    Kind.PROBLEM: {
        "name": "medical condition, medical conditions, health condition, health conditions,"
        " condition name, problem name, diagnosis name, illness, disease, diagnostico,"
        " diagnosticos, problema, problemas, enfermedad, enfermedades, diagnose, diagnosen,"
        " erkrankung, erkrankungen, krankheit, maladie, maladies, diagnostic, diagnostics,"
        " affection, probleme, antecedents",
        "since": "date diagnosed, diagnosis date, date of onset, noted date, begin, since when,"
        " fecha, desde, inicio, seit, beginn, datum, depuis, debut",
    },
}
# Titles that name the main column only beside others that show the kind of the list.
WEAK_NAMES = frozenset(("name", "description", "item", "title", "display", "nombre", "nom", "text"))
# Words that turn a known title into something else: "dose unit", "drug code", "start time".
OTHERWISE = frozenset(
    (
        *("id", "ids", "code", "codes", "no", "number", "nr", "unit", "units", "class", "type"),
        *("count", "url", "ndc", "rxnorm", "rxcui", "cost", "price", "date", "time", "reason"),
        *("status", "last", "next", "per", "mg", "ml", "total", "system", "category", "group"),
        *("level", "disp", "form", "strength", "dose", "quantity", "refills"),
    )
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_UNIT_IN_TITLE = re.compile(
    r"[(\[] ?(?:m?c?g|µg|ml|units?|iu|%|tab(?:let)?s?) ?[)\]]", re.IGNORECASE
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain_title(title: str) -> str:
    """Return a title for comparison: `medication name` for `MedicationName (generic)`."""
    bare = _BRACKETS.sub(" ", cleaned(title)) if not _UNIT_IN_TITLE.search(title) else title
    words = _CAMEL.sub(" ", bare if bare.strip() else title)
    plain = one_line("".join(c if c.isalnum() else " " for c in folded(words)))
    return plain or ("row" if title.strip() == "#" else "")


def roles(kind: Kind, titles: Sequence[str]) -> list[str]:
    """Return the role of each title in a list of a kind, or "" for one that is not known."""
    known = _KNOWN[kind]
    found = [known.get(plain_title(each)) or _near(known, plain_title(each)) for each in titles]
    for at, role in enumerate(found):
        if role == "unit":  # It belongs to the column directly before it, or to none.
            before = found[at - 1] if at else ""
            found[at] = f"{before}_unit" if before in ("dose", "strength") else ""
    return found


def main_role(kind: Kind) -> str:
    """Return the role of the column that names the entry."""
    return RECORDS[kind].TITLE


def _near(known: Mapping[str, str], plain: str) -> str:
    """Return the role of a title that has a known one at its beginning or end.

    `current medications` and `medication name as prescribed` count, `medication class` does not.
    """
    words = plain.split()
    if not 2 <= len(words) <= 6:
        return ""
    for length in range(len(words) - 1, 0, -1):
        for start in (len(words) - length, 0):
            part = " ".join(words[start : start + length])
            rest = {*words[:start], *words[start + length :]}
            if part in known and part not in WEAK_NAMES and not rest & OTHERWISE:
                # Past medicines are medicines; what one is not allergic to is no allergy.
                return known[part] if known[part] == "name" or not rest & DENYING else ""
    return ""


def _known(kind: Kind) -> dict[str, str]:
    found: dict[str, str] = {}
    groups: list[Mapping[str, Sequence[str]]] = [
        {role: words.split(", ") for role, words in _STATUS.items()},
        {role: words.split(", ") for role, words in _FURTHER[kind].items()},
        {"status": (f"{kind} status",)},
        _own_titles(kind),
        TITLES[kind],
    ]
    for group in groups:
        for role, words in group.items():
            for word in words:
                found.setdefault(plain_title(word), role)
    return found


def _own_titles(kind: Kind) -> dict[str, Sequence[str]]:
    """Return the name and the label of each field of our record."""
    specs = field_specs(RECORDS[kind])
    return {
        name: (name.replace("_", " "), spec.label)
        for name, spec in specs.items()
        if name not in OURS and not isinstance(spec, Ref | Numbers)
    }


_KNOWN: Mapping[Kind, Mapping[str, str]] = {kind: _known(kind) for kind in Kind}
