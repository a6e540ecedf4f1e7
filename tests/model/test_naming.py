"""Near names are asked about, and a real name is never asked about: look-alikes are real."""

import pytest
from hypothesis import given, settings

from tests.every import examples
from tests.strategies import HOSTILE, texts
from tuiplanner.data.vocabulary import medicine_names, medicines
from tuiplanner.model.naming import MOST, did_you_mean

KNOWN = medicine_names()
GENERIC = {n.lower(): m.generic for m in medicines() for n in (m.generic, *m.brands)}


def suggested(name: str) -> list[str]:
    """The suggestions without the generic behind a brand, in small letters."""
    return [entry.split(" (")[0].lower() for entry in did_you_mean(name, KNOWN)]


MISSPELT = [
    ("predisone", "prednisone"),
    ("prednisolon", "prednisolone"),
    ("azathiaprine", "azathioprine"),
    ("azothioprine", "azathioprine"),
    ("levetiracetem", "levetiracetam"),
    ("kepra", "keppra"),
    ("lamotragine", "lamotrigine"),
    ("carbamazapine", "carbamazepine"),
    ("gabapentine", "gabapentin"),
    ("pregablin", "pregabalin"),
    ("topomax", "topamax"),
    ("ocrevas", "ocrevus"),
    ("copaxon", "copaxone"),
    ("mestanon", "mestinon"),
    ("piridostigmine", "pyridostigmine"),
    ("metatrexate", "methotrexate"),
    ("rituxumab", "rituximab"),
    ("pembrolizimab", "pembrolizumab"),
    ("nivolimab", "nivolumab"),
    ("keytrudda", "keytruda"),
    ("cyclophosphomide", "cyclophosphamide"),
    ("mycophenolat", "mycophenolate mofetil"),
    ("tacrolimis", "tacrolimus"),
    ("omeprazol", "omeprazole"),
    ("pantaprazole", "pantoprazole"),
    ("amlodapine", "amlodipine"),
    ("lisinipril", "lisinopril"),
    ("metropolol", "metoprolol"),
    ("atorvastatine", "atorvastatin"),
    ("warfarine", "warfarin"),
    ("levothyroxin", "levothyroxine"),
    ("metformine", "metformin"),
    ("sertralin", "sertraline"),
    ("escitalopam", "escitalopram"),
    ("ibuprofin", "ibuprofen"),
    ("acetominophen", "acetaminophen"),
    ("asprin", "aspirin"),
    ("ondansatron", "ondansetron"),
    ("donepazil", "donepezil"),
    ("zanax", "xanax"),
    ("clonopin", "klonopin"),
    ("temozolamide", "temozolomide"),
    ("gabapenten 300 mg at night", "gabapentin"),
    ("Asprin 81 mg", "aspirin"),
    ("PREDISONE (Deltasone)", "prednisone"),
    ("predisone every morning", "prednisone"),
]
# From ISMP's List of Confused Drug Names, and the FDA and ISMP Lists of Look-Alike Drug Names with
# Recommended Tall Man Letters.
LOOK_ALIKE = [
    ("Celebrex", "Celexa"),
    ("hydralazine", "hydroxyzine"),
    ("bupropion", "buspirone"),
    ("azathioprine", "azacitidine"),
    ("carbamazepine", "oxcarbazepine"),
    ("carboplatin", "cisplatin"),
    ("chlorpromazine", "chlorpropamide"),
    ("clomiphene", "clomipramine"),
    ("clonazepam", "lorazepam"),
    ("clonidine", "Klonopin"),
    ("cycloserine", "cyclosporine"),
    ("daunorubicin", "doxorubicin"),
    ("glipizide", "glyburide"),
    ("Lamictal", "Lamisil"),
    ("lamotrigine", "lamivudine"),
    ("metformin", "metronidazole"),
    ("prednisone", "prednisolone"),
    ("quinine", "quinidine"),
    ("rituximab", "infliximab"),
    ("tramadol", "trazodone"),
    ("vinblastine", "vincristine"),
    ("Zyprexa", "Zyrtec"),
]


