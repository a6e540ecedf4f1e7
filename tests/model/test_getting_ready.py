"""Getting ready: eight topics, the points of the ready check among them, and what is done."""

from collections import Counter
from datetime import date

from hypothesis import given, settings

from tests.every import examples
from tests.model.making import added
from tests.model.test_ready import ASKED, ready
from tests.strategies import TODAY, planners
from tuiplanner.model.getting_ready import (
    BEFORE,
    LABELS,
    SYMPTOMS,
    WHEN,
    WHY,
    Topic,
    counted,
    topics,
)
from tuiplanner.model.planner import Planner, edit
from tuiplanner.model.ready import points
from tuiplanner.model.records import MedicalTest, Medication, Symptom, Visit
from tuiplanner.model.visits import next_visit


def found(planner: Planner, today: date = TODAY) -> tuple[Topic, ...]:
    visit = next_visit(planner, today)
    return topics(planner, visit, points(planner, visit, today, ASKED))


def state(planner: Planner) -> dict[str, str]:
    """The sign of each topic."""
    return {
        topic.label: "!" if topic.points else "-" if topic.is_empty else "✓"
        for topic in topics(
            planner, next_visit(planner, TODAY), points(planner, next_visit(planner, TODAY), TODAY)
        )
    }


@settings(max_examples=examples(60))
@given(planners())
def test_every_open_point_belongs_to_one_topic_and_keeps_it_from_being_done(
    planner: Planner,
) -> None:
    visit = next_visit(planner, TODAY)
    missing = points(planner, visit, TODAY, ASKED)
    each = topics(planner, visit, missing)
    assert tuple(topic.label for topic in each) == LABELS
    assert Counter(p for t in each for p in t.points) == Counter(missing)
    for topic in each:
        assert list(topic.points) == [p for p in missing if p in topic.points], "in their order"
        assert topic.is_done + bool(topic.points) + topic.is_empty == 1, "one sign each"
    done, total = (int(word) for word in counted(each).split() if word.isdigit())
    assert (done == total) == (not missing)
    assert total <= len(LABELS)


def test_a_full_planner_has_a_tick_for_each_topic_with_entries() -> None:
    assert state(ready()) == {**dict.fromkeys(LABELS, "✓"), SYMPTOMS: "-"}
    assert counted(found(added(ready(), Symptom, name="tremor"))[:6]) == "6 of 6 done"
    assert set(state(added(ready(), Symptom, name="tremor")).values()) == {"✓"}


def test_without_a_visit_there_is_no_reason_to_tick() -> None:
    signs = state(Planner())
    assert [signs[label] for label in (WHEN, WHY, BEFORE, SYMPTOMS)] == ["!", "-", "-", "-"]
    assert "✓" not in signs.values()


def test_a_topic_opens_and_closes_with_its_points() -> None:
    planner = edit(ready(), Visit, 1, {"reason": "", "with_whom": ""}, TODAY)
    assert [label for label, sign in state(planner).items() if sign == "!"] == [WHEN, WHY]
    planner = added(ready(), Medication, name="zinc")
    assert [label for label, sign in state(planner).items() if sign == "!"] == ["Medicines"]
    planner = added(ready(), MedicalTest, name="MRI", status="result-in", result="clear")
    assert [label for label, sign in state(planner).items() if sign == "!"] == [SYMPTOMS]
