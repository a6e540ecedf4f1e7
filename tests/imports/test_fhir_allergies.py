"""Allergies and problems of FHIR: what is denied is never a fact."""

from typing import Any

import pytest

from tests.imports.fhir_made import allergy, concept, left_out_reason, read, read_allergy, statement


def condition(name: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "code": concept(name), **more}


@pytest.mark.parametrize(
    ("said", "status"),
    [("active", "active"), ("inactive", "past"), ("resolved", "past"), ("", "unknown")],
)
def test_the_status_of_an_allergy_is_kept(said: str, status: str) -> None:
    assert read_allergy(allergy(clinicalStatus=concept(code=said))).status == status


def test_an_allergy_both_active_and_resolved_is_unclear() -> None:
    both = [{"coding": [{"code": "active"}]}, {"coding": [{"code": "resolved"}]}]
    assert read_allergy(allergy(clinicalStatus=both)).status == "unclear"


@pytest.mark.parametrize("said", ["refuted", "entered-in-error"])
def test_a_refuted_allergy_stays_out(said: str) -> None:
    assert left_out_reason(allergy(verificationStatus=concept(code=said)))


@pytest.mark.parametrize("said", ["refuted", "entered-in-error", "differential"])
def test_a_problem_that_is_not_so_stays_out(said: str) -> None:
    assert left_out_reason(condition("asthma", verificationStatus=concept(code=said)))


@pytest.mark.parametrize(
    "said",
    [
        {"coding": [{"code": "R"}, {"code": "refuted"}]},
        {"coding": [{"code": "confirmed"}, {"code": "refuted"}]},
        {"text": "Refuted"},
        {"coding": [{"code": "9", "display": "Entered in Error"}]},
    ],
)
def test_a_denial_counts_however_it_is_coded(said: Any) -> None:
    assert left_out_reason(allergy(verificationStatus=said))
    problem = condition("gout", verificationStatus=said)
    assert left_out_reason(problem)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"coding": [{"code": "A"}, {"code": "active"}]}, "active"),
        ({"text": "Resolved"}, "past"),
        ({"coding": [{"code": "active"}, {"code": "resolved"}]}, "unclear"),
        ({"text": "perhaps"}, "unknown"),
    ],
)
def test_a_status_counts_however_it_is_coded(said: Any, status: str) -> None:
    assert read_allergy(allergy(clinicalStatus=said)).status == status


@pytest.mark.parametrize("name", ["No allergy to penicillin", "Patient denies latex allergy"])
def test_words_that_deny_an_allergy_are_no_allergy(name: str) -> None:
    assert left_out_reason(allergy(name)) == "The file says that there is no such allergy."


def test_an_unconfirmed_allergy_is_kept_with_that_word() -> None:
    found = read_allergy(allergy(verificationStatus=concept(code="unconfirmed")))
    assert found.certain == "unconfirmed"


@pytest.mark.parametrize(
    ("severities", "criticality", "severity"),
    [
        (["mild", "severe", "moderate"], "", "severe"),
        (["mild"], "high", "severe"),
        (["mild"], "low", "mild"),
        ([], "low", ""),
        ([], "CRITH", "severe"),
    ],
)
def test_the_worse_severity_is_kept(severities: list[str], criticality: str, severity: str) -> None:
    reactions = [{"severity": each} for each in severities]
    assert read_allergy(allergy(reaction=reactions, criticality=criticality)).severity == severity


def test_reactions_are_manifestations_or_else_descriptions() -> None:
    reactions = [
        {"manifestation": [concept("rash"), {"concept": concept("hives")}], "description": "red"},
        {"description": "felt ill"},
    ]
    found = read_allergy(allergy(reaction=reactions))
    assert (found.reaction, found.fields) == ("rash, hives, felt ill", {"note": "red"})


@pytest.mark.parametrize(
    ("name", "code", "state"),
    [
        ("", "no-known-allergies", "none-known"),
        ("Keine Allergien bekannt", "no-known-allergies", "none-known"),
        ("No known allergies", "", "none-known"),
        ("No known food allergies", "716186003", "none-known:food"),
        ("", "no-known-medication-allergies", "none-known:medicines"),
        ("", "no-allergy-info", "no-information"),
    ],
)
def test_a_statement_of_absence_is_a_state_and_left_out(name: str, code: str, state: str) -> None:
    record = read(allergy("", code=concept(name, code)))
    assert (record.allergies, record.allergy_state) == ((), (state,))
    assert len(record.left_out) == 1


def test_a_code_of_another_system_is_no_statement_of_absence() -> None:
    coding = {"system": "http://www.whocc.no/atc", "code": "NA", "display": "sodium"}
    record = read(statement("", medicationCodeableConcept={"coding": [coding]}))
    assert ([each.name for each in record.medicines], record.medicine_state) == (["sodium"], "")


def test_a_problem_keeps_the_words_for_its_status() -> None:
    status = {"clinicalStatus": concept(code="active"), "verificationStatus": concept(code="x")}
    record = read(
        condition("asthma", onsetDateTime="2015-03", **status),
        condition("fever", clinicalStatus="resolved", onsetAge={"value": 5, "code": "a"}),
    )
    assert [(each.name, each.status, each.since) for each in record.problems] == [
        ("asthma", "active, x", "2015-03"),
        ("fever", "resolved", "at the age of 5 years"),
    ]
