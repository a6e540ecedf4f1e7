"""After the visit: whose questions, in which order, and what is carried over."""

from dataclasses import replace
from datetime import date

import pytest

from tests.model.making import added, edited
from tests.strategies import TODAY
from tuiplanner.model.after import asked_at, last_done, record_outcome, still_open
from tuiplanner.model.fields import AnswerGiven
from tuiplanner.model.planner import Planner, add
from tuiplanner.model.records import Brief, Question, Specialist, Visit

NEURO, ONCO, VISIT = 1, 2, 3


def planner() -> Planner:
    """A neurologist, an oncologist, a visit with the first, and a question for each and for any."""
    made = added(Planner(), Specialist, specialty="neurology")
    made = added(made, Specialist, specialty="oncology")
    made = added(made, Visit, when="11 Mar 2026", specialist_id=str(NEURO))
    made = added(made, Question, text="for any")
    made = added(made, Question, text="for neurology", specialist_id=str(NEURO))
    made = added(made, Question, text="for oncology", specialist_id=str(ONCO))
    return added(made, Question, text="for the visit", visit_id=str(VISIT))


def texts(questions: tuple[Question, ...]) -> list[str]:
    return [question.text for question in questions]


def test_without_a_kept_page_todays_ranking_counts() -> None:
    made = planner()
    assert texts(asked_at(made, made.visits[VISIT])) == [
        "for any",
        "for neurology",
        "for the visit",
    ]


def test_the_latest_kept_page_comes_first_in_its_order() -> None:
    made = planner()
    for day, ids in (("2026-03-10", (4, 5)), ("2026-03-11", (7, 99, 4))):
        values = {"visit_id": VISIT, "kept_at": day, "text": "x", "question_ids": ids}
        made = add(made, Brief, values, TODAY)
    assert texts(asked_at(made, made.visits[VISIT])) == [
        "for the visit",
        "for any",
        "for neurology",  # not on the page: there was no room, or it was written down later
    ]


def test_a_question_from_after_the_visit_is_not_one_of_its_questions() -> None:
    values = {"visit_id": VISIT, "kept_at": "2026-03-10", "text": "x", "question_ids": ()}
    made = add(planner(), Brief, values, TODAY)
    visit = made.visits[VISIT]
    later = replace(made.questions[4], created="2026-03-12T08:00:00Z")
    same_day = replace(made.questions[5], created="2026-03-11T20:00:00Z")
    made = replace(made, questions={**made.questions, 4: later, 5: same_day})
    assert texts(asked_at(made, visit)) == ["for neurology", "for the visit"]


def test_each_visit_keeps_its_own_answer() -> None:
    made = added(planner(), Visit, when="12 Mar 2026", specialist_id=str(ONCO))
    second = max(made.visits)
    made = record_outcome(made, VISIT, 4, "answered", "it is the antibodies", TODAY)
    made = record_outcome(made, second, 4, "partly", "perhaps", TODAY)
    given = made.questions[4].given_at(VISIT)
    assert given == AnswerGiven(VISIT, "answered", "it is the antibodies", "2026-03-11")
    assert made.questions[4].given_at(second) == AnswerGiven(
        second, "partly", "perhaps", "2026-03-12"
    )
    made = record_outcome(made, second, 4, "answered", "yes, the antibodies", TODAY)
    assert [each.text for each in made.questions[4].answers_given] == [
        "it is the antibodies",
        "yes, the antibodies",
    ]


def test_answers_follow_the_corrected_day_of_their_visit() -> None:
    made = added(planner(), Visit, when="12 Mar 2026", specialist_id=str(ONCO))
    second = max(made.visits)
    made = record_outcome(made, second, 4, "partly", "perhaps", TODAY)
    made = record_outcome(made, VISIT, 5, "answered", "yes", TODAY)
    made = edited(made, Visit, second, when="9 Mar 2026")
    question = made.questions[4]
    assert [given.day for given in question.answers_given] == ["2026-03-09"]
    assert question.answered_on == "2026-03-09"
    assert made.questions[5].answered_on == "2026-03-11", "another visit's answer stays"
    assert edited(made, Visit, second, when="unsure").questions[4] == question
    made = edited(made, Question, 4, answered_on="1 Mar 2026")
    made = edited(made, Visit, second, when="8 Mar 2026")
    assert made.questions[4].answered_on == "2026-03-01", "a day that was typed stays"


