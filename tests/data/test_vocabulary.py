"""The words that are offered while typing: a wrong name here would reach a doctor's page."""

import re
import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from tests.every import every
from tests.model.names import KINDS
from tests.strategies import TODAY
from tuiplanner.data.vocabulary import (
    FOLDER,
    common_medicines,
    medicine_names,
    medicines,
    names_to_offer,
    words_for,
)
from tuiplanner.model.completion import complete
from tuiplanner.model.fields import Text
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.model.wording import CHECKED, findings

LISTS = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
FIELDS = [(table, field) for table, fields in LISTS.items() for field in fields]
NO_FIELD = {("symptoms", "body_areas")}
EVERY_NAME = [name for generic, brands in medicines() for name in (generic, *brands)]

THE_CASE = [
    "alemtuzumab, cladribine, corticotropin, eculizumab, fampridine",
    "fingolimod, inebilizumab, natalizumab",
    "ocrelizumab, ofatumumab, satralizumab, siponimod, teriflunomide, ublituximab, ravulizumab",
    "amifampridine, efgartigimod, pyridostigmine, rozanolixizumab, zilucoplan",
    "carbamazepine, clobazam, clonazepam, gabapentin, lacosamide",
    "lamotrigine, levetiracetam, oxcarbazepine",
    "phenobarbital, phenytoin, pregabalin, topiramate, valproate",
    "zonisamide, cenobamate, brivaracetam",
    "donepezil, galantamine, memantine, rivastigmine, lecanemab, donanemab",
    "amantadine, apomorphine, levodopa, pramipexole, rasagiline",
    "ropinirole, rotigotine, safinamide",
    "sumatriptan, rizatriptan, erenumab, fremanezumab, galcanezumab, rimegepant, atogepant",
    "amitriptyline, duloxetine, nortriptyline, capsaicin, lidocaine, baclofen, tizanidine",
    "azathioprine, cyclophosphamide, cyclosporine, methotrexate, mycophenolate mofetil, tacrolimus",
    "sirolimus, immunoglobulin, subcutaneous immunoglobulin, plasma exchange",
    "rituximab, tocilizumab",
    "bortezomib, daratumumab, infliximab, anakinra, antithymocyte globulin",
    "prednisone, prednisolone, methylprednisolone, dexamethasone, hydrocortisone",
    "pembrolizumab, nivolumab, ipilimumab, atezolizumab, durvalumab",
    "avelumab, cemiplimab, dostarlimab",
    "tremelimumab, CAR-T cells, axicabtagene ciloleucel, tisagenlecleucel",
    "imatinib, erlotinib, osimertinib, ibrutinib, ruxolitinib",
    "olaparib, palbociclib, everolimus, venetoclax",
    "tamoxifen, letrozole, anastrozole, fulvestrant, leuprolide",
    "goserelin, abiraterone, enzalutamide",
    "carboplatin, cisplatin, etoposide, paclitaxel, docetaxel",
    "doxorubicin, vincristine, temozolomide",
    "gemcitabine, capecitabine, fluorouracil, pemetrexed, bendamustine",
    "ondansetron, aprepitant, metoclopramide, bevacizumab, trastuzumab",
]


def test_there_are_enough_medicines_and_no_duplicates() -> None:
    assert 700 <= len(medicines()) <= 1_500
    twice = [name for name, n in Counter(map(str.casefold, EVERY_NAME)).items() if n > 1]
    assert twice == []


def test_the_treatments_of_the_case_are_there() -> None:
    wanted = {name for line in THE_CASE for name in line.split(", ")}
    assert wanted - {medicine.generic for medicine in medicines()} == set()


@pytest.mark.parametrize(
    ("brand", "generic"),
    [
        ("Imuran", "azathioprine"),
        ("Azasan", "azathioprine"),
        ("CellCept", "mycophenolate mofetil"),
        ("Rituxan", "rituximab"),
        ("MabThera", "rituximab"),
        ("Keytruda", "pembrolizumab"),
        ("Tylenol", "paracetamol"),
        ("acetaminophen", "paracetamol"),
        ("Panadol", "paracetamol"),
        ("Keppra", "levetiracetam"),
        ("Sinemet", "levodopa with carbidopa"),
        ("Epilim", "valproate"),
        ("Mestinon", "pyridostigmine"),
        ("Firdapse", "amifampridine"),
        ("IVIg", "immunoglobulin"),
        ("Celebrex", "celecoxib"),
        ("Celexa", "citalopram"),
        ("Cerebyx", "fosphenytoin"),
        ("Lamictal", "lamotrigine"),
        ("Lamisil", "terbinafine"),
        ("Zantac", ""),  # it was ranitidine; the packet of today is famotidine
    ],
)
def test_a_brand_is_listed_with_its_generic(brand: str, generic: str) -> None:
    expected = f"{brand} ({generic})" if generic else brand
    assert expected in medicine_names()


