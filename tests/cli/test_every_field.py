"""Every kind and every field of the data model through add, edit, show and clear.

The names are written down here once more, as the file and the scripts of people know them: a
field that is renamed or lost in the code is noticed here.
"""

import json
import re

import pytest

from tests.cli.talk import Run, fine, new_id, refused, shown
from tuiplanner.model.fields import Choice, Number, Numbers, Ref, Text, When
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, field_specs, typed_specs

# kind: (table, required field, the other fields)
NAMES = {
    "person": ("people", "name", "relation role phone"),
    "allergy": ("allergies", "substance", "kind reaction severity year told_by note"),
    "medication": (
        "medications",
        "name",
        "brand kind strength form dose route frequency as_needed_for most_per_day reason"
        " prescriber started status stopped stop_reason stop_note taken_differently helps"
        " side_effects last_given next_due checked approval_number approval_expires note",
    ),
    "symptom": (
        "symptoms",
        "name",
        "area began last_normal onset course how_often how_long side impact hardest_task"
        " worse_with better_with severity seen_by in_brief checked note",
    ),
    "observation": ("observations", "note", "symptom_id when kind severity seen_by"),
    "question": (
        "questions",
        "text",
        "rank visit_id specialist_id topic status answer answered_on carried prompt",
    ),
    "specialist": (
        "specialists",
        "specialty",
        "name clinic phone referred_by question urgency status status_since referral_number"
        " approval_number approval_expires sent_on records booked_for seen_on next_action"
        " next_action_due note",
    ),
    "contact": ("contacts", "outcome", "specialist_id test_id when who promised_by"),
    "visit": (
        "visits",
        "when",
        "minutes specialist_id with_whom specialty place phone mode kind reason goal"
        " restrictions_status restrictions bring companion_id life_changes prepared_by"
        " prepared_on status instructions in_my_words",
    ),
    "test": (
        "tests",
        "name",
        "kind what_for ordered_by specialist_id place phone preparation booked_for done_on"
        " result_due who_calls status result repeat_min_months repeat_max_months repeat_until"
        " ordered_on approval_number approval_expires",
    ),
    "condition": ("conditions", "name", "status since ended told_by specialist_id note"),
    "reading": ("readings", "value", "what unit when label seen_by note"),
    "event": ("events", "text", "when"),
    "dose": ("doses", "when", "medication_id amount note"),
    "step": ("steps", "from_day", "medication_id dose frequency confirmed"),
    "plan": ("plans", "if_this", "do_this by_when call_whom visit_id struck_off"),
    "answer": ("answers", "key", "answer detail answered_on"),
    "note": ("notes", "text", "when sorted"),
}
PROFILE_NAMES = (
    "name born phone contact needs hospital_number insurance family_doctor pharmacy may_speak_to"
    " conditions conditions_status conditions_checked implants implants_status implants_checked"
    " allergies_status allergies_checked avoid_status avoid_checked medications_status"
    " medications_checked"
)
PROFILE = PROFILE_NAMES.split()
_LIST = "not-asked none-known listed"
CHOICES = {
    "person": {"role": "patient caregiver"},
    "allergy": {"kind": "allergy avoid", "severity": "mild moderate severe unknown"},
    "medication": {
        "kind": "prescription over-the-counter vitamin supplement herbal infusion therapy",
        "status": "taking paused stopped",
        "stop_reason": "side-effect did-not-help finished advice cost other",
        "helps": "yes no unsure",
    },
    "symptom": {
        "area": "weakness movement vision swallowing-speech breathing seizure dizziness-nausea"
        " sleep hands numbness mood hallucination memory pain other",
        "onset": "seconds-minutes hours-days weeks months unsure",
        "course": "worse better steady comes-and-goes adding-up gone unsure",
        "side": "left right both",
        "impact": "none slower needs-help cannot",
        "seen_by": "patient caregiver both",
        "in_brief": "yes no",
    },
    "observation": {"kind": "note seizure fall spell", "seen_by": "patient caregiver both"},
    "question": {"status": "open asked partly answered not-asked dropped"},
    "specialist": {
        "urgency": "routine soon urgent",
        "status": "wanted ordered sent awaiting-approval approved booked seen report-back"
        " explained declined cancelled",
        "records": "not-asked asked sent received",
    },
    "contact": {},
    "visit": {
        "mode": "in-person phone video emergency hospital",
        "kind": "new follow-up",
        "restrictions_status": "not-asked none listed",
        "status": "planned done cancelled",
    },
    "test": {
        "kind": "blood spinal-fluid imaging nerve-eeg cancer-screening other",
        "status": "ordered booked done result-in discussed",
    },
    "condition": {"status": "suspected confirmed ruled-out past"},
    "reading": {
        "what": "blood-pressure weight glucose temperature pulse oxygen peak-flow other",
        "seen_by": "patient caregiver both",
    },
    "event": {},
    "dose": {},
    "step": {"confirmed": "yes no"},
    "plan": {"struck_off": "yes no"},
    "answer": {"answer": "yes no not-sure"},
    "note": {"sorted": "yes no"},
}
DEFAULTS = {
    ("medication", "status"): "taking",
    ("question", "status"): "open",
    ("visit", "status"): "planned",
    ("visit", "restrictions_status"): "not-asked",
    ("test", "status"): "ordered",
    ("specialist", "status"): "wanted",
    ("allergy", "kind"): "allergy",
    ("symptom", "in_brief"): "yes",
}
DATED = ("visit", "dose", "step")  # named by their day
TITLES = {**dict.fromkeys(DATED, "2 Feb 2026"), "answer": "smoking"}
LIMITS = {
    80: "person.name allergy.substance medication.name symptom.name specialist.name",
    160: "question.text",
    140: "visit.reason visit.goal plan.if_this plan.do_this",
    60: "medication.dose medication.frequency dose.amount step.dose step.frequency plan.by_when",
    200: "medication.strength medication.route symptom.how_often visit.place test.result",
    4000: "condition.note reading.note dose.note medication.note allergy.note"
    " symptom.note specialist.note note.text observation.note"
    " visit.instructions visit.in_my_words visit.restrictions",
}
SEVERAL_LINES = {
    *("condition.note", "reading.note", "dose.note"),
    *("allergy.note", "medication.note", "symptom.note", "specialist.note", "observation.note"),
    *("visit.in_my_words", "visit.instructions", "visit.restrictions", "note.text"),
}

