"""Files that are damaged or hostile by chance, made from good ones; a seed makes the same file."""

import base64
import gzip
import json
import random
import re
import zlib
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
Mutation = Callable[[bytes, random.Random], bytes]

_LISTS = (
    "Medication;Strength;Directions;Status\nRamipril;5 mg;1 tab daily;Active\n"
    'Warfarin;3 mg;"as told; weekly";Discontinued\n',
    "Name\tDosis\tDesde\nMetformina\t850 mg\t2024-03-01\nParacetamol\t1 g\t\n",
    "Médicament,Dose,Fréquence\nLévothyrox,75 µg,le matin\n",
    "Metformin 500 mg twice a day\nRamipril 5 mg in the morning\n",
)
_HOSTILE = (
    *("\0", "\u202e", "\u2066x", "\x1b[2J", "\u2028", "\ufeff", "\\ud800", "\\u0000", "\x85"),
    *("&x;", "&#0;", "&#xD800;", "<!--", "<![CDATA[", "]]>", "<!ENTITY a 'b'>", "<a>", "</a>"),
    *('"', "'", '""', "{", "}", "[", "]", ",", ";", "\t", "\r", "\n\n", "|", "=", ":", "#"),
    *("NaN", "-Infinity", "1e400", "9" * 5_000, "-0", "null", "true", "0", "-1", "1/0"),
    *("9999-99-99", "0000-00-00", "20261399", "T25:61:61Z", "ICD", "none", "No known allergies"),
    *("x" * 20_000, "a b " * 3_000, "(" * 500, "é" * 100, "\U0001f48a", "½", "\u00a0", "%s{0}"),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, "", " ", "x", "\u202ex", "\ud800", "none", "active"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"value": []}, {"text": {}}, {"coding": "x"}),
    *({"reference": "#self"}, {"resourceType": "Bundle"}, {"extension": [{}]}, ["a", 1, None]),
)


def good_files() -> list[bytes]:
    """Return the made inputs, and lists of some layouts."""
    made = [path for path in sorted(DATA.iterdir()) if ".expected." not in path.name]
    return [path.read_bytes() for path in made] + [text.encode() for text in _LISTS]


def mutated(seed: int, files: list[bytes]) -> bytes:
    """Return one of the files after one to three mutations."""
    chance = random.Random(seed)
    data = chance.choice(files)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_MUTATIONS)(data, chance)
    return _splice(data, chance.choice(files), chance) if chance.random() < 0.05 else data


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted((_place(data, chance), _place(data, chance)))
    return data[:end] + data[start:end] * chance.choice((1, 2, 30)) + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    place = _place(data, chance)
    text = chance.choice(_HOSTILE) * chance.choice((1, 1, 3))
    return data[:place] + text.encode("utf-8", "surrogatepass") + data[place:]


def _insert_in_a_word(data: bytes, chance: random.Random) -> bytes:
    """Put hostile text where a value is, so that the file stays readable more often."""
    words = list(re.finditer(rb"\w{3,}", data))
    if not words:
        return data
    place = chance.choice(words).start() + 1
    return data[:place] + chance.choice(_HOSTILE).encode("utf-8", "replace") + data[place:]


def _move_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _recode(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252", "utf-32"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _swap_tags(data: bytes, chance: random.Random) -> bytes:
    """Exchange two tags of XML, or repeat, empty or remove one."""
    tags = list(re.finditer(rb"<[^<>]{1,300}>", data))
    if len(tags) < 2:
        return data
    one, two = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    middle = data[one.end() : two.start()]
    first, second = chance.choice(
        ((two[0], one[0]), (one[0], b""), (one[0] * 2, two[0]), (b"", two[0]), (one[0], one[0]))
    )
    return data[: one.start()] + first + middle + second + data[two.end() :]


def _swap_attribute(data: bytes, chance: random.Random) -> bytes:
    """Give an attribute of XML the value of another, or hostile text."""
    values = list(re.finditer(rb'="[^"<>]{0,300}"', data))
    if not values:
        return data
    old = chance.choice(values)
    hostile = re.sub(r'[<&"\0]', "", chance.choice(_HOSTILE)).encode("utf-8", "replace")
    new = chance.choice((chance.choice(values)[0], b'="' + hostile + b'"', b'=""'))
    return data[: old.start()] + new + data[old.end() :]


def _swap_json(data: bytes, chance: random.Random) -> bytes:
    """Replace values of JSON by those of other types, repeat them, or nest them in themselves."""
    value, pack = _unpacked(data, chance)
    if not isinstance(value, dict | list):
        return data
    for _ in range(chance.randint(1, 4)):
        inner = [each for each in containers(value) if each]
        if not inner:
            break
        box = chance.choice(inner)
        key = chance.choice(list(box) if isinstance(box, dict) else range(len(box)))
        box[key] = chance.choice(
            (deepcopy(chance.choice(_VALUES)), [box[key]] * 3, {"a": box[key]})
        )
    return pack(json.dumps(value, ensure_ascii=True).encode())


def containers(value: Any) -> list[Any]:
    """Return all objects and arrays inside a JSON value, and the value itself."""
    found, waiting = [], [value]
    while waiting and len(found) < 5_000:
        each = waiting.pop()
        if isinstance(each, dict | list):
            found.append(each)
            waiting.extend(each.values() if isinstance(each, dict) else each)
    return found


def _unpacked(data: bytes, chance: random.Random) -> tuple[Any, Callable[[bytes], bytes]]:
    """Return the JSON in a file, and how it is packed again: as it is, or in a square code."""
    try:
        if data.startswith(b"CHMED16A1"):
            inner = gzip.decompress(base64.b64decode(data[9:].strip()))
            return json.loads(inner), chance.choice((_swiss, lambda text: b"CHMED16A0" + text))
        value = json.loads(data)
    except (ValueError, OSError, EOFError, zlib.error, RecursionError):
        return None, bytes
    return value, chance.choice((bytes, bytes, bytes, _card))


def _swiss(text: bytes) -> bytes:
    return b"CHMED16A1" + base64.b64encode(gzip.compress(text))


def _card(text: bytes) -> bytes:
    """Return a health card with the JSON as its bundle, and no valid signature."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    payload = b'{"iss":"https://a.example","vc":{"credentialSubject":{"fhirBundle":' + text + b"}}}"
    packed = packer.compress(payload) + packer.flush()
    parts = (b'{"zip":"DEF","alg":"ES256"}', packed, b"0" * 64)
    token = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return b'{"verifiableCredential": ["' + token + b'"]}'


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _cut, _repeat, _insert, _insert_in_a_word, _insert_in_a_word, _move_lines, _recode),
    *(_swap_tags, _swap_tags, _swap_attribute, _swap_attribute, _swap_json, _swap_json, _swap_json),
)
