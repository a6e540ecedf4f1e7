"""The Swiss eMediplan: names in words only, doses with their unit, risks never guessed."""

import gzip
import json
from base64 import b64encode
from datetime import date
from typing import Any

import pytest

from tests.imports.expected import DATA, completed, expected, named_part
from tuiplanner.errors import FileTrouble
from tuiplanner.imports.chmed import read_chmed
from tuiplanner.imports.reading import read_file
from tuiplanner.imports.record import ImportedMedicine, ImportRecord

TODAY = date(2026, 11, 3)


def read(plan: Any) -> ImportRecord:
    return read_chmed("CHMED16A0" + json.dumps(plan, ensure_ascii=False), TODAY)


def read_one(**medicament: Any) -> ImportedMedicine:
    entry = {"Id": "Dafalgan", "IdType": 1, "Unit": "Tabl.", **medicament}
    (medicine,) = read({"MedType": 1, "Medicaments": [entry]}).medicines
    return medicine


def test_the_made_plan_is_read_as_expected() -> None:
    result = expected("14_chmed16a")
    record = read_file((DATA / "14_chmed16a.txt").read_bytes(), TODAY)
    assert named_part(record, result) == completed(result)


def test_plain_and_packed_plans_are_the_same() -> None:
    plan = {"MedType": 1, "Medicaments": [{"Id": "Crème", "IdType": 1}]}
    packed = b64encode(gzip.compress(json.dumps(plan).encode())).decode()
    assert read(plan) == read_chmed(f"chmed16a1{packed}\n", TODAY)
    address = f"https://eprescription.example/#CHMED16A1{packed}&i=Dr.+Test&t=1"
    assert read_file(address.encode(), TODAY) == read(plan)
    assert read_file(json.dumps(plan).encode(), TODAY) == read(plan)


@pytest.mark.parametrize("head", ["CHMED23A.H4sI", "CHMED16B1H4sI", "CHMED"])
def test_another_version_is_named_and_refused(head: str) -> None:
    with pytest.raises(FileTrouble, match=f"“{head[:9]}”, which is not known"):
        read_file(head.encode(), TODAY)


@pytest.mark.parametrize("body", ["CHMED16A1!!", "CHMED16A1H4sIAAAA", "CHMED16A7x", "CHMED16A0[]"])
def test_a_damaged_code_is_refused(body: str) -> None:
    with pytest.raises(FileTrouble, match="damaged or incomplete"):
        read_file(body.encode(), TODAY)


def test_a_dose_without_a_unit_is_left_out_and_warned_of() -> None:
    plan = {"Medicaments": [{"Id": "Dafalgan", "IdType": 1, "Pos": [{"D": [1, 0, 0.50, 0]}]}]}
    record = read(plan)
    assert [each.how for each in record.medicines] == [""]
    assert "“Dafalgan” without a unit (morning 1 evening 0.5)" in record.warnings[0]


def test_numbers_stay_as_written() -> None:
    text = '{"Medicaments":[{"Id":"A","Unit":"mg","Pos":[{"D":[0.50,0,1e1,0.0]}]}]}'
    (medicine,) = read_chmed(f"CHMED16A0{text}", TODAY).medicines
    assert medicine.how == "morning 0.50 evening 1e1 mg"


@pytest.mark.parametrize(
    ("id", "kind"), [("7680123456789", 2), ("2355687", 3), ("A55", 4), ("2355687", 1)]
)
def test_a_number_is_no_name(id: str, kind: int) -> None:
    record = read({"Medicaments": [{"Id": id, "IdType": kind, "Unit": "STK"}]})
    assert (record.medicines, len(record.left_out)) == ((), 1)


def test_exact_times_and_long_cycles_are_said() -> None:
    once = {"TT": [{"Off": 28800, "DoFrom": 1}, {"Off": 72000, "DoFrom": 2}]}
    assert read_one(Pos=[once]).how == "at 08:00 1 Tabl.; at 20:00 2 Tabl."
    weekly = {"CyDu": 604800, "TT": [{"Off": 115200, "DoFrom": 1}]}
    assert read_one(Pos=[weekly]).how == "every 7 days, on day 2, at 08:00 1 Tabl."
    for cycle, said in (
        (28800, "every 8 hours 1 Tabl."),
        (3600, "every hour 1 Tabl."),
        (5400, "every 90 minutes 1 Tabl."),
        (100, "every 100 seconds 1 Tabl."),
    ):
        assert read_one(Pos=[{"CyDu": cycle, "TT": [{"Off": 0, "DoFrom": 1}]}]).how == said
        assert read_one(Pos=[{"CyDu": cycle, "TT": [{"DoFrom": 1}]}]).how == said
    later = {"CyDu": 28800, "TT": [{"Off": 5400, "DoFrom": 1}]}
    assert read_one(Pos=[later]).how == "every 8 hours, each time after 90 minutes 1 Tabl."
    half_a_minute = {"TT": [{"Off": 28830, "DoFrom": 1, "Du": 43200}]}
    assert read_one(Pos=[half_a_minute]).how == "at 08:00:30 1 Tabl. over 12 hours"
    both = {"D": [1], "TT": [{"Off": 72000, "DoFrom": 2}]}
    assert read_one(Pos=[both]).how == "morning 1 Tabl.; at 20:00 2 Tabl."
    rising = {"TT": [{"Off": 28800, "DoFrom": 0, "DoTo": 10}]}
    assert read_one(Pos=[rising]).how == "at 08:00 0 changing to 10 Tabl."
    assert read_one(Pos=[{"CyDu": 604800, "D": [1]}]).how == "every 7 days: morning 1 Tabl."
    for written in ("604800.00", "6.048E5"):
        text = f'{{"Medicaments":[{{"Id":"A","Unit":"mg","Pos":[{{"CyDu":{written},"D":[1]}}]}}]}}'
        (medicine,) = read_chmed(f"CHMED16A0{text}", TODAY).medicines
        assert medicine.how == "every 7 days: morning 1 mg"
    reserve = {"InRes": 1, "TT": [{"A": 1, "MA": 3}]}
    assert read_one(Pos=[reserve]).how == ("as needed: each day 1 Tabl. at most 3 Tabl. each day")


