"""What does not fit is counted on the page and named for the preview: no omission is silent."""

from collections import Counter

from hypothesis import given

from tests.brief.drawn import NORMAL, Case, cases, crowded, many
from tests.brief.made import made, source_of
from tests.brief.reading import block, blocks, counts
from tuiplanner.brief.closing import LeftOut
from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import Page, make_page
from tuiplanner.brief.source import Source
from tuiplanner.model.records import (
    Answer,
    MedicalTest,
    Medication,
    Question,
    Record,
    Specialist,
    Symptom,
    Visit,
)


@many
@given(case=cases())
def test_everything_is_on_the_page_or_named_and_counted(case: Case) -> None:
    page, planner = case.page(), case.source.planner
    gone = {(left.table, left.id) for left in page.left_out if not left.parts}
    waiting = {q.id for q in planner.questions.values() if q.is_waiting}
    assert waiting == {id for table, id in gone if table == "questions"} ^ set(page.question_ids)
    for symptom in planner.symptoms.values():
        if symptom.in_brief != "no" and (symptom.TABLE, symptom.id) not in gone:
            assert case.reads(symptom.name, blocks(page)["changes"])
    if case.sheet.letters is str:
        assert {name: n for name, n in counts(page).items() if n} == _gone(page)


def _gone(page: Page) -> Counter[str]:
    """How many of each kind the preview names, by the words that count them on the page."""
    return Counter(word for gone in page.left_out if (word := _word(gone)))


def _word(gone: LeftOut) -> str:
    words = {"symptoms": "symptom", "questions": "question", "answers": '"no" answer'}
    words |= {"medications": "medicine", "allergies": "allergy", "notes": "note"}
    words |= {"observations": "dated note"}
    if gone.table == "answers" and gone.id:
        return "other answer"
    if gone.table == "symptoms" and gone.what.endswith(", gone"):
        return "symptom gone"
    if gone.table == "tests" and gone.what.endswith(": result"):
        return "known result"
    if gone.table == "readings":
        return "parts of measure"
    if gone.table == "events":
        return "life change"
    if gone.table == "conditions":
        return "parts of condition" if gone.parts else "past condition"
    if gone.table == "visits":
        return "other doctor"
    if gone.parts:
        word = words.get(gone.table, "")
        return f"parts of {word}" if word else ""
    return (words | {"medications": "medicine stopped"}).get(gone.table, "item")


def everything(medicines: int) -> Source:
    """A planner with much in every block, and so many plain medicines."""
    words = ("yes", "no", "not-sure")
    keys = ("weakness", "movement", "vision", "breathing", "sleep", "mood", "memory", "numbness")
    onco = Specialist(id=2, specialty="oncology", name="Dr B. Onco")
    records: list[Record] = [
        Visit(when="2026-03-14", reason="unsteady walking"),
        onco,
        Visit(when="2026-03-20", specialist_id=2),
        *(Question(text=f"Question {n}?", rank=n) for n in range(1, 11)),
        *(Question(text=f"Theirs {n}?", rank=10 + n, specialist_id=2) for n in range(1, 4)),
        *(Question(text=f"Then {n}?", rank=13 + n, visit_id=3) for n in range(1, 3)),
        *(
            Symptom(name=f"symptom {n}", course=course, began=f"2025-{n:02}", worse_with="heat")
            for n, course in enumerate(("worse", "better", "steady", "comes-and-goes") * 3, 1)
        ),
        *(Answer(key=key, answer=words[n % 3]) for n, key in enumerate(keys)),
        *(MedicalTest(name=f"test {n}", status="done", result_due="2026-03-01") for n in range(3)),
        Specialist(specialty="speech", status="sent", sent_on="2026-02-18"),
        Medication(name="prednisone", dose="1 tablet", frequency="daily", reason="nerves"),
    ]
    return source_of(crowded(made(*records), medicines), 1)


def test_counts_on_the_page_match_the_items_in_the_preview() -> None:
    """Lost details and "no" answers as well."""
    for medicines in range(60):
        page = make_page(everything(medicines), NORMAL)
        assert {name: n for name, n in counts(page).items() if n} == _gone(page)
        assert counts(page)["question"] >= 7


def test_questions_for_others_are_counted_once_per_person() -> None:
    page = make_page(everything(0), NORMAL)
    closing = block(page, "closing")
    assert "2questions," in closing
    assert "5questionsforDrB.Onco" in closing


def test_answers_printed_elsewhere_do_not_count_as_left_out() -> None:
    """The cancer diagnosis stands among the conditions, even when the answers had to go."""
    records = (
        Answer(key="cancer", answer="yes", detail="breast, 2011"),
        Answer(key="vision", answer="yes"),
        Answer(key="mood", answer="no"),
    )
    small = PageFormat(72, 15)
    page = make_page(source_of(made(*records)), small)
    assert "breast,2011" in block(page, "known")
    assert "2answers,leftouthere;notanswered:16" in block(page, "answers")


def test_items_that_do_not_fit_cost_no_time() -> None:
    """The work for a page does not grow with what cannot be on it anyway."""

    def work(symptoms: int) -> int:
        printed = 0

        def counting(text: str) -> str:
            nonlocal printed
            printed += 1
            return text

        rows = [Symptom(name=f"symptom {n}", course="worse") for n in range(symptoms)]
        make_page(source_of(made(*rows)), PageFormat(letters=counting))
        return printed

    assert work(240) <= 3 * work(120)
