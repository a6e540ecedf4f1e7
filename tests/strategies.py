"""Hypothesis strategies that the rooms share: hostile text, partial dates, whole planners.

Everything is drawn as a person would type it and goes through the model's own functions, so a
planner from here is one that the program itself can make.
"""

import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tuiplanner.model.after import record_outcome
from tuiplanner.model.dates import first_day, last_day
from tuiplanner.model.fields import Answers, Choice, Kept, Number, Numbers, Ref, Spec, Text, When
from tuiplanner.model.planner import KINDS, LISTED, Planner, add, edit, read_values, remove
from tuiplanner.model.records import (
    Allergy,
    Answer,
    Condition,
    Contact,
    Dose,
    Event,
    MedicalTest,
    Medication,
    Note,
    Observation,
    Person,
    Plan,
    Profile,
    Question,
    Reading,
    Record,
    Specialist,
    Step,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.model.text import folded, one_line

TODAY = date(2026, 3, 12)

# What has broken other programs: markup, escapes, directions, widths, joiners, format strings.
HOSTILE = (
    "[/b]",
    "[/food]",
    "[type=x]",
    "[@click=app.quit]x[/]",
    "[b @ c]",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "a\rb",
    "a\tb",
    "a\u2028b",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069",
    "\ufeffx",
    "日本語の薬を毎朝二錠",
    "دواء كل صباح",
    "שלום",
    "👩‍👩‍👧 family",
    "🇲🇽",
    "e\u0301",
    "\u0958",  # longer in NFC than as typed
    "Z̷̧a̴l̶g̵o̸",
    "\u200d\u200b",
    "%s {0} {x!r} $HOME `id`",
    "'; DROP TABLE medications; --",
    "<b>&amp;</b>",
    "NaN",
    "null",
    "-1",
    "--file",
    "\\",
    '"',
    "0.5 mg",
    "1,000 units",
    "20 mg > 40 mg @ 8 & 12",
    "½ tablet",
    "µg",
)
WORDS = (
    "prednisone",
    "20 mg",
    "2 tablets",
    "every morning",
    "neurology",
    "double vision",
    "since March",
    "Dr Smith",
    "555-0142",
    "twice a day with food",
    "What is the likely cause?",
    "made me confused",
    "supercalifragilisticexpialidocious" * 2,
)
_NO_REASONS = {"yes", "no", "y", "n", "none", "-"}  # refused: what a medicine is needed for
_CHARACTERS = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")


def _fits(limit: int, text: str) -> bool:
    """Within the limit as typed and in NFC, which can be longer."""
    return len(unicodedata.normalize("NFC", text)) <= limit


@cache
def texts(limit: int = 200, *, required: bool = False) -> SearchStrategy[str]:
    """One line as somebody may type or paste it; never over `limit`, never NUL or surrogates.

    `required` always leaves something to see after cleaning.
    """
    piece = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), st.text(_CHARACTERS))
    joined = st.lists(piece, max_size=3).map(" ".join)
    full = st.sampled_from(("x" * limit, "日" * limit, ("word " * limit)[: limit - 1] + "."))
    line = st.one_of(st.sampled_from(WORDS), joined, joined, full).map(lambda text: text[:limit])
    if required:
        line = line.map(lambda text: f"a {text}"[:limit])
    return line.filter(lambda text: _fits(limit, text))


@cache
def lines_text(limit: int = 4_000) -> SearchStrategy[str]:
    """Several lines as somebody may type them; never over `limit`."""
    ends = st.sampled_from(("\n", "\r\n", "\n\n", "\u2028"))
    pairs = st.lists(st.tuples(texts(min(limit, 200)), ends), max_size=4)
    joined = pairs.map(lambda lines: "".join(line + end for line, end in lines)[:limit])
    return joined.filter(lambda text: _fits(limit, text))


def days(*, past: bool = False) -> SearchStrategy[date]:
    """Days, most of them within two years of TODAY; `past` draws none after it."""
    near = st.integers(-700, 0 if past else 400).map(lambda n: TODAY + timedelta(days=n))
    last = TODAY if past else date(2199, 12, 31)
    return st.one_of(near, near, st.dates(date(1900, 1, 1), last))


@cache
def edtf(*, times: bool = True, unsure: bool = True, past: bool = False) -> SearchStrategy[str]:
    """A partial date as it is stored: a day, a month, a year, about, a time, unsure.

    `past` draws none that begins after TODAY.
    """
    about = st.sampled_from(("", "", "~"))
    partial = st.tuples(days(past=past), st.sampled_from((4, 7, 10, 10)), about).map(
        lambda drawn: drawn[0].isoformat()[: drawn[1]] + drawn[2]
    )
    kinds = [partial]
    if times:
        timed = st.tuples(days(past=past), st.integers(0, 23), st.integers(0, 59))
        kinds.append(timed.map(lambda t: f"{t[0].isoformat()}T{t[1]:02}:{t[2]:02}"))
    if unsure:
        kinds.append(st.just("XXXX"))
    return st.one_of(kinds)


@cache
def typed(spec: Spec, *, required: bool = False) -> SearchStrategy[str]:
    """What a person may type into a field, and which it takes."""
    match spec:
        case Text(lines=True) if not required:
            return lines_text(spec.limit)
        case Text():
            return texts(spec.limit, required=required)
        case When():
            return edtf(past=spec.past)
        case Choice():
            return st.sampled_from([str(word) for word in spec.words])
        case Number():
            return st.integers(spec.lowest, spec.highest).map(str)
        case Numbers():
            ids = st.lists(st.integers(1, 99), max_size=3)
            return ids.map(lambda numbers: ", ".join(map(str, numbers)))
        case _:
            raise AssertionError(f"nobody types a {type(spec).__name__}")


