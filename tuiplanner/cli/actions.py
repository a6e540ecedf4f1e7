"""The actions of a parser: the only module that uses private names of argparse."""

from argparse import Action, ArgumentParser, _ActionsContainer

ActionsContainer = _ActionsContainer  # a parser, or a group of its options


def actions_of(parser: ArgumentParser) -> list[Action]:
    """Return the parser's options and positional arguments, in their order."""
    return parser._actions


def parsers_below(action: Action) -> dict[str, ArgumentParser]:
    """Return the parsers by command if the action chooses among commands, else an empty dict."""
    return action.choices if isinstance(action.choices, dict) else {}


def all_parsers(parser: ArgumentParser) -> list[ArgumentParser]:
    """Return the parser and all parsers below it."""
    found = [parser]
    for action in actions_of(parser):
        for below in parsers_below(action).values():
            found += all_parsers(below)
    return found
