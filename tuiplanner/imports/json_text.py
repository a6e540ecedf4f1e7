"""JSON read strictly: numbers as written, no name twice in an object, nothing beyond the limits."""

import json
from collections import Counter
from collections.abc import Collection
from typing import Any, NoReturn

from tuiplanner.errors import FileTrouble
from tuiplanner.imports import limits
from tuiplanner.model.text import quoted


class Written(str):
    """A number as it is written in the file: `0.50`, `1e400`."""

    __slots__ = ()


def parse_json(text: str) -> Any:
    """Return the value of a JSON text, with each number as `Written`.

    Raise FileTrouble for broken JSON, a name that an object has twice, NaN or Infinity, and
    brackets nested too deeply.
    """
    limits.refuse_large(len(text))
    if sum(map(text.count, ",{[")) > _MOST_SIGNS:
        raise limits.too_many()
    try:
        value = _DECODER.decode(text.removeprefix("\ufeff"))
    except RecursionError:
        raise limits.too_deep() from None
    except json.JSONDecodeError as error:
        raise FileTrouble(
            f"This JSON is broken at line {error.lineno}, so nothing was imported."
            " Please download it again."
        ) from None
    _measure(value)
    return value


# Text contains such signs, too: only many more than values are refused before anything is built.
_MOST_SIGNS = 4 * limits.MOST_NODES


def _measure(value: Any) -> None:
    """Refuse values nested more deeply than the limit, and too many of them."""
    level: list[Collection[Any]] = [[value]]
    depth = nodes = 0
    while level:
        depth += 1
        nodes += sum(map(len, level))
        if depth > limits.DEEPEST:
            raise limits.too_deep()
        if nodes > limits.MOST_NODES:
            raise limits.too_many()
        inner = [part for each in level for part in each if part.__class__ in _HOLDERS]
        level = [part.values() if part.__class__ is dict else part for part in inner]


_HOLDERS = frozenset((dict, list))


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise FileTrouble(
            f"This JSON has {quoted(twice)} twice in one place, so it can be read in two ways and"
            " nothing was imported."
        )
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise FileTrouble(f"This JSON contains {name}, which is not a value, so nothing was imported.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_twins,
    parse_float=Written,
    parse_int=Written,
    parse_constant=_refuse_constant,
)
