"""What is told for each golden page: one function a page, in the words of somebody who types."""

from tests.golden.told import Tell, Told, golden, printed
from tuiplanner.brief.layout import LARGE, PageFormat
from tuiplanner.data.demo import write_demo
from tuiplanner.outputs.ascii import to_ascii

ASCII = PageFormat(letters=to_ascii)


def marta(told: Told) -> None:
    """Who it is, for which visit, and that all lists were asked for."""
    told.me(
        name="Marta Example",
        born="2 Apr 1958",
        contact="Ana 555-0142",
        conditions="high blood pressure (2015)",
        allergies_status="none-known",
        avoid_status="none-known",
        implants_status="none-known",
        medications_checked="12 Mar 2026",
    )
    told.add("person", "Ana Example", relation="daughter", role="caregiver")


def neurologist(told: Told, when: str = "14 Mar 2026 10:30", **typed: str | int) -> int:
    """The coming visit, with its reason and goal."""
    values: dict[str, str | int] = {
        "with_whom": "Dr A. Neuro",
        "specialty": "neurology",
        "kind": "new",
        "reason": "Unsteady walking and slurred speech, worse over 8 weeks.",
        "goal": "the likely cause, and which tests come next",
        "prepared_by": 1,
        "companion_id": 1,
    }
    return told.add("visit", when, **(values | typed))


def seen_before(told: Told, when: str = "10 Jan 2026") -> None:
    """A visit that was done, from which changes count."""
    told.on("2026-01-02")
    marta(told)
    told.add("visit", when, with_whom="Dr A. Neuro", specialty="neurology", status="done")


def prednisone(told: Told, **typed: str | int) -> int:
    values: dict[str, str | int] = {
        "kind": "prescription",
        "strength": "20 mg",
        "form": "tablet",
        "dose": "1 tablet",
        "route": "by mouth",
        "frequency": "every morning",
    }
    return told.add("medication", "prednisone", **(values | typed))


@golden
def nothing(told: Told) -> None:
    """A file with nothing in it."""


@golden
def one_medicine(told: Told) -> None:
    prednisone(told)


def demo(told: Told) -> None:
    """The made-up patient of `tuiplanner demo`."""
    write_demo(told.path, told.today)


printed(demo)
printed(demo, "-large", LARGE)
printed(demo, "-ascii", ASCII)


@golden
def eight_typical(told: Told) -> None:
    """A list as many a family doctor sees it."""
    marta(told)
    neurologist(told)
    by_mouth = {"kind": "prescription", "form": "tablet", "dose": "1 tablet", "route": "by mouth"}
    rows: tuple[tuple[str, str, str, str, str, str], ...] = (
        ("amlodipine", "5 mg", "every morning", "blood pressure", "Dr Garcia", "2015"),
        ("metformin", "500 mg", "twice a day with food", "sugar", "Dr Garcia", "about 2018"),
        ("atorvastatin", "20 mg", "at bedtime", "cholesterol", "Dr Garcia", "Mar 2019"),
        ("ramipril", "2.5 mg", "every morning", "blood pressure", "Dr Heart", "2020"),
        ("levothyroxine", "75 mcg", "30 minutes before breakfast", "thyroid", "", "2009"),
    )
    for name, strength, often, reason, by, since in rows:
        more = {"strength": strength, "frequency": often, "reason": reason}
        told.add("medication", name, **by_mouth, **more, prescriber=by, started=since)
    told.add(
        "medication",
        "paracetamol",
        kind="over-the-counter",
        strength="500 mg",
        form="tablet",
        dose="2 tablets",
        route="by mouth",
        as_needed_for="headache",
        most_per_day="8 tablets",
    )
    drops = {"form": "drops", "dose": "1 drop", "route": "in each eye", "frequency": "at night"}
    told.add("medication", "latanoprost", kind="prescription", strength="50 mcg/mL", **drops)
    told.add(
        "medication", "vitamin D", kind="vitamin", strength="1,000 units", frequency="every day"
    )
    told.add("question", "Do any of these make me unsteady?")


@golden
def no_visit(told: Told) -> None:
    marta(told)
    prednisone(told)
    told.add("question", "What is the likely cause?")


@golden
def past_visit(told: Told) -> None:
    """The page of a visit that lies behind; what came after it does not count as the last one."""
    seen_before(told)
    told.on("2026-02-20")
    told.visit = neurologist(told, "20 Feb 2026 9:00")
    prednisone(told, started="1 Feb 2026")
    told.add("symptom", "double vision", began="3 Feb 2026", course="comes-and-goes")
    told.add("visit", "5 Mar 2026", with_whom="Dr A. Neuro", status="done")
    told.add("question", "What is the likely cause?")


