"""A medicine's name that is close to a known one is saved and asked about, until it is kept."""

import pytest

from tests.cli.talk import Run, advice, fine, listed, new_id, refused, shown

ASKED = "Did you mean hydralazine? Please check the box it came in."


def kept(cli: Run, id: str = "1") -> str:
    return str(shown(cli, "medication", id).get("kept_wording", ""))


def test_a_near_name_is_saved_as_typed_and_asked_about(cli: Run) -> None:
    done = cli("add", "medication", "hydralazin")
    assert new_id(done) == "1"
    assert done.stderr == (
        f"{ASKED} To change it: tuiplanner edit medication 1 --name hydralazine;"
        " to keep yours: tuiplanner edit medication 1 --as-typed\n"
    )
    assert shown(cli, "medication", "1")["name"] == "hydralazin"
    assert advice(cli("edit", "medication", "1", "--dose", "1 tablet")) == ""
    assert advice(cli("edit", "medication", "1", "--name", "hydralazine")) == ""
    assert ASKED in cli("edit", "medication", "1", "--name", "hydralazin").stderr


def test_both_near_names_are_named_and_no_one_is_proposed(cli: Run) -> None:
    said = cli("add", "medication", "predisone").stderr
    assert "Did you mean prednisone or prednisolone?" in said
    assert "--name NAME;" in said


def test_text_after_a_near_name_is_not_lost(cli: Run) -> None:
    assert "--name NAME;" in cli("add", "medication", "hydralazin 25 mg").stderr


@pytest.mark.parametrize("name", ["hydralazine", "zinc", "my own tea", "Imuran"])
def test_other_names_are_not_asked_about(cli: Run, name: str) -> None:
    assert "Did you mean" not in cli("add", "medication", name).stderr


def test_as_typed_keeps_the_name_as_the_form_does(cli: Run) -> None:
    assert new_id(done := cli("add", "medication", "hydralazin", "--as-typed")) == "1"
    assert done.stderr == ""
    assert kept(cli) == "hydralazin"
    assert advice(cli("edit", "medication", "1", "--name", "hydralazin")) == ""
    assert advice(cli("edit", "medication", "1", "--name", "predisone", "--as-typed")) == ""
    assert kept(cli) == "predisone", "a text that is in no field any more is not kept"
    fine(cli("undo"))
    assert kept(cli) == "hydralazin"


def test_as_typed_keeps_the_dose_wording_too(cli: Run) -> None:
    done = cli("add", "medication", "hydralazin", "--dose", "5 U", "--as-typed")
    assert done.stderr == ""
    assert kept(cli) == "hydralazin | 5 U"
    assert advice(cli("edit", "medication", "1", "--dose", "5 U")) == ""


def test_as_typed_keeps_only_the_fields_of_the_command(cli: Run) -> None:
    new_id(cli("add", "medication", "hydralazin", "--dose", "5 U"))
    fine(cli("edit", "medication", "1", "--name", "hydralazin", "--as-typed"))
    assert kept(cli) == "hydralazin"
    assert "--dose" in cli("edit", "medication", "1", "--dose", "5 U").stderr
    fine(cli("edit", "medication", "1", "--as-typed"))
    assert kept(cli) == "hydralazin | 5 U"


def test_as_typed_keeps_nothing_that_is_not_asked_about(cli: Run) -> None:
    new_id(cli("add", "medication", "zinc", "--dose", "1 tablet", "--as-typed"))
    assert kept(cli) == ""


def test_as_typed_refuses_what_does_not_fit(cli: Run) -> None:
    new_id(cli("add", "medication", "zinc"))
    texts = [f"--{field}={field * 20} 5 U" for field in ("strength", "route")]
    refused(cli("edit", "medication", "1", *texts, "--as-typed"), "--kept-wording: This is")
    assert "route" not in listed(cli, "medication")[0]


def test_as_typed_is_an_option_of_medicines_only(cli: Run) -> None:
    assert "--as-typed" in fine(cli("add", "medication", "--help"))
    assert "--as-typed" not in fine(cli("add", "allergy", "--help"))


def test_the_beginning_of_one_medicine_is_asked_about(cli: Run) -> None:
    done = cli("add", "medication", "pyridos")
    assert new_id(done) == "1"
    assert done.stderr == (
        "Did you mean pyridostigmine? Please check the box it came in."
        " To change it: tuiplanner edit medication 1 --name pyridostigmine;"
        " to keep yours: tuiplanner edit medication 1 --as-typed\n"
    )
    assert shown(cli, "medication", "1")["name"] == "pyridos"
    assert "--name NAME;" in cli("add", "medication", "pyridost 60 mg").stderr


def test_a_beginning_is_kept_for_good_and_for_other_rows(cli: Run) -> None:
    new_id(cli("add", "medication", "pyridos"))
    assert advice(cli("edit", "medication", "1", "--as-typed")) == ""
    assert kept(cli) == "pyridos"
    assert advice(cli("edit", "medication", "1", "--name", "pyridos")) == ""
    again = cli("add", "medication", "pyridos", "--strength", "60 mg")
    assert "Did you mean" not in again.stderr


def test_a_kept_near_name_is_not_asked_about_in_another_row(cli: Run) -> None:
    assert cli("add", "medication", "hydralazin", "--as-typed").stderr == ""
    again = cli("add", "medication", "hydralazin", "--strength", "25 mg")
    assert ASKED not in again.stderr


def test_the_beginning_of_an_own_medicine_is_asked_about(cli: Run) -> None:
    new_id(cli("add", "medication", "Granny's drops"))
    said = cli("add", "medication", "grann").stderr
    assert "Did you mean Granny's drops?" in said
    assert "--name 'Granny'\"'\"'s drops'" in said


@pytest.mark.parametrize("name", ["pred", "multi", "pyr", "levo", "pyridos every day"])
def test_other_beginnings_are_not_asked_about(cli: Run, name: str) -> None:
    assert "Did you mean" not in cli("add", "medication", name).stderr