FIELDS = [(kind, name) for kind in NAMES for name in typed_specs(KINDS[kind])]
OPTIONAL = [(kind, name) for kind, name in FIELDS if name != KINDS[kind].TITLE]
TEXTS = [
    (kind, name)
    for kind, name in FIELDS
    if isinstance(field_specs(KINDS[kind])[name], Text) and name != "key"
]


def flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def title(kind: str) -> str:
    return TITLES.get(kind, "walking")


def samples(run: Run, kind: str, name: str) -> list[tuple[str, object]]:
    """What is typed into a field, and what the file then says: two different values."""
    spec = field_specs(Profile if kind == "profile" else KINDS[kind])[name]
    if name == "until":  # not before the day of the visit
        return [("14 Mar 2099", "2099-03-14"), ("about 2098", "2098~")]
    if isinstance(spec, Numbers):
        return [("1, 2", [1, 2]), ("3", [3])]
    if isinstance(spec, When):
        return [("14 Mar 2026", "2026-03-14"), ("about 2024", "2024~")]
    if name == "confirmed":  # a step of no medicine cannot be confirmed
        return [("no", "no")]
    if name == "restrictions_status":
        return [("none", "none"), ("not-asked", "not-asked")]  # "listed" goes with its list
    if isinstance(spec, Choice):
        words = (CHOICES | {"profile": dict.fromkeys(PROFILE, _LIST)})[kind][name].split()
        return [(word, word) for word in words]
    if isinstance(spec, Ref):
        ids = [new_id(run("add", spec.to, title(spec.to))) for _ in range(2)]
        return [(id, int(id)) for id in ids]
    if isinstance(spec, Number):
        return [(str(n), n) for n in (spec.lowest, min(spec.lowest + 3, spec.highest))]
    return [("2 tablets - or “3”", "2 tablets - or “3”"), ("--odd", "--odd")]


