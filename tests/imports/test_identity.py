"""A file about another person, or about several, is in doubt."""

import pytest

from tuiplanner.imports.identity import doubts, is_same_name
from tuiplanner.imports.record import ImportedPatient, ImportRecord
from tuiplanner.model.records import Profile


def doubt(name: str, born: str, *others: str) -> str:
    record = ImportRecord(
        "csv",
        patient=ImportedPatient(name, born),
        other_patients=tuple(ImportedPatient(each) for each in others),
    )
    return " ".join(doubts(record, Profile(id=1, name="Mia Muster", born="1958-04-02")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MUSTER, MIA A", "Mia Muster"),
        ("Dr. Mia Müster", "mia muster"),
        ("李 明", "李 明"),
        ("Mia A. Muster", "Mia A Muster"),
    ],
)
def test_one_person_in_two_writings(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith Jr", "John Smith"),
        ("John Smith Jr", "John Smith Sr"),
        ("J Smith", "K Smith"),
        ("Mia A Muster", "Mia B Muster"),
        ("Mia Muster", "Max Muster"),
        ("Mia", "Mia Muster"),
        ("", "Mia Muster"),
        ("A B", "C D"),
    ],
)
def test_another_person_with_a_similar_name(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


@pytest.mark.parametrize(
    "born", ["1958-04-02", "1958", "", "19580402", "04/02/1958", "02.04.1958", "1958-04-02T00:00Z"]
)
def test_the_same_birth_date_is_in_no_doubt(born: str) -> None:
    assert not doubt("Muster, Mia", born)


@pytest.mark.parametrize("born", ["1959-04-02", "1985", "19580403", "04/03/1958", "03.04.1958"])
def test_another_birth_date_is_a_doubt(born: str) -> None:
    assert "it is 2 Apr 1958." in doubt("Mia Muster", born)


def test_another_name_and_several_people_are_doubts() -> None:
    assert doubt("Max Muster", "") == (
        "This file is about “Max Muster”; this planner is “Mia Muster”'s."
    )
    said = doubt("Mia Muster", "", "Max Muster")
    assert said == "This file is about several people: “Mia Muster”, “Max Muster”."