def test_the_answer_of_an_older_file_is_kept_with_its_visit() -> None:
    made = added(planner(), Visit, when="12 Mar 2026", specialist_id=str(ONCO))
    second = max(made.visits)
    old = replace(made.questions[4], gone_through_at=VISIT, status="partly", answer="half")
    made = replace(made, questions={**made.questions, 4: old})
    made = record_outcome(made, second, 4, "answered", "all of it", TODAY)
    assert [(e.visit_id, e.text) for e in made.questions[4].answers_given] == [
        (VISIT, "half"),
        (second, "all of it"),
    ]


def test_a_general_question_that_one_doctor_did_not_get_to_stays_open_for_all() -> None:
    made = record_outcome(planner(), VISIT, 4, "not-asked", "", TODAY)
    question = made.questions[4]
    assert (question.visit_id, question.specialist_id, question.is_waiting) == (None, None, True)


@pytest.mark.parametrize("status", ["answered", "partly", "not-asked"])
def test_questions_already_covered_are_not_asked_again(status: str) -> None:
    made = record_outcome(planner(), VISIT, 4, status, "because", TODAY)
    visit = made.visits[VISIT]
    assert "for any" not in texts(still_open(made, visit))
    assert "for any" in texts(asked_at(made, visit))


def test_an_unasked_question_is_carried_over_and_counted() -> None:
    made = record_outcome(planner(), VISIT, 7, "not-asked", "", TODAY)
    made = record_outcome(made, VISIT, 7, "not-asked", "", TODAY)
    question = made.questions[7]
    assert (question.status, question.carried) == ("not-asked", 2)
    assert (question.visit_id, question.specialist_id) == (None, NEURO)
    assert question.is_waiting


def test_an_answer_gets_the_visit_date_and_none_keeps_the_old() -> None:
    made = record_outcome(planner(), VISIT, 4, "partly", "half", TODAY)
    made = record_outcome(made, VISIT, 4, "answered", "", TODAY)
    assert (made.questions[4].answer, made.questions[4].answered_on) == ("half", "2026-03-11")


@pytest.mark.parametrize(
    ("days", "today", "last"),
    [
        (("2026-03-11", "2026-02-01"), TODAY, "2026-03-11"),
        (("2026-03-12T09:00", "2026-03-11"), TODAY, "2026-03-12T09:00"),  # of today
        (("2026-03-13", "2026-03-11"), TODAY, "2026-03-11"),
        (("2026-03", "2026-02"), TODAY, "2026-02"),  # it may be still ahead
        (("2024-02-29",), date(2024, 2, 29), "2024-02-29"),
        (("2026-03-13",), TODAY, ""),
    ],
)
def test_the_last_done_visit_is_found(days: tuple[str, ...], today: date, last: str) -> None:
    made = Planner()
    for day in days:
        made = add(made, Visit, {"when": day}, TODAY)
    visit = last_done(made, today)
    assert (visit.when if visit else "") == last


def test_a_canceled_visit_is_not_the_last_done_visit() -> None:
    made = add(Planner(), Visit, {"when": "2026-03-11", "status": "cancelled"}, TODAY)
    assert last_done(made, TODAY) is None


def test_an_earlier_visit_that_is_written_down_later_changes_no_later_answer() -> None:
    made = added(planner(), Visit, when="1 Feb 2026", specialist_id=str(NEURO))
    earlier = max(made.visits)
    made = record_outcome(made, VISIT, 4, "partly", "no driving", TODAY)
    made = record_outcome(made, earlier, 4, "answered", "yes, drive", TODAY)
    question = made.questions[4]
    assert (question.status, question.answer) == ("partly", "no driving")
    assert [given.text for given in question.answers_given] == ["yes, drive", "no driving"]


def test_a_corrected_answer_is_that_of_the_last_visit() -> None:
    made = record_outcome(planner(), VISIT, 4, "answered", "a nerf", TODAY)
    made = edited(made, Question, 4, answer="a nerve")
    given = made.questions[4].given_at(VISIT)
    assert given is not None
    assert given.text == "a nerve"


def test_a_later_visit_without_the_question_does_not_hide_an_earlier_answer() -> None:
    made = added(planner(), Visit, when="1 Feb 2026", specialist_id=str(NEURO))
    earlier = max(made.visits)
    made = record_outcome(made, VISIT, 4, "not-asked", "", TODAY)
    made = record_outcome(made, earlier, 4, "answered", "the nerves", TODAY)
    assert (made.questions[4].status, made.questions[4].answer) == ("answered", "the nerves")