@pytest.mark.parametrize("kind", NAMES)
def test_names_match_the_model(kind: str) -> None:
    table, required, others = NAMES[kind]
    record = KINDS[kind]
    assert table == record.TABLE
    assert required == record.TITLE
    assert {required, *others.split()} <= set(field_specs(record))


def test_profile_names_match_the_model() -> None:
    assert set(PROFILE) <= set(field_specs(Profile))
    assert Profile.TABLE == "profile"


@pytest.mark.parametrize("kind", NAMES)
def test_choices_match_the_model(kind: str) -> None:
    found = {
        n: " ".join(s.words) for n, s in field_specs(KINDS[kind]).items() if isinstance(s, Choice)
    }
    assert found == CHOICES[kind]


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("command", ["add", "edit"])
def test_help_names_and_describes_every_field(
    cli: Run, monkeypatch: pytest.MonkeyPatch, command: str, kind: str
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    help = " ".join(fine(cli(command, kind, "--help")).split())
    _, required, others = NAMES[kind]
    for name in others.split() + ([required] if command == "edit" else []):
        told = re.search(rf"{flag(name)} [A-Z]+ (?!--)(\w.*?)(?= --\w|$| example:)", help)
        assert told, name
        for word in CHOICES[kind].get(name, "").split():
            assert word in told[1]


def test_help_of_me_names_every_field(cli: Run) -> None:
    help = " ".join(fine(cli("me", "--help")).split())
    for name in PROFILE:
        assert re.search(rf"{flag(name)} [A-Z]+ (?!--)\w", help), name


@pytest.mark.parametrize(("kind", "name"), OPTIONAL)
def test_a_field_set_by_add_is_read_back_and_cleared(cli: Run, kind: str, name: str) -> None:
    if name == "rank":
        cli("add", kind, "the first")
    for typed, stored in samples(cli, kind, name)[:1]:
        id = new_id(cli("add", kind, title(kind), f"{flag(name)}={typed}"))
        assert shown(cli, kind, id)[name] == stored
        assert fine(cli("edit", kind, id, flag(name), "")) == ""
        if name == "rank":
            assert shown(cli, kind, id)[name] == 2  # always ranked: an unranked one comes last
        else:
            assert shown(cli, kind, id).get(name) == DEFAULTS.get((kind, name))


@pytest.mark.parametrize(("kind", "name"), OPTIONAL)
def test_a_field_set_by_edit_is_read_back(cli: Run, kind: str, name: str) -> None:
    if name == "rank":
        fine(cli("import", "-", stdin=json.dumps(four_questions())))
    values = samples(cli, kind, name)
    id = new_id(cli("add", kind, title(kind)))
    for typed, stored in values:
        assert fine(cli("edit", kind, id, f"{flag(name)}={typed}")) == ""
        assert shown(cli, kind, id)[name] == stored
    assert shown(cli, kind, id)[KINDS[kind].TITLE] == (
        "2026-02-02" if kind in DATED else title(kind)
    )


def four_questions() -> dict[str, object]:
    rows = [{"id": n, "text": f"question {n}", "rank": n} for n in range(1, 5)]
    return {"tuiplanner": 1, "next_id": 5, "questions": rows}


@pytest.mark.parametrize("kind", NAMES)
def test_the_required_field_is_edited_and_never_emptied(cli: Run, kind: str) -> None:
    id = new_id(cli("add", kind, title(kind)))
    name = KINDS[kind].TITLE
    refused(cli("edit", kind, id, flag(name), ""))
    if kind != "dose":  # A dose without a day was given today.
        refused(cli("add", kind, "  "))
    new, stored = ("3 Feb 2026", "2026-02-03") if kind in DATED else ("autoimmune",) * 2
    assert fine(cli("edit", kind, id, flag(name), new)) == ""
    assert shown(cli, kind, id)[name] == stored


@pytest.mark.parametrize("kind", NAMES)
def test_an_absent_field_reads_as_its_default_only(cli: Run, kind: str) -> None:
    record = shown(cli, kind, new_id(cli("add", kind, title(kind))))
    defaults = {name: value for (of, name), value in DEFAULTS.items() if of == kind}
    stamps = {"id", "created", "updated", "by", KINDS[kind].TITLE}
    days = {"when", "status_since", "answered_on"}  # the day of the record's own making
    assert {n: v for n, v in record.items() if n not in stamps | days} == defaults | (
        {"rank": 1} if kind == "question" else {}
    )


@pytest.mark.parametrize(
    "name", [n for n in PROFILE if not n.endswith("_status") and n != "conditions_checked"]
)
def test_a_profile_field_is_set_read_back_and_cleared(cli: Run, name: str) -> None:
    for typed, stored in samples(cli, "profile", name):
        assert fine(cli("me", f"{flag(name)}={typed}")) == ""
        assert json.loads(fine(cli("me", "--json")))[name] == stored
    assert fine(cli("me", flag(name), "")) == ""
    assert name not in json.loads(fine(cli("me", "--json")))


def test_restrictions_and_their_status_agree(cli: Run) -> None:
    id = new_id(cli("add", "visit", "2 Feb 2026"))
    refused(cli("edit", "visit", id, "--restrictions-status", "listed"), "restrictions")
    both = ("--restrictions-status", "listed", "--restrictions", "fasting")
    assert fine(cli("edit", "visit", id, *both)) == ""
    assert shown(cli, "visit", id)["restrictions_status"] == "listed"
    refused(cli("edit", "visit", id, "--restrictions-status", "none"), "estrictions")
    assert fine(cli("edit", "visit", id, "--restrictions", "")) == ""
    assert shown(cli, "visit", id)["restrictions_status"] == "not-asked"
    assert fine(cli("edit", "visit", id, "--restrictions", "no blood thinner")) == ""
    assert shown(cli, "visit", id)["restrictions_status"] == "listed"


@pytest.mark.parametrize("name", ["conditions", "implants", "allergies", "avoid", "medications"])
def test_a_list_status_is_dated_and_cleared(cli: Run, name: str) -> None:
    def me() -> dict[str, str]:
        facts: dict[str, str] = json.loads(fine(cli("me", "--json")))
        return facts

    assert fine(cli("me", flag(f"{name}_status"), "none-known")) == ""
    assert me()[f"{name}_status"] == "none-known"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", me()[f"{name}_checked"])
    assert fine(cli("me", flag(f"{name}_checked"), "14 Mar 2026")) == ""
    assert me()[f"{name}_checked"] == "2026-03-14"
    assert fine(cli("me", flag(f"{name}_status"), "")) == ""
    assert me()[f"{name}_status"] == "not-asked"
    assert f"{name}_checked" not in me()
    refused(cli("me", flag(f"{name}_status"), "listed"), name)


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, n in FIELDS if n in CHOICES[k]])
def test_an_invalid_choice_is_refused_with_the_valid_ones(cli: Run, kind: str, name: str) -> None:
    said = refused(cli("add", kind, title(kind), flag(name), "perhaps"), "perhaps")
    assert all(word in said for word in CHOICES[kind][name].split())
    assert json.loads(fine(cli("list", kind, "--all", "--json"))) == []


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k, n in FIELDS if isinstance(field_specs(KINDS[k])[n], When)]
)
def test_an_invalid_date_is_refused(cli: Run, kind: str, name: str) -> None:
    words = (flag(name), "blue moon") if name != KINDS[kind].TITLE else ()
    refused(cli("add", kind, title(kind) if words else "blue moon", *words), "blue moon")


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k, n in FIELDS if isinstance(field_specs(KINDS[k])[n], Number)]
)
@pytest.mark.parametrize("typed", ["-1", "999999999", "3.5", "three", "٣"])
def test_an_invalid_number_is_refused(cli: Run, kind: str, name: str, typed: str) -> None:
    is_link = isinstance(field_specs(KINDS[kind])[name], Ref) and typed != "999999999"
    sentence = f"has the number or the name “{typed}”. See: tuiplanner list"
    said = sentence if is_link else "whole number"
    refused(cli("add", kind, title(kind), f"{flag(name)}={typed}"), f"{flag(name)}: ", said)


