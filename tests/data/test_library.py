"""The library of prompts that ships, and a person's own file beside it."""

import os
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.every import examples
from tests.model.making import added
from tuiplanner.data.library import LARGEST, own_entries, prompts, rehearsal
from tuiplanner.errors import Refused
from tuiplanner.model.planner import Planner
from tuiplanner.model.prompts import GENERIC, Prompt, offered, read_prompt
from tuiplanner.model.records import MedicalTest, Medication

OURS, _ = prompts()
ENTRY = '[[prompt]]\nkey = "mine"\ntopic = "home"\ntext = "May I drive?"\n'
MINE = Prompt("mine", "home", "May I drive?")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "prompts.toml"


def test_the_library_is_small_and_its_keys_are_unique() -> None:
    assert 60 <= len(OURS) <= 90
    assert len({prompt.key for prompt in OURS}) == len(OURS)
    assert len({prompt.text.casefold() for prompt in OURS}) == len(OURS)


@pytest.mark.parametrize("prompt", OURS, ids=lambda prompt: prompt.key)
def test_a_prompt_is_one_short_question(prompt: Prompt) -> None:
    assert len(prompt.text) <= 110
    assert prompt.text.isascii()
    assert prompt.text.endswith("?")
    assert prompt.text.count("?") == 1
    assert len(prompt.topic.split()) <= 2
    for place in GENERIC:
        assert len(prompt.text.replace(place, "x" * 40)) <= 160


def test_prompts_are_grouped_by_topic_in_order() -> None:
    topics = [prompt.topic for prompt in OURS]
    assert list(dict.fromkeys(topics)) == [
        "basics",
        "tests",
        "medicines",
        "treatment",
        "follow-up",
        "antibodies",
        "tumor search",
        "immune treatment",
        "steroids",
        "seizures",
        "screening",
        "daily life",
        "papers",
        "support",
    ]
    assert topics == sorted(topics, key=topics.index)
    assert min(Counter(topics).values()) >= 2


@pytest.mark.parametrize(
    "words",
    [
        *("likely cause", "else could it be", "ruled out", "looking for", "How soon", "prepare"),
        *("specialists", "call if it gets worse", "antibodies", "tumor", "immune treatment"),
        *("risks", "How sure", "approval", "instead", "other conditions", "miss a dose", "alcohol"),
        *("suddenly", "bones", "blood sugar", "drive", "work", "during a seizure", "vaccines"),
        *("clinical trial", "second opinion", "coordinates", "in writing", "copy of my results"),
        *("screening is due at my age", "support group", "social worker", "cope", "equipment"),
    ],
)
def test_required_prompts_are_in_the_library(words: str) -> None:
    assert any(words in prompt.text for prompt in OURS)


def test_shipped_prompts_fill_in_names() -> None:
    planner = added(Planner(), Medication, name="senna")
    planner = added(planner, MedicalTest, name="EEG")
    found = offered(OURS, planner)
    assert len(found) == len(OURS)
    assert all(("senna" in offer.text) == (offer.topic == "medicines") for offer in found)
    assert all(("EEG" in offer.text) == (offer.topic == "tests") for offer in found)
    assert not any("{" in offer.text for offer in found)


def test_without_a_custom_file_there_is_no_message(own: Path) -> None:
    assert prompts(own) == (OURS, "")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_an_empty_custom_file_is_accepted(own: Path, text: str) -> None:
    own.write_text(text, encoding="utf-8")
    assert prompts(own) == (OURS, "")


@pytest.mark.parametrize("start", ["", "\ufeff", "# mine\n\n", "# mine\r\n"])
def test_custom_prompts_follow_the_shipped_ones(own: Path, start: str) -> None:
    own.write_text(start + ENTRY, encoding="utf-8", newline="")
    assert prompts(own) == ((*OURS, MINE), "")


def test_a_custom_prompt_with_the_same_key_replaces_ours(own: Path) -> None:
    own.write_text(ENTRY.replace("mine", OURS[3].key), encoding="utf-8")
    found, sentence = prompts(own)
    assert sentence == ""
    assert found == (*OURS[:3], MINE._replace(key=OURS[3].key), *OURS[4:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + "\nkey\n", ", line 6: It cannot be read ("),
        (ENTRY + 'x = """', ", line 5: It cannot be read ("),
        (ENTRY + "text = 1\n", ", line 5: It cannot be read ("),
        ("\n" + ENTRY * 2, ", line 6: prompt 2, key: The key “mine” is used twice."),
        (ENTRY + '[[prompt]]\nkey = "b"\n', ", line 5: prompt 2, topic: This is missing."),
        (ENTRY + '\n [[ "prompt" ]] # b\n', ", line 6: prompt 2, key: This is missing."),
        (ENTRY.replace('"home"', "7"), ", line 1: prompt 1, topic: This has to be words"),
        (ENTRY.replace("drive", "{x}"), ", line 1: prompt 1, text: “{x}” cannot be filled in;"),
        (ENTRY.replace("drive", "x" * 160), ", line 1: prompt 1, text: This is 167 characters"),
        (ENTRY + 'why = "x"', ", line 1: prompt 1: “why” is not known here:"),
        (ENTRY + "\n[[promt]]", ", line 6: Each entry has to start with [[prompt]]."),
        ("# prompt\n[prompt]\n", ", line 2: Each entry has to start with [[prompt]]."),
        ("prompt = [1]", ", line 1: Each entry has to start with [[prompt]]."),
        ('"" = 1', ", line 1: Each entry has to start with [[prompt]]."),
        ("prompt = [{}]", ", line 1: prompt 1, key: This is missing."),
        ("a = " + "[" * 50_000, ": A number is too long, or brackets nest too deeply."),
        ("a = " + "1" * 5_000, ": A number is too long, or brackets nest too deeply."),
        ("#" * (LARGEST + 1), " is over 1 MB."),
    ],
    ids=range(18),
)
def test_a_broken_file_is_reported_and_skipped(own: Path, text: str, said: str) -> None:
    own.write_text(text, encoding="utf-8")
    found, sentence = prompts(own)
    assert found == OURS
    assert sentence.startswith(f"{own}{said}")
    assert sentence.endswith(". The file is skipped.")
    assert sentence.isprintable()