def _reference(planner: Planner, spec: Ref) -> SearchStrategy[str]:
    return _one_of(tuple(str(id) for id in sorted(planner.rows(KINDS[spec.to]))) or ("",))


# A strategy made anew for each draw takes as long as its draw.
@cache
def _one_of(words: tuple[Any, ...]) -> SearchStrategy[Any]:
    return st.sampled_from(words)


@cache
def _some_of(words: tuple[Any, ...], most: int) -> SearchStrategy[list[Any]]:
    return st.lists(_one_of(words), unique=True, max_size=most)


@cache
def _number(least: int, most: int) -> SearchStrategy[int]:
    return st.integers(least, most)


@cache
def _names_of_others(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that may stay empty, of those that somebody types."""
    title = "" if kind is Profile else kind.TITLE
    known = field_specs(kind).items()
    return tuple(n for n, s in known if n != title and not isinstance(s, Answers | Kept))


@st.composite
def field_texts(
    draw: DrawFn, planner: Planner, kind: type[Record], most: int = 7
) -> dict[str, str]:
    """What a person fills in for a new record of a kind: the required field and some others."""
    known = field_specs(kind)
    required = {} if kind is Profile else {kind.TITLE: known[kind.TITLE]}
    chosen = draw(_some_of(_names_of_others(kind), most))
    filled = {name: draw(typed(spec, required=True)) for name, spec in required.items()}
    for name in chosen:
        spec = known[name]
        filled[name] = draw(_reference(planner, spec) if isinstance(spec, Ref) else typed(spec))
    if folded(one_line(filled.get("as_needed_for", ""))).strip() in (
        "yes",
        "no",
        "y",
        "n",
        "none",
        "-",
    ):
        filled.pop("as_needed_for")  # refused: it asks for the reason
    least, largest = filled.get("repeat_min_months"), filled.get("repeat_max_months")
    if least and largest and int(least) > int(largest):
        filled["repeat_min_months"], filled["repeat_max_months"] = largest, least
    stopped, started = last_day(filled.get("stopped", "")), first_day(filled.get("started", ""))
    if stopped and started and stopped < started:
        filled["stopped"], filled["started"] = filled["started"], filled["stopped"]
    for begin, end in (("when", "until"), ("since", "ended")):
        begins, ends = first_day(filled.get(begin, "")), last_day(filled.get(end, ""))
        if begins and ends and ends < begins:
            filled.pop(end)
    begins = first_day(filled.get("when", ""))
    if kind is Visit and filled.get("status") == "done" and begins and begins > TODAY:
        filled.pop("status")  # refused: it is still to come
    if kind is Step and filled.get("confirmed") == "yes":
        filled.pop("confirmed")  # refused before its day, and without a medicine
    if "restrictions" in filled:
        filled.pop("restrictions_status", None)
    elif filled.get("restrictions_status") == "listed":
        filled["restrictions_status"] = "none"
    return filled


@st.composite
def profiles(draw: DrawFn) -> dict[str, str]:
    """What a person tells in About me; a list's status never contradicts the list."""
    filled = draw(field_texts(Planner(), Profile, most=12))
    for name in LISTED:
        status = f"{name}_status"
        if status in filled:
            filled[status] = draw(_one_of(("not-asked", "none-known")))
            filled.pop(name, None)
    return filled


# Those that others refer to come first.
_ORDER: tuple[type[Record], ...] = (
    Person,
    Specialist,
    Visit,
    Symptom,
    Observation,
    MedicalTest,
    Contact,
    Medication,
    Allergy,
    Condition,
    Reading,
    Event,
    Dose,
    Step,
    Plan,
    Question,
    Answer,
    Note,
)


@st.composite
def planners(
    draw: DrawFn, max_rows: int = 4, min_medications: int = 0, min_questions: int = 0
) -> Planner:
    """A whole planner as of TODAY, with all kinds of records in all their states.

    Some records are deleted again, so that references lead nowhere, as in a used planner.
    """
    planner = _added(Planner(), Profile, draw(profiles()))
    least = {Medication: min_medications, Question: min_questions}
    for kind in _ORDER:
        rows = (
            min(max_rows, 1) if kind in (Condition, Reading, Event, Dose, Step, Plan) else max_rows
        )
        most = max(rows, least.get(kind, 0))
        for _ in range(draw(_number(least.get(kind, 0), most))):
            planner = _added(planner, kind, draw(field_texts(planner, kind)))
    for visit in planner.visits:
        for question in draw(_some_of(tuple(sorted(planner.questions)) or (0,), 1)):
            if question:
                status = draw(_one_of(("answered", "partly", "not-asked")))
                answer = draw(texts(200))
                said = str(read_values(Question, {"answer": answer}, TODAY)["answer"])
                planner = record_outcome(planner, visit, question, status, said, TODAY)
    parents = [(kind, id) for kind in (Specialist, Visit, Symptom) for id in planner.rows(kind)]
    if parents:
        for kind, id in draw(_some_of(tuple(parents), 2)):
            planner = remove(planner, kind, id, TODAY)
    return planner


def _added(planner: Planner, kind: type[Record], filled: dict[str, str]) -> Planner:
    values: dict[str, Any] = read_values(kind, filled, TODAY)
    if kind is Profile:
        return edit(planner, Profile, 1, values, TODAY)
    return add(planner, kind, values, TODAY)
