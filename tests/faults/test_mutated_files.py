"""Files from elsewhere: whatever stands in them, they open, or a sentence says why they do not;
not one byte changes by looking, and what cannot be shown outlives every later change.
"""

import io
import json
import random
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.every import examples
from tests.faults.long import times
from tests.faults.mutants import mutant
from tests.faults.runs import sentence
from tests.journeys.helpers import at_keyboard
from tests.store.making import beside
from tuiplanner.cli.main import main
from tuiplanner.data.demo import write_demo
from tuiplanner.errors import PlannerError
from tuiplanner.model.planner import KINDS
from tuiplanner.store.store import Store

FILES, SCREENS = times(examples(240), 5_000), times(6, 150)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The made-up patient's file: every kind of record is in it."""
    path = tmp_path_factory.mktemp("demo") / "planner.json"
    write_demo(path, datetime.now(UTC).date())
    return path.read_bytes()


def command(path: Path, *words: str) -> tuple[int, str, str]:
    """A command in this process: what it lets through ends the test."""
    out, err = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--file", str(path), *words])
    told = [stream.detach().getvalue().decode() for stream in (out, err) if not stream.flush()]
    return code, told[0], told[1]


def looked_at(path: Path, chance: random.Random) -> bool:
    """Every way to look gives data or one and the same sentence; whether it was data."""
    kind = chance.choice(list(KINDS))
    ways = [
        ("list", kind, "--all"),
        ("brief",),
        chance.choice((("me",), ("export",), ("waiting",))),
    ]
    codes = set()
    for words in ways:
        code, out, err = command(path, *words)
        if code:
            assert (code, out) == (1, ""), words
            assert str(path) in sentence(err)
        elif words[0] != "export":
            assert "\x1b" not in out
        if "too deep to be exported" not in err:
            codes.add(code)
    assert len(codes) == 1
    code, out, err = command(path, "check")
    assert code in (0, 1)
    assert bool(err) == ("is sound" not in out or out.count("\n") > 1)
    assert not err or sentence(err)
    for line in out.splitlines():
        sentence(f"{line}\n")
    assert code or codes == {0}, "sound, but it does not open"
    return codes == {0}


def test_mutated_files_open_or_say_why_not_and_stay_as_they_are(path: Path, demo: bytes) -> None:
    opened = saves = 0
    for number in range(FILES):
        data = mutant(demo, number)
        path.write_bytes(data)
        path.chmod(0o600)
        try:
            is_open = looked_at(path, random.Random(number))
            assert beside(path)[path.name] == data
            assert {name for name in beside(path) if name.startswith(path.name)} == {path.name}
            if is_open:
                opened += 1
                saves += keeps_the_rest(path, data)
        except BaseException as error:
            raise AssertionError(f"mutant {number}: {error!r}") from error
        for left in path.parent.glob(f"{path.name}.*"):
            left.unlink() if left.is_file() else [*map(Path.unlink, left.iterdir()), left.rmdir()]
    assert opened > FILES // 5
    assert opened < FILES
    print(f"{FILES} mutated files: {opened} opened, {saves} of them were changed and kept the rest")


def keeps_the_rest(path: Path, data: bytes) -> bool:
    """A change of such a file is saved, and only that change; or a sentence says why it is not."""
    code, _, err = command(path, "add", "note", "a new line")
    if code:
        assert code == 1
        assert str(path) in sentence(err)
        assert path.read_bytes() == data
        return False
    before, after = json.loads(data), json.loads(path.read_bytes())
    for tables in (before, after):
        tables["meta"].pop("1")
    new = after["notes"].keys() - before.get("notes", {}).keys()
    assert [after["notes"].pop(id)["text"] for id in new] == ["a new line"]
    before.setdefault("notes", {})
    assert json.dumps(after, sort_keys=True) == json.dumps(before, sort_keys=True)
    assert any(note.text == "a new line" for note in Store(path).load().notes.values())
    return True


@pytest.mark.long
async def test_mutated_files_on_the_screen(path: Path, demo: bytes) -> None:
    number = shown = 0
    while shown < SCREENS:
        number += 1
        data = mutant(demo, 100_000 + number)
        path.write_bytes(data)
        try:
            Store(path).load()
        except PlannerError:
            continue
        shown += 1
        async with at_keyboard(path) as hands:
            for key in "1234567":
                await hands.press(key)
            await hands.press("b", "escape", "i", "escape")
            assert hands.in_tabs
        assert path.read_bytes() == data, number