@pytest.mark.parametrize(("typed", "meant"), MISSPELT)
def test_a_misspelled_name_finds_the_right_one_first(typed: str, meant: str) -> None:
    assert suggested(typed)[:1] == [meant]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_a_look_alike_is_known_and_never_becomes_the_other(one: str, other: str) -> None:
    assert GENERIC[one.lower()] != GENERIC[other.lower()]
    for name in (one, other, one.upper(), f"{other} 20 mg", f"{one} (from Dr Smith)"):
        assert did_you_mean(name, KNOWN) == ()


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("celebraxa", {"celebrex", "celexa"}),
        ("hydralyzine", {"hydralazine", "hydroxyzine"}),
        ("prednisoone", {"prednisone", "prednisolone"}),
        ("clonazapam", {"clonazepam"}),
        ("lamisal", {"lamisil", "lamictal"}),
        ("carbazepine", {"carbamazepine", "oxcarbazepine"}),
        ("vinkristine", {"vincristine"}),
    ],
)
def test_a_slip_between_two_look_alikes_gives_both(typed: str, both: set[str]) -> None:
    assert both <= set(suggested(typed))


@pytest.mark.parametrize("begins", range(10))
def test_a_known_name_is_left_alone(begins: int) -> None:
    names = [name for medicine in medicines() for name in (medicine.generic, *medicine.brands)]
    for name in names[::7][begins::10]:
        for typed in (name, name.upper(), f" {name} ", f"{name} 20 mg", f"{name} every day"):
            assert did_you_mean(typed, KNOWN) == (), typed


@pytest.mark.parametrize(
    "name",
    [
        *("prednisone 20 mg", "Imuran (azathioprine)", "imuran", "vitamin D3 high dose"),
        *("vitamin D3 1000", "vitamin B", "Tylenol PM", "glatiramer", "interferon beta", "insulin"),
        *("omega-3 fish oil", "St John’s wort", "co-amoxiclav 500/125", "Toprol-XL", "5-HTP"),
    ],
)
def test_a_name_with_something_behind_it_is_still_known(name: str) -> None:
    assert did_you_mean(name, KNOWN) == ()


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "x", "mg", "20 mg", "zink", "irom", "the white pill", "white pill", "infusion"),
        *("monthly infusion", "infusion at the clinic", "blood pressure pill", "water pill"),
        *("heart pill", "sleeping pill", "pain killer", "steroid", "steroid cream", "statin"),
        *("vitamins", "minerals", "thyroid pill", "diabetes pill", "cholesterol medicine"),
        *("antacid", "antihistamine", "vaccine", "flu shot", "chemo", "radiation", "oxygen"),
        *("physical therapy", "speech therapy", "massage", "acupuncture", "hearing aids"),
        *("medicine from Dr Smith", "morning pills", "migraine shot", "protein shake", "glucose"),
        *("saline", "silver", "vinegar", "ozone", "olive oil", "trial drug", "unknown", "none"),
        *("プレドニゾン", "преднизолон", "بريدنيزون", "강아지", "qwertyuiop", "x" * 80, *HOSTILE),
    ],
)
def test_a_word_that_is_not_a_typo_is_left_alone(name: str) -> None:
    assert did_you_mean(name, KNOWN) == ()


def test_a_suggestion_is_spelled_as_in_the_list() -> None:
    assert did_you_mean("imurran", KNOWN)[:1] == ("Imuran (azathioprine)",)
    assert did_you_mean("sinamet", KNOWN)[:1] == ("Sinemet (levodopa with carbidopa)",)


def test_a_custom_name_is_known_too() -> None:
    assert suggested("predisone") != []
    assert did_you_mean("predisone", ("predisone", *KNOWN)) == ()
    assert did_you_mean("predisone", ()) == ()


@settings(max_examples=examples(60))
@given(texts(40))
def test_any_text_gives_a_few_known_names_or_none(name: str) -> None:
    found = did_you_mean(name, KNOWN)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert set(found) <= set(KNOWN)
