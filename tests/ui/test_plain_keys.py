"""Nothing needs two keys at once: every action has a key of its own, without shift, ctrl or alt."""

from tests.ui.test_bindings import OURS, own

SHIFTED = {"question_mark"}  # on most keyboards
# What has a shifted key only, as a short way beside another action.
INSTEAD = {"questions.lower": "questions.carry", "questions.higher": "questions.carry"}


def is_plain(key: str) -> bool:
    """One key that is pressed alone."""
    is_letter = len(key) == 1 and key.isalpha()
    return "+" not in key and key not in SHIFTED and not (is_letter and key.isupper())


def test_every_action_has_a_key_that_is_pressed_alone() -> None:
    for place in OURS:
        ways: dict[str, set[str]] = {}
        for binding in own(place):
            ways.setdefault(binding.action, set()).update(binding.key.split(","))
        names = {binding.action: str(binding.id) for binding in own(place)}
        for action, keys in ways.items():
            if names[action] in INSTEAD:
                (other,) = [b for b in own(place) if b.id == INSTEAD[names[action]]]
                keys |= set(other.key.split(","))
            assert any(map(is_plain, keys)), f"{place.__name__}: {action} has only {sorted(keys)}"


def test_no_key_is_shown_as_two_keys() -> None:
    for place in OURS:
        for binding in own(place):
            assert " " not in binding.key, "one key after the other is no key of an action"