@golden
def two_people(told: Told) -> None:
    """Patient and caregiver see one symptom differently: both are printed."""
    seen_before(told)
    herself = told.add("person", "Marta Example", role="patient")
    told.on("2026-03-11")
    neurologist(told, prepared_by=herself)
    walking = {"began": "Jan 2026", "onset": "weeks"}
    told.add("symptom", "unsteady walking", course="steady", seen_by="patient", **walking)
    saw = told.add(
        "symptom",
        "unsteady walking",
        course="worse",
        seen_by="caregiver",
        impact="needs-help",
        hardest_task="stairs",
        **walking,
    )
    for day in ("2 Mar 2026", "5 Mar 2026", "9 Mar 2026"):
        told.add("observation", "fell in the hall", symptom_id=saw, when=day, kind="fall")
    told.add("symptom", "poor sleep", course="better", seen_by="both", began="unsure")


@golden
def allergies_not_asked(told: Told) -> None:
    told.me(name="Marta Example", born="2 Apr 1958")
    prednisone(told)


@golden
def allergies_none_known(told: Told) -> None:
    marta(told)
    told.me(conditions="", conditions_status="none-known")
    prednisone(told)


@golden
def allergies_listed(told: Told) -> None:
    marta(told)
    told.add("allergy", "penicillin", reaction="rash", severity="mild", year="1990")
    told.add("allergy", "iodine contrast", reaction="throat swelling", severity="severe")
    told.add("allergy", "latex", severity="unknown", year="about 2005")
    told.add("allergy", "wasp venom")
    told.add("allergy", "amitriptyline", kind="avoid", reaction="confusion", told_by="Dr Garcia")
    told.add("allergy", "grapefruit", kind="avoid")
    told.me(implants="pacemaker, 2012, Medtronic; left hip, 2019 (MRI safe)")


@golden
def partial_dates(told: Told) -> None:
    seen_before(told, "Jan 2026")
    told.on("2026-03-10")
    told.me(name="Marta Example", born="1958")
    neurologist(told, "Mar 2026")
    prednisone(told, started="about 2024")
    told.add("medication", "zopiclone", dose="1 tablet", frequency="at bedtime", started="unsure")
    told.add("medication", "codeine", status="stopped", stopped="unsure", stop_reason="cost")
    told.add("medication", "senna", status="stopped", stopped="2026", stop_reason="finished")
    told.add("symptom", "double vision", began="about Feb 2026", course="worse")
    told.add("symptom", "tingling feet", began="2019", course="steady", last_normal="about 2018")
    told.add("symptom", "low mood", began="unsure", course="unsure")
    told.add("symptom", "tired", course="worse")
    told.add("test", "MRI brain", status="done", done_on="Feb 2026", result_due="Mar 2026")
    told.add("specialist", "oncology", status="sent", sent_on="about Feb 2026")


@golden
def stopped_two_visits_ago(told: Told) -> None:
    """What was stopped before the last visit is not news; what was stopped since is."""
    seen_before(told, "1 Dec 2025")
    told.add("visit", "5 Feb 2026", with_whom="Dr A. Neuro", specialty="neurology", status="done")
    told.add("medication", "topiramate", strength="25 mg", status="stopped", stopped="10 Jan 2026")
    told.add(
        "medication",
        "amitriptyline",
        strength="10 mg",
        status="stopped",
        stopped="20 Feb 2026",
        stop_reason="side-effect",
        stop_note="confusion at night",
    )
    prednisone(told)
    neurologist(told)


@golden
def overdue_approval(told: Told) -> None:
    marta(told)
    neurologist(told)
    told.add(
        "specialist",
        "oncology",
        name="Dr B. Onco",
        status="approved",
        status_since="1 Feb 2026",
        referral_number="R-2291",
        approval_number="A-77",
        approval_expires="1 Mar 2026",
        sent_on="18 Jan 2026",
    )
    told.add("specialist", "speech therapy", status="awaiting-approval", sent_on="18 Feb 2026")
    told.add("specialist", "eye clinic", status="ordered", status_since="11 Mar 2026")
    told.add("test", "PET scan", status="done", done_on="2 Mar 2026", result_due="9 Mar 2026")
    told.add("test", "lumbar puncture", status="done", done_on="10 Mar 2026")
    told.add("test", "blood antibodies", status="booked", booked_for="20 Mar 2026")


@golden
def infusion_and_therapy(told: Told) -> None:
    marta(told)
    neurologist(told)
    told.add("medication", "IVIg", kind="infusion", last_given="20 Feb 2026")
    told.add(
        "medication",
        "rituximab",
        kind="infusion",
        strength="10 mg/mL",
        dose="1,000 mg",
        frequency="every 6 months",
        reason="antibodies",
        prescriber="Dr A. Neuro",
        last_given="Jan 2026",
        next_due="Jul 2026",
    )
    told.add("medication", "plasma exchange", kind="therapy", next_due="16 Mar 2026 8:00")
    told.add("medication", "physiotherapy", kind="therapy", frequency="twice a week")


