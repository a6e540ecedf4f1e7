"""Ranks of questions: dense, without ties or gaps, whatever is done; and no id comes twice."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.every import examples
from tests.model.making import added, edited
from tests.strategies import TODAY
from tuiplanner.errors import NotFound
from tuiplanner.model.planner import Planner, move, remove
from tuiplanner.model.records import Medication, Question

RANKS = st.integers(1, 9)


class Ranking(RuleBasedStateMachine):
    """The planner against a plain list of ids in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.planner = Planner()
        self.order: list[int] = []
        self.used: set[int] = set()

    def _chosen(self, place: int) -> int:
        return self.order[place % len(self.order)]

    def _place(self, id: int, rank: int) -> None:
        if id in self.order:
            self.order.remove(id)
        self.order.insert(rank - 1, id)

    @rule()
    def ask(self) -> None:
        self.order.append(self.planner.next_id)
        self.planner = added(self.planner, Question, text="Why?")

    @rule(rank=RANKS)
    def ask_at(self, rank: int) -> None:
        self._place(self.planner.next_id, rank)
        self.planner = added(self.planner, Question, text="Why?", rank=str(rank))

    @rule()
    def take_something(self) -> None:
        self.planner = added(self.planner, Medication, name="prednisone")

    @precondition(lambda self: self.order)
    @rule(place=RANKS, rank=RANKS)
    def move_to(self, place: int, rank: int) -> None:
        id = self._chosen(place)
        self._place(id, rank)
        self.planner = move(self.planner, id, rank)

    @precondition(lambda self: self.order)
    @rule(place=RANKS, rank=RANKS)
    def edit_rank(self, place: int, rank: int) -> None:
        id = self._chosen(place)
        self._place(id, rank)
        self.planner = edited(self.planner, Question, id, rank=str(rank))

    @precondition(lambda self: self.order)
    @rule(place=RANKS, status=st.sampled_from(["dropped", "answered", "open"]))
    def settle(self, place: int, status: str) -> None:
        self.planner = edited(self.planner, Question, self._chosen(place), status=status)

    @precondition(lambda self: self.order)
    @rule(place=RANKS)
    def forget(self, place: int) -> None:
        id = self._chosen(place)
        self.order.remove(id)
        self.planner = remove(self.planner, Question, id, TODAY)

    @invariant()
    def the_order_is_that_of_the_list(self) -> None:
        assert [question.id for question in self.planner.ranked] == self.order

    @invariant()
    def ranks_are_dense(self) -> None:
        ranks = [question.rank for question in self.planner.ranked]
        assert ranks == list(range(1, len(ranks) + 1))

    @invariant()
    def no_id_comes_twice(self) -> None:
        ids = {*self.planner.questions, *self.planner.medications}
        assert all(id < self.planner.next_id for id in ids)
        assert len(ids) == len(self.planner.questions) + len(self.planner.medications)
        gone = self.used - ids
        assert self.planner.next_id not in gone
        self.used |= ids


Ranking.TestCase.settings = settings(max_examples=examples(60), stateful_step_count=25)
TestRanking = Ranking.TestCase


def asked(count: int) -> Planner:
    planner = Planner()
    for number in range(1, count + 1):
        planner = added(planner, Question, text=f"question {number}")
    return planner


@pytest.mark.parametrize(
    ("id", "rank", "order"),
    [
        (1, 3, [2, 3, 1, 4]),
        (4, 1, [4, 1, 2, 3]),
        (2, 2, [1, 2, 3, 4]),
        (1, 99, [2, 3, 4, 1]),
        (3, 0, [3, 1, 2, 4]),
        (3, -5, [3, 1, 2, 4]),
    ],
)
def test_a_question_moves_and_those_between_shift(id: int, rank: int, order: list[int]) -> None:
    assert [q.id for q in move(asked(4), id, rank).ranked] == order


def test_a_missing_question_cannot_be_moved() -> None:
    with pytest.raises(NotFound, match="no question 9"):
        move(asked(2), 9, 1)


def test_missing_or_equal_ranks_are_fixed_by_the_next_change() -> None:
    ranks = {1: 3, 2: None, 3: 3, 4: 2}
    rows = {id: Question(id=id, text="Why?", rank=rank) for id, rank in ranks.items()}
    planner = Planner(questions=rows, next_id=5)
    assert [q.id for q in planner.ranked] == [4, 1, 3, 2]
    after = added(planner, Question, text="And then?")
    assert [(q.id, q.rank) for q in after.ranked] == [(4, 1), (1, 2), (3, 3), (2, 4), (5, 5)]