def test_a_link_takes_the_name_of_a_record(cli: Run) -> None:
    ana = new_id(cli("add", "person", "Ana Example", "--role", "daughter"))
    fine(cli("add", "visit", "14 Mar 2099", "--companion-id", "Ana"))
    visit = new_id(cli("add", "visit", "15 Mar 2099", "--companion-id", ""))
    fine(cli("edit", "visit", visit, "--companion-id", "ana example"))
    rows = json.loads(fine(cli("list", "visit", "--json")))
    assert [row["companion_id"] for row in rows] == [int(ana), int(ana)]
    fine(cli("add", "person", "Ana Other"))
    said = "--companion-id: Several are named “Ana”"
    refused(cli("edit", "visit", visit, "--companion-id", "Ana"), said)


def test_a_relative_who_noticed_is_the_caregiver(cli: Run) -> None:
    fine(cli("add", "symptom", "weak hands", "--seen-by", "Daughter"))
    assert "who noticed: caregiver" in fine(cli("list", "symptom"))
    words = ("add", "symptom", "double vision", "--seen-by", "me")
    refused(cli(*words), "patient, caregiver, both")


@pytest.mark.parametrize(
    ("kind", "name"), [(k, n) for k, n in FIELDS if isinstance(field_specs(KINDS[k])[n], Ref)]
)
def test_a_missing_reference_is_refused_and_names_the_list(cli: Run, kind: str, name: str) -> None:
    refused(cli("add", kind, title(kind), flag(name), "4711"), "4711", "tuiplanner list")
    wrong = new_id(cli("add", "note", "an id of another kind"))
    refused(cli("add", kind, title(kind), flag(name), wrong), wrong, "tuiplanner list")


@pytest.mark.parametrize(
    ("limit", "where"), [(limit, w) for limit, names in LIMITS.items() for w in names.split()]
)
def test_a_text_fits_to_its_limit_and_not_beyond(cli: Run, limit: int, where: str) -> None:
    kind, name = where.split(".")
    positional = name == KINDS[kind].TITLE

    def typed(text: str) -> list[str]:
        return [text] if positional else [title(kind), flag(name), text]

    refused(cli("add", kind, *typed("é" * (limit + 1))), f"{limit:,}")
    id = new_id(cli("add", kind, *typed("é" * limit)))
    assert shown(cli, kind, id)[name] == "é" * limit


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_line_ends_stay_only_where_they_belong(cli: Run, kind: str, name: str) -> None:
    typed = " one\r\n\ttwo\nthree \n"
    words = [typed] if name == KINDS[kind].TITLE else [title(kind), flag(name), typed]
    stored = shown(cli, kind, new_id(cli("add", kind, *words)))[name]
    assert stored.split() == ["one", "two", "three"]
    assert ("\n" in stored) == (f"{kind}.{name}" in SEVERAL_LINES)
    assert stored == stored.strip()
    assert "\r" not in stored
    assert "\t" not in stored