@golden
def as_needed(told: Told) -> None:
    marta(told)
    neurologist(told)
    tablet = {"form": "tablet", "dose": "1 tablet", "route": "by mouth"}
    told.add("medication", "ibuprofen", **tablet, as_needed_for="headache", most_per_day="3")
    told.add(
        "medication",
        "tramadol",
        **tablet,
        strength="50 mg",
        frequency="every 6 hours",
        as_needed_for="pain",
        most_per_day="4 tablets in 24 hours",
    )
    told.add("medication", "lorazepam", **tablet, frequency="as needed")
    told.add("medication", "senna", as_needed_for="constipation")
    told.add("medication", "salbutamol", form="inhaler", dose="2 puffs", most_per_day="8 puffs")


@golden
def paused(told: Told) -> None:
    seen_before(told)
    pills = prednisone(told)
    told.add("medication", "warfarin", dose="1 tablet", frequency="at 6 pm", started="2020")
    told.on("2026-03-02")
    told.edit("medication", pills, status="paused")
    neurologist(told)


@golden
def taken_differently(told: Told) -> None:
    marta(told)
    neurologist(told)
    told.add(
        "medication",
        "zopiclone",
        strength="3.75 mg",
        form="tablet",
        dose="1 tablet",
        route="by mouth",
        frequency="at bedtime",
        taken_differently="takes 2",
        reason="sleep",
        helps="no",
        side_effects="dry mouth",
    )
    told.add("medication", "metformin", taken_differently="skips it when not eating")


@golden
def history_late(told: Told) -> None:
    """The file was begun after the last visit, so it cannot know all changes since."""
    told.on("2026-02-15")
    marta(told)
    told.add("visit", "10 Jan 2026", with_whom="Dr A. Neuro", status="done")
    pills = prednisone(told)
    neurologist(told)
    told.on("2026-03-03")
    told.edit("medication", pills, dose="2 tablets")


@golden
def changed_medicines(told: Told) -> None:
    seen_before(told)
    pills = prednisone(told)
    amlodipine = told.add(
        "medication", "amlodipine", strength="5 mg", dose="1 tablet", frequency="every morning"
    )
    levothyroxine = told.add(
        "medication", "levothyroxine", strength="75 mcg", dose="1 tablet", frequency="at 7"
    )
    zopiclone = told.add("medication", "zopiclone", dose="1 tablet", frequency="at bedtime")
    told.on("2026-02-01")
    told.edit("medication", pills, dose="3 tablets")
    told.edit("medication", amlodipine, strength="10 mg")
    told.edit("medication", zopiclone, dose="2 tablets")
    told.on("2026-03-03")
    told.edit("medication", pills, dose="2 tablets", frequency="every second morning")
    told.edit("medication", levothyroxine, frequency="every morning, 30 minutes before food")
    told.edit("medication", zopiclone, dose="1 tablet")
    told.add("medication", "omeprazole", dose="1 capsule", frequency="daily", started="3 Mar 2026")
    neurologist(told)


def _cancer(answer: str, detail: str = "") -> Tell:
    def tell(told: Told) -> None:
        marta(told)
        neurologist(told)
        told.add("answer", "cancer", answer=answer, detail=detail)

    tell.__name__ = f"cancer_{answer}"
    return tell


printed(_cancer("yes", "breast, left, operated 2011"))
printed(_cancer("no"))
printed(_cancer("not-sure", "a spot on the lung, no biopsy yet"))


@golden
def rehearsal_partly(told: Told) -> None:
    marta(told)
    neurologist(told)
    for key in ("weakness", "vision", "sleep"):
        told.add("answer", key, answer="yes")
    told.add("answer", "seizure", answer="yes", detail="one, 2 minutes")
    for key in ("breathing", "hallucination"):
        told.add("answer", key, answer="no")
    told.add("answer", "mood", answer="not-sure")
    told.add("answer", "began", answer="yes")
    told.add("answer", "smoking", answer="yes", detail="stopped 1995")
    told.add("answer", "family-cancer", answer="not-sure")


@golden
def life_changes(told: Told) -> None:
    seen_before(told)
    neurologist(told, life_changes="husband died in December; gave up driving; moved in with Ana")
    told.add("symptom", "unsteady walking", course="worse", began="Jan 2026")


@golden
def carried_questions(told: Told) -> None:
    marta(told)
    neurologist(told)
    first = told.add("question", "Is it safe to keep taking the sleeping tablet?", carried=2)
    told.add("question", "Who calls us with results, and by when?", carried=1, status="not-asked")
    told.add("question", "What else could it be?", status="partly", answer="perhaps the nerves")
    told.add("question", "When may she drive again?", status="answered", answer="in May")
    told.add("question", "Do we need a second opinion?", status="dropped")
    last = told.add("question", "What is the most likely cause?")
    told.move(last, 1)
    told.move(first, 3)
