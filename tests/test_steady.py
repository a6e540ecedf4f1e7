"""What a shaking hand presses twice counts once; what is typed is never touched."""

import pytest

from tuiplanner.ui.terminal.debounce import PAUSE, KeyDebouncer


def meant(*presses: tuple[str, float], is_text: bool = False) -> list[bool]:
    """Which of these keys count; each with its seconds after the first."""
    hand = KeyDebouncer[str]()
    return [bool(hand.meant(key, key, at, is_text=is_text)) for key, at in presses]


@pytest.mark.parametrize("key", ["d", "n", "enter"])
def test_a_key_that_comes_twice_in_a_moment_counts_once(key: str) -> None:
    assert meant((key, 0), (key, 0.05)) == [True, False]
    assert meant((key, 0), (key, PAUSE - 0.001)) == [True, False]
    assert meant((key, 0), (key, PAUSE)) == [True, True]


def test_a_key_that_is_held_down_counts_once_however_long() -> None:
    held = [("d", n / 30) for n in range(90)]
    assert meant(*held).count(True) == 1
    assert meant(*held, ("d", 3.0 + PAUSE))[-1]


@pytest.mark.parametrize("between", ["u", "down", "n", ""])
def test_another_key_between_two_means_both(between: str) -> None:
    assert meant(("d", 0), (between, 0.1), ("d", 0.2)) == [True, True, True]


@pytest.mark.parametrize("key", ["down", "up", "x", "y", "s", "j", "backspace", "tab", "D"])
def test_keys_that_are_pressed_often_always_count(key: str) -> None:
    assert all(meant(*[(key, n / 30) for n in range(30)]))


@pytest.mark.parametrize("word", ["sudden", "nn", "dd", "ddddnnnn"])
def test_every_letter_of_a_word_counts(word: str) -> None:
    assert all(meant(*((letter, n / 1_000) for n, letter in enumerate(word)), is_text=True))


def test_a_typed_letter_does_not_make_a_command_a_repeat() -> None:
    hand = KeyDebouncer[str]()
    assert hand.meant("n", "n", 0, is_text=True)
    assert hand.meant("n", "n", 0.1, is_text=False)


def opened_by_n(*typed: tuple[str, float]) -> str:
    """What is typed into the form that `n` opened at 0."""
    hand, text = KeyDebouncer[str](), ""
    assert hand.meant("n", "n", 0, is_text=False) == ("n",)
    for letter, at in typed:
        text += "".join(hand.meant(letter, letter, at, is_text=True))
    return text


def test_a_repeated_n_types_nothing_in_the_form_it_opened() -> None:
    assert opened_by_n(("n", 0.1)) == ""
    assert opened_by_n(("n", 0.1), ("n", 0.3), ("p", 0.8), ("r", 0.9)) == "pr"
    assert opened_by_n(("n", PAUSE)) == "n"


def test_a_name_with_n_typed_at_once_is_complete() -> None:
    for apart in (0.0, 0.001, 0.15, 0.39):
        word = [(letter, (n + 1) * apart) for n, letter in enumerate("naproxen nn")]
        assert opened_by_n(*word) == "naproxen nn"


@pytest.mark.parametrize("key", ["enter", ""])
def test_a_repeat_that_no_field_took_never_becomes_text(key: str) -> None:
    hand = KeyDebouncer[str]()
    assert hand.meant("1", "d", 0, is_text=False) == ("1",)
    assert hand.meant("2", "d", 0.1, is_text=False) == ()
    assert hand.meant("3", key, 0.2, is_text=False) == ("3",)
    assert hand.meant("4", "d", 0.3, is_text=True) == ("4",)


def test_the_first_key_always_counts() -> None:
    for key in ("d", "n", "enter"):
        assert meant((key, 0)) == [True]