def test_generic_names_come_before_brands() -> None:
    generics = [medicine.generic for medicine in medicines()]
    assert list(medicine_names()[: len(generics)]) == generics
    assert len(medicine_names()) == len(EVERY_NAME)
    assert all(name.endswith(")") for name in medicine_names()[len(generics) :])


def test_every_name_is_accepted_unchanged_as_a_medication() -> None:
    field = field_specs(Medication)["name"]
    assert [name for name in medicine_names() if field.read(name, TODAY) != name] == []


def test_a_name_is_written_plainly() -> None:
    # no second colon, comma, bracket or stray blank that would be a slip of the pen
    plain = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'-]| (?! ))*[A-Za-z0-9]")
    assert [name for name in EVERY_NAME if not plain.fullmatch(name)] == []


def test_medicines_are_alphabetical_within_each_section() -> None:
    text = (FOLDER / "medicines.txt").read_text("utf-8")
    for section in re.split(r"\n*^#.*\n", text, flags=re.MULTILINE):
        names = [re.sub("[ -]", "", line.partition(":")[0]) for line in section.splitlines()]
        assert names == sorted(names, key=str.casefold)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_a_list_belongs_to_a_field_of_words_and_fits_it(table: str, field: str) -> None:
    words = words_for(table, field)
    assert len(set(map(str.casefold, words))) == len(words) > 0
    name = "name" if (table, field) in NO_FIELD else field
    spec = field_specs(KINDS[table])[name]
    assert isinstance(spec, Text)
    assert [word for word in words if spec.read(word, TODAY) != word] == []


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_the_dose_check_accepts_every_word(table: str, field: str) -> None:
    checked = field if field in CHECKED else "frequency"
    assert [word for word in words_for(table, field) if findings(checked, word)] == []


def test_every_list_a_form_uses_exists() -> None:
    assert "by mouth" in words_for("medications", "route")
    assert 22 <= len(words_for("medications", "frequency")) <= 28
    assert "tablet" in words_for("medications", "form")
    assert words_for("visits", "specialty") == words_for("specialists", "specialty")
    assert "left arm" in words_for("symptoms", "body_areas")
    assert {"MRI brain", "EEG", "lumbar puncture"} <= set(words_for("tests", "name"))
    assert words_for("medications", "dose") == words_for("nowhere", "at all") == ()


def test_common_medicines_are_names_of_the_list_once_each() -> None:
    assert 150 <= len(common_medicines()) <= 300
    assert set(common_medicines()) <= set(medicine_names())
    assert len(set(common_medicines())) == len(common_medicines())


def test_every_name_is_offered_common_ones_first() -> None:
    """The order, worked out here from the two files alone."""
    text = (FOLDER / "common_medicines.txt").read_text("utf-8")
    common = [line for line in text.splitlines() if line and line[0] != "#"]
    offered = list(names_to_offer())
    assert offered[: len(common)] == common
    rest = offered[len(common) :]
    assert sorted(offered) == sorted(medicine_names())
    generics = [name for name in rest if not name.endswith(")")]
    brands = [name for name in rest if name.endswith(")")]
    assert rest == [*generics, *brands]
    for names in (generics, brands):
        assert all(one.lower() <= next.lower() for one, next in pairwise(names))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("met", "metformin"),
        ("meth", "methylphenidate"),
        ("methad", "methadone"),
        ("pre", "prednisone"),
        ("am", "amlodipine"),
        ("lev", "levothyroxine"),
        ("leve", "levetiracetam"),
        ("pa", "paracetamol"),
        ("acet", "acetaminophen (paracetamol)"),
        ("at", "atorvastatin"),
        ("pyr", "pyridostigmine"),
        ("IVI", "IVIg (immunoglobulin)"),
        ("rit", "rituximab"),
        ("mest", "mestinon (pyridostigmine)"),
    ],
)
def test_the_most_common_medicine_is_offered_first(typed: str, first: str) -> None:
    assert complete(typed, (), names_to_offer()) == first


@pytest.mark.parametrize("length", every([3, 2, 4, 5]))
def test_the_offer_is_the_first_in_order_and_begins_with_the_text(length: int) -> None:
    for typed in {name[:length].lower() for name in medicine_names()}:
        if typed[-1] in "0123456789.,":  # A number is never completed to another.
            continue
        begun = [name for name in names_to_offer() if name.lower().startswith(typed)]
        is_whole = any(name.lower() == typed for name in begun)
        offered = complete(typed, (), names_to_offer())
        assert offered.startswith(typed) or is_whole
        assert offered.lower() == ("" if is_whole else begun[0].lower())


def test_own_earlier_names_are_offered_before_common_ones() -> None:
    assert complete("met", ("methotrexate",), names_to_offer()) == "methotrexate"
