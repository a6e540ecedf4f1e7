"""Finding words in the planner: a record is found where its facts hold all of them."""

from collections.abc import Iterable, Iterator

from tuiplanner.model.facts import facts
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Record


def found(
    planner: Planner, kinds: Iterable[type[Record]], words: str
) -> Iterator[tuple[Record, str]]:
    """Each record of these kinds that has all the words, with what it says in a line."""
    wanted = words.casefold().split()
    for kind in kinds if wanted else ():
        for record in planner.rows(kind).values():
            said = " · ".join(value for _, _, value in facts(planner, record))
            if all(word in said.casefold() for word in wanted):
                yield record, said
