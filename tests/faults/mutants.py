"""Planner files as accidents, other programs and ill will leave them; each from its own number."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

Bytes = Callable[[bytes, random.Random], bytes]
Tree = Callable[[Any, random.Random], None]

DEEP = "[" * 100_000
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 7, 2**53, 10**400, -(10**40), 1e308, 0.1),
    *(
        float("nan"),
        float("inf"),
        "",
        "7",
        "\0",
        "\ud800",
        "[/b]",
        "\x1b[2J",
        "\u202e",
        "x" * 5_000,
    ),
    *([], {}, [[]], [None], {"": {}}, {"1": 1}, [1, "x", None], "9999-99-99", "2026-03-12T99:99"),
)


def mutant(data: bytes, number: int) -> bytes:
    """The file as one accident leaves it, or several."""
    chance = random.Random(number)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data = chance.choice(KINDS)(data, chance)
    return data


def _bits(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        if flipped:
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:first], data[last:], data[:first] + data[last:]))


def _twice(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:last] + data[first:]


def _inserted(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    odd = (
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"NaN",
        b"-Infinity",
        b"9" * 5_000,
        b'"',
        b"{",
        b"]",
    )
    return data[:at] + chance.choice(odd) + data[at:]


def _in_another_encoding(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-8-sig", "utf-7"))
    return data.decode(errors="replace").encode(encoding, errors="replace")


def _value(tree: Any, chance: random.Random) -> None:
    """Another type where a value stands."""
    inside, key = chance.choice(list(_places(tree)))
    inside[key] = chance.choice(ODD)


def _key(tree: Any, chance: random.Random) -> None:
    """Another name for a value."""
    inside, key = chance.choice([place for place in _places(tree) if isinstance(place[0], dict)])
    names = ("", "0", "-1", "01", "1.5", "9" * 20, str(2**53), "meta", "x", "\ud800", "[/b]", "1")
    inside[chance.choice(names)] = inside.pop(key)


def _swapped(tree: Any, chance: random.Random) -> None:
    """Two values in one another's place."""
    one, two = (chance.choice(list(_places(tree))) for _ in range(2))
    inside, there = one[0][one[1]], two[0][two[1]]
    if not isinstance(inside, dict | list) and not isinstance(there, dict | list):
        one[0][one[1]], two[0][two[1]] = there, inside


def _lost(tree: Any, chance: random.Random) -> None:
    inside, key = chance.choice(list(_places(tree)))
    del inside[key]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    pairs = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree))
    for key, value in pairs:
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)


def _of_tree(change: Tree) -> Bytes:
    """A change of what the JSON says; of what is no JSON any more, a flipped bit."""

    def changed(data: bytes, chance: random.Random) -> bytes:
        try:
            tree = json.loads(data)
            change(tree, chance)
        except (ValueError, RecursionError, TypeError, AttributeError, IndexError):
            return _bits(data, chance)
        return json.dumps(tree).encode()

    return changed


def _nested(data: bytes, chance: random.Random) -> bytes:
    """Brackets without an end, or a few hundred where one value was."""
    depth = chance.choice((50, 400, 900, 100_000))
    brackets = chance.choice(("[" * depth, "[" * depth + "]" * depth, '{"x":' * depth + "1"))
    values = [at for at in range(len(data)) if data.startswith(b': "', at)]
    if not values:
        return brackets.encode()
    at = chance.choice(values) + 2
    end = data.find(b'"', at + 1) + 1
    return data[:at] + brackets.encode() + data[end:]


def _said_twice(data: bytes, chance: random.Random) -> bytes:
    """A key that stands twice in its object."""
    keys = [at for at in range(len(data)) if data.startswith(b'{"', at)]
    if not keys:
        return data + data
    at = chance.choice(keys)
    end = data.find(b'"', at + 2) + 1
    value = chance.choice((b"1", b"null", b"{}", b'"x"', b"NaN"))
    return data[: at + 1] + data[at + 1 : end] + b": " + value + b", " + data[at + 1 :]


def _nothing(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n", b"\0" * len(data), b"{}", b"[]", b"null", DEEP.encode()))


KINDS: tuple[Bytes, ...] = (
    *(_bits, _cut, _twice, _inserted, _in_another_encoding, _nested, _said_twice, _nothing),
    *map(_of_tree, (_value, _value, _value, _value, _key, _key, _swapped, _lost)),
)
