"""What is told for the golden pages that are full, in other letters, or hostile."""

import json
from itertools import permutations

from tests.golden.planners import ASCII, marta, neurologist
from tests.golden.told import Told, golden, printed
from tuiplanner.brief.layout import LARGE
from tuiplanner.data.library import rehearsal
from tuiplanner.model.fields import Choice, Number, Ref, Spec, Text, When
from tuiplanner.model.planner import KINDS
from tuiplanner.model.records import Profile, Record, field_specs, typed_specs
from tuiplanner.outputs.ascii import NOTE

ROW = 70  # cells of a short medicine row behind its indent
STEMS = ("alto", "bena", "coru", "delma", "fen", "galian", "lora", "meto", "peran", "vala")
ENDS = ("pine", "lol", "statin", "pril", "mycin", "sartan")
OFTEN = ("daily", "at night", "at bedtime", "twice a day", "every morning", "every 8 hours")
HOW = (", with food", ", not with milk", ", before meals", ", with a glass of water", ", alone")


def short_row(number: int) -> dict[str, str]:
    """A medicine whose name, strength, dose and frequency fill exactly one short row."""
    name = STEMS[number % len(STEMS)] + ENDS[number // len(STEMS)]
    strength, dose = f"{5 + number % 9 * 5} mg", ("1 tablet", "half a tablet")[number % 2]
    left = ROW - len(f"{name} {strength}: {dose}; ")
    ways = ("".join(how) for count in (1, 2, 3) for how in permutations(HOW, count))
    exact = next(o + w for w in ways for o in OFTEN if len(o + w) == left)
    return {"name": name, "strength": strength, "dose": dose, "frequency": exact}


def busy(told: Told, medicines: int) -> None:
    """A planner with something in every block, and so many medicines."""
    marta(told)
    told.me(needs="speech tires quickly")
    neurologist(told, life_changes="moved in with Ana")
    for substance in ("penicillin", "latex", "iodine contrast", "wasp venom"):
        told.add("allergy", substance, reaction="rash", severity="mild")
    for text in ("What is the likely cause?", "Which tests come next?", "Who calls us?"):
        told.add("question", text)
    for number in range(medicines):
        row = short_row(number)
        told.add("medication", row.pop("name"), **row, reason="blood", prescriber="Dr Garcia")
    for number in range(6):
        told.add("symptom", f"symptom {number + 1}", course="worse", began="Feb 2026")
    for asked in rehearsal()[0]:
        told.add("answer", asked.key, answer="no" if asked.key > "n" else "yes")
    told.add("test", "MRI brain", status="done", done_on="2 Mar 2026", result_due="9 Mar 2026")
    told.add("specialist", "oncology", status="sent", sent_on="18 Feb 2026")


def forty_medicines(told: Told) -> None:
    """They fit on one page."""
    busy(told, 40)


def sixty_medicines(told: Told) -> None:
    """They do not: a second page is safer than a lost medicine."""
    busy(told, 60)


printed(forty_medicines)
printed(forty_medicines, "-large", LARGE)
printed(sixty_medicines)


@golden
def thirty_symptoms(told: Told) -> None:
    told.on("2026-01-02")
    marta(told)
    told.add("visit", "10 Jan 2026", with_whom="Dr A. Neuro", status="done")
    told.on("2026-03-10")
    neurologist(told)
    courses = ("worse", "better", "steady", "comes-and-goes", "adding-up", "gone", "unsure")
    for number in range(30):
        told.add(
            "symptom",
            f"symptom {number + 1}",
            course=courses[number % len(courses)],
            began=f"{1 + number % 28} {('Nov 2025', 'Dec 2025', 'Feb 2026')[number % 3]}",
            severity=number % 11,
            seen_by=("patient", "caregiver", "both")[number % 3],
        )


@golden
def many_questions(told: Told) -> None:
    """Twenty-five questions for three visits, of two specialists."""
    marta(told)
    onco = told.add("specialist", "oncology", name="Dr B. Onco")
    here = neurologist(told)
    there = told.add("visit", "20 Mar 2026", specialist_id=onco)
    later = told.add("visit", "2 Apr 2026", with_whom="Dr Garcia")
    whose: tuple[dict[str, int], ...] = (
        {"visit_id": here},
        {"visit_id": there},
        {"visit_id": later},
        {"specialist_id": onco},
        {},
    )
    for number in range(25):
        told.add("question", f"Question number {number + 1}?", **whose[number % len(whose)])


def _full(spec: Spec) -> str:
    """As much as a field takes."""
    match spec:
        case Text():
            words = "wordy words "
            return (words * spec.limit)[: spec.limit - 1].ljust(spec.limit - 1, "y") + "."
        case When():
            return "28 Sep 2025"
        case Choice():
            return max(map(str, spec.words), key=len)
        case Number(highest=highest):
            return str(highest)
        case _:
            return ""


def _filled(kind: type[Record], /, **chosen: str) -> dict[str, str]:
    known = typed_specs(kind)
    texts = {name: _full(spec) for name, spec in known.items() if not isinstance(spec, Ref)}
    return {name: text for name, text in (texts | chosen).items() if text}


@golden
def limits(told: Told) -> None:
    """Every text as long as its field takes it."""
    statuses = {name: "" for name in field_specs(Profile) if name.endswith("_status")}
    told.me(**{name: text for name, text in (_filled(Profile) | statuses).items() if text})
    for kind, chosen in (
        ("person", {}),
        ("specialist", {"status": "sent"}),
        (
            "visit",
            {"when": "14 Mar 2026 10:30", "until": "", "mode": "in-person", "status": "planned"},
        ),
        ("allergy", {"kind": "allergy"}),
        ("allergy", {"kind": "avoid"}),
        ("medication", {"status": "taking", "stopped": "", "kind": "over-the-counter"}),
        ("medication", {"status": "paused", "stopped": "", "kind": "infusion"}),
        ("medication", {"status": "stopped"}),
        ("symptom", {"in_brief": "yes"}),
        ("question", {"status": "open", "rank": "1"}),
        ("question", {"status": "partly", "rank": "2"}),
        ("test", {"status": "done", "result": ""}),
        ("answer", {"key": "smoking", "answer": "yes"}),
        ("answer", {"key": "cancer", "answer": "yes"}),
        ("answer", {"key": "weakness", "answer": "yes"}),
    ):
        texts = _filled(KINDS[kind], **chosen)
        if kind == "visit":
            texts |= {"prepared_by": "1", "companion_id": "1", "specialist_id": "2"}
        told.add(kind, texts.pop(KINDS[kind].TITLE), **texts)


def _letters(told: Told, name: str, medicine: str, dose: str, words: str) -> None:
    """A planner in other letters, in every block."""
    marta(told)
    told.me(name=name, conditions=words, contact=f"{name} 555-0142")
    told.edit("person", 1, name=name, relation=words[:8])
    neurologist(told, with_whom=name, reason=words, goal=words)
    told.add("allergy", medicine, reaction=words)
    for number in range(3):
        told.add(
            "medication",
            f"{medicine} {number + 1}",
            strength="20 mg",
            dose=dose,
            frequency=words[:60],
            reason=words,
        )
    told.add("question", words)
    told.add("symptom", words[:30], course="worse", hardest_task=words, seen_by="both")


def japanese(told: Told) -> None:
    words = "歩くときにふらつき、話すときに言葉がはっきりしない状態が八週間続いている"
    _letters(told, "山田花子", "プレドニゾロン錠", "2錠", words)


def arabic(told: Told) -> None:
    words = "عدم ثبات أثناء المشي وصعوبة في الكلام منذ ثمانية أسابيع"
    _letters(told, "فاطمة الزهراء", "بريدنيزولون", "قرصان", words)


def greek(told: Told) -> None:
    words = "Αστάθεια στο βάδισμα και δυσκολία στην ομιλία εδώ και οκτώ εβδομάδες"
    _letters(told, "Ελένη Παπαδοπούλου", "πρεδνιζολόνη", "2 δισκία", words)


def emoji(told: Told) -> None:
    words = "👩‍👩‍👧 the family sees it 🙂, 🇲🇽 🇯🇵 flags, 👍🏽 thumbs and ❤️ hearts all the time"
    _letters(told, "Ana 🌻 Example", "💊 prednisone", "½ 💊", words)


def combining_marks(told: Told) -> None:
    words = "Z̷̧a̴l̶g̵o̸ and te\u0301le\u0301phone, n\u0303, ก็ที่น้ำ, हिन्दी में क्षत्रिय, each of them one cell"
    _letters(
        told, "Ame\u0301lie Nu\u0308n\u0303ez", "pre\u0301dnisone", "1\u00bd comprime\u0301", words
    )


for script in (japanese, arabic, greek, combining_marks):
    printed(script)
    printed(script, "-ascii", ASCII._replace(note=NOTE))
printed(emoji)
printed(emoji, "-ascii", ASCII)


HOSTILE = (
    "[/b][@click=app.quit]x[/] \x1b[31mred\x1b[0m\x1b]52;c;aGk=\x07 \x9b2J\x00"
    " \u202egnp.exe\u202c \u2066x\u2069\r\nMEDICINES (0)\nnext\u2028line\u2029end\x0b\x0c\t\ud800"
)


@golden
def hostile(told: Told) -> None:
    """Loaded raw from a file that something else wrote: hostile text in every field."""
    tables: dict[str, dict[str, dict[str, object]]] = {
        "meta": {"1": {"schema": 1, "next_id": 100, "revision": 0}},
        "profile": {"1": _hostile(Profile)},
    }
    for id, kind in enumerate(KINDS.values(), 1):
        tables[kind.TABLE] = {str(id): _hostile(kind)}
    visit = next(iter(tables["visits"]))
    tables["visits"][visit]["when"] = "2026-03-14T10:30"
    told.path.write_text(json.dumps(tables))
    told.visit = int(visit)


def _hostile(kind: type[Record]) -> dict[str, object]:
    return dict.fromkeys(typed_specs(kind), HOSTILE)