@pytest.mark.parametrize(
    "posology",
    [
        {"CyDu": 0, "TT": [{"DoFrom": 1}]},
        {"CyDu": -604800, "TT": [{"DoFrom": 1}]},
        {"CyDu": "weekly", "TT": [{"DoFrom": 1}]},
        {"CyDu": 0.5, "D": [1]},
        {"TT": [{"Off": "noon", "DoFrom": 1}]},
        {"TT": [{"Off": 28800, "DoFrom": 1, "Du": -1}]},
        {"D": [1, 0, 0, 0, 2]},
    ],
)
def test_a_dose_that_cannot_be_read_in_full_is_left_out_and_warned_of(posology: Any) -> None:
    record = read({"Medicaments": [{"Id": "Aspirin", "Unit": "Tabl.", "Pos": [posology]}]})
    assert [each.how for each in record.medicines] == [""]
    (warning,) = record.warnings
    assert "Aspirin" in warning


def test_a_number_is_no_unit() -> None:
    record = read({"Medicaments": [{"Id": "Aspirin", "Unit": "1", "Pos": [{"D": [1]}]}]})
    assert [each.how for each in record.medicines] == [""]
    assert len(record.warnings) == 1


def test_several_periods_have_their_days() -> None:
    periods = [
        {"DtFrom": "2026-10-01", "DtTo": "2026-11-30", "D": [2]},
        {"DtFrom": "2026-12-01", "D": [1]},
    ]
    medicine = read_one(Pos=periods, AppInstr="vor dem Essen")
    assert medicine.how == (
        "from 2026-10-01 to 2026-11-30: morning 2 Tabl.; from 2026-12-01: morning 1 Tabl.;"
        " vor dem Essen"
    )
    assert (medicine.status, medicine.started, medicine.end_said) == ("taking", "2026-10-01", "")


def test_the_status_is_never_made_better() -> None:
    assert read_one(Pos=[{"DtFrom": "2026-01-01", "DtTo": "2026-11-02"}]).status == "unknown"
    assert read_one(Pos=[{"DtFrom": "2026-11-04"}]).status == "planned"
    assert read_one(Pos=[{"DtTo": "2026-11-03"}]).status == "taking"
    for kind in (2, 3, None):
        (medicine,) = read({"MedType": kind, "Medicaments": [{"Id": "A"}]}).medicines
        assert medicine.status == "unknown"


def test_allergies_by_code_are_left_out_and_warned_of() -> None:
    record = read({"Patient": {"Med": {"Rc": [{"Id": 6, "R": [555, 571]}, {"Id": 1, "R": [577]}]}}})
    assert (record.allergies, record.allergy_state) == ((), ())
    assert [each.what for each in record.left_out] == [
        "allergies: code 555",
        "allergies: code 571",
        "kidneys: code 577",
    ]
    assert len(record.warnings) == 1


def test_no_allergies_is_a_statement_and_no_category_is_none() -> None:
    record = read({"Patient": {"Med": {"Rc": [{"Id": 6}, {"Id": 2}]}}})
    assert record.allergy_state == ("none-known",)
    assert [each.what for each in record.left_out] == ["allergies: none", "liver: none"]
    assert read({"Patient": {"Med": {}}}).allergy_state == ()


def test_remarks_and_measurements_are_listed() -> None:
    plan = {
        "Rmk": "Bitte anrufen",
        "Patient": {"Med": {"Meas": [{"Type": 1, "Val": "53", "Unit": 2}]}},
    }
    assert [each.what for each in read(plan).left_out] == ["Bitte anrufen", "53 kg"]


@pytest.mark.parametrize("wrong", [None, 7, "x", [], {}, [None], [[1]], {"a": 1}])
def test_a_value_of_the_wrong_type_costs_one_entry_only(wrong: Any) -> None:
    good = {"Id": "Dafalgan", "Unit": "Tabl.", "Pos": [{"D": [1]}]}
    for name in ("Id", "IdType", "Unit", "Pos", "TkgRsn", "AppInstr", "PrscbBy"):
        record = read({"Medicaments": [good | {name: wrong}, good]})
        assert record.medicines[-1].how == "morning 1 Tabl."
        assert len(record.medicines) + len(record.left_out) == 2
    record = read({"Medicaments": [wrong, good], "Patient": wrong, "Rmk": wrong})
    assert record.medicines[-1].name == "Dafalgan"
