"""What a page says of a question that was answered in part."""

from tests.brief.made import made, source_of
from tuiplanner.brief.page import make_page
from tuiplanner.model.fields import AnswerGiven
from tuiplanner.model.records import Question, Specialist, Visit


def flat(question: Question) -> str:
    neuro = Specialist(specialty="neurology", name="Dr A. Neuro")
    seen = Visit(when="2026-01-12T10:30", specialist_id=1, status="done")
    planner = made(neuro, seen, question)
    return " ".join(make_page(source_of(planner, Visit(id=9, when="2026-03-14"))).text.split())


def test_the_last_answer_stands_beside_the_question_with_doctor_and_day() -> None:
    given = (AnswerGiven(2, "partly", "months; a plan comes", "2026-01-12"),)
    question = Question(
        text="How long?",
        status="partly",
        answer="months; a plan comes",
        answered_on="2026-01-12",
        answers_given=given,
    )
    assert "How long? (partly answered, Dr A. Neuro, 12 Jan 2026: months; a plan comes)" in (
        flat(question)
    )


def test_a_long_answer_or_none_is_left_to_the_family() -> None:
    for answer in ("", "word " * 30):
        text = flat(Question(text="How long?", status="partly", answer=answer))
        assert "How long? (partly answered)" in text


def test_an_answer_that_was_typed_without_a_visit_has_its_day() -> None:
    question = Question(text="Why?", status="partly", answer="nerves", answered_on="2026-02-01")
    assert "Why? (partly answered, 1 Feb 2026: nerves)" in flat(question)
