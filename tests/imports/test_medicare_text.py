"""Medicare reports in plain text."""

from datetime import date

from tuiplanner.imports.medicare_text import is_medicare_text, read_medicare_text

RULE = "-" * 32


def section(title: str, *lines: str) -> str:
    return "\n\n".join((RULE + f"\n{title}", RULE, "Source: Self-Entered", *lines, ""))


REPORT = "\n".join(
    (
        f"{RULE}\nMYMEDICARE.GOV PERSONAL HEALTH INFORMATION\n\n{RULE}",
        "**********CONFIDENTIAL***********\n\nProduced by the Blue Button (v2.0)\n",
        "03/16/2026 5:10 AM\n",
        section("Demographic", "Name: MIA MUSTER", "Date of Birth: 02/03/1950"),
        section(
            "Self Reported Medical Conditions",
            "Condition Name: Asthma\nMedical Condition Start Date: 01/25/2008\n",
        ),
        section("Self Reported Allergies", "Allergy Name: Grasses", "Severity: Custom Severe"),
        section("Drugs", "Drug Name: Aspirin", "Supply: Daily", "Orig Drug Entry: ASA"),
        section("Plans", "Plan Name: A"),
        section("Claim Summary", "Claim Number: 1", "Claim Type: PartB"),
        section("Claim Lines for Claim Number: 2", "Claim Type: Part D", "Drug Name: WARFARIN"),
    )
)
RECORD = read_medicare_text(REPORT, date(2026, 11, 28))


def test_the_report_is_known_by_its_title() -> None:
    assert is_medicare_text(REPORT)
    assert not is_medicare_text("Medicare, my notes")
    assert (RECORD.patient.name, RECORD.source.date) == ("MIA MUSTER", "2026-03-16")


def test_what_the_person_entered_is_asked_about() -> None:
    (medicine,) = RECORD.medicines
    assert (medicine.name, medicine.also, medicine.status) == ("Aspirin", "ASA", "unknown")
    assert medicine.fields == {"note": "Supply: Daily"}


def test_a_claim_is_never_a_medicine() -> None:
    left = [(each.kind, each.what) for each in RECORD.left_out]
    assert left == [("section", "Plans"), ("claim", "1"), ("medicine", "WARFARIN")]


def test_a_severity_of_its_own_is_kept_in_the_note() -> None:
    (allergy,) = RECORD.allergies
    assert (allergy.substance, allergy.severity) == ("Grasses", "")
    assert allergy.fields == {"note": "Severity: Custom Severe"}
    assert [(p.name, p.since) for p in RECORD.problems] == [("Asthma", "01/25/2008")]