QUESTION = """[[question]]
key = "fatigue"
ask = "Are you tired in a way that sleep does not mend?"
page = "fatigue"
"""


def test_custom_doctor_questions_follow_or_replace_ours(tmp_path: Path) -> None:
    ours, _ = rehearsal()
    own = tmp_path / "rehearsal.toml"
    own.write_text(QUESTION, encoding="utf-8")
    found, sentence = rehearsal(tmp_path / "planner.json")
    assert (found[:-1], sentence) == (ours, "")
    assert found[-1].page == "fatigue"
    own.write_text(QUESTION.replace("fatigue", "sleep") + 'area = "sleep"\n', encoding="utf-8")
    found, _ = rehearsal(tmp_path / "planner.json")
    assert [asked.key for asked in found] == [asked.key for asked in ours]
    assert found[[asked.key for asked in ours].index("sleep")].page == "sleep"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('area = "left"', "question 1, area: This takes one of: weakness, movement,"),
        ('known = "yes"', "question 1, known: This has to be true or false,"),
        ('paeg = "x"', "question 1: “paeg” is not known here: an entry has key, ask, page,"),
        (QUESTION, "question 2, key: The key “fatigue” is used twice."),
        ('[[question]]\nkey = "b"', "question 2, ask: This is missing."),
    ],
)
def test_a_mistake_in_custom_questions_is_reported_with_its_line(
    tmp_path: Path, more: str, said: str
) -> None:
    (tmp_path / "rehearsal.toml").write_text(QUESTION + more, encoding="utf-8")
    found, sentence = rehearsal(tmp_path / "planner.json")
    assert found == rehearsal()[0]
    assert said in sentence
    assert "rehearsal.toml, line " in sentence


def test_invalid_utf_8_is_reported_with_its_line(own: Path) -> None:
    own.write_bytes(ENTRY.encode() + b'# caf\xe9 "')
    assert prompts(own) == (OURS, f"{own}, line 5: It is not UTF-8 text. The file is skipped.")


def test_a_folder_is_not_a_file(own: Path) -> None:
    own.mkdir()
    assert prompts(own) == (OURS, f"{own} is not a file. The file is skipped.")


def test_a_pipe_is_not_waited_for(own: Path) -> None:
    os.mkfifo(own)
    assert prompts(own) == (OURS, f"{own} is not a file. The file is skipped.")


def test_an_unreachable_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found, sentence = prompts(tmp_path / "file" / "prompts.toml")
    assert found == OURS
    assert "prompts.toml cannot be read: " in sentence


class Color(NamedTuple):
    """An entry of another data file."""

    key: str


def read_color(raw: Any) -> Color:
    if raw.get("key") != "red":
        raise Refused("Red, please.")
    return Color(raw["key"])


def test_other_entry_files_use_the_same_reader(tmp_path: Path) -> None:
    path = tmp_path / "colors.toml"
    path.write_text('[[color]]\nkey = "red"\n', encoding="utf-8")
    assert own_entries(path, "color", read_color) == ((Color("red"),), "")
    path.write_text('[[color]]\nkey = "red"\n\n[[color]]\nkey = "blue"', encoding="utf-8")
    sentence = f"{path}, line 4: color 2: Red, please. The file is skipped."
    assert own_entries(path, "color", read_color) == ((), sentence)


PIECES = st.sampled_from(
    [ENTRY, "[[prompt]]\n", "[prompt]\n", 'key = "b"\n', "text = ", '"""', "'", "{test}", "\\u0000"]
)
HOSTILE = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=6).map("".join)
BYTES = st.one_of(st.binary(max_size=80), HOSTILE.map(lambda t: t.encode("utf-8", "replace")))


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES)
def test_any_file_is_read_or_reported(own: Path, data: bytes) -> None:
    own.write_bytes(data)
    found, sentence = own_entries(own, "prompt", read_prompt)
    assert not (found and sentence)
    assert sentence.isprintable()
    assert all(read_prompt(prompt._asdict()) == prompt for prompt in found)
