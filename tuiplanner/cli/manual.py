"""The man page, made from the parsers of the commands, so that the two cannot drift apart.

It holds no date and no terminal width: the same program prints the same bytes.
"""

from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator

from tuiplanner import __version__
from tuiplanner.cli.actions import actions_of, parsers_below
from tuiplanner.cli.catalog import ABOUT, command_of, sentence
from tuiplanner.cli.full_parser import FIELD, full_parser
from tuiplanner.cli.records import TYPED_KINDS

_DESCRIPTION = """\
A patient, or a daughter, son or friend, writes down the medicines, symptoms, questions and
referrals, a little at a time. At the end one plain-text page goes to the doctor. It never
diagnoses, never advises on treatment, and never changes what you wrote. Without a command the
planner opens on screen; every command does in plain lines what the tabs do. All data is in one
file, and nothing is sent over a network."""
_FILES = (
    ("planner.json", "The planner, in your data folder; tuiplanner path tells where."),
    ("mother.json", "Another person's planner, with its own files; --for mother opens it."),
    ("planner.json.history", "Every change: who, when, before and after."),
    ("planner.json.backups", "Backups: tuiplanner backups lists them."),
    ("planner.json.drafts", "What was typed into a form and not saved yet."),
    ("planner.json.screen", "How the screen looks, and where it opens."),
    ("prompts.toml, rehearsal.toml", "Your own questions, beside the planner; both optional."),
)
_EXITS = (
    ("0", "Done."),
    ("1", "The command failed; a sentence on standard error says why."),
    ("2", "Wrong usage, or no terminal for the screen."),
    ("3", "The file is busy: another window is saving. Please try again."),
    ("4", "tuiplanner ready only: the page lacks something."),
)
_ENVIRONMENT = (
    ("TUIPLANNER_FILE", "The planner's file if --file is not given."),
    ("XDG_DATA_HOME", "Where the data folder is."),
    ("NO_COLOR", "Set to anything: no colors."),
    (
        "SSH_CONNECTION",
        "If it is set, the screen sends less, and how to fetch a written page is printed.",
    ),
)


def manual() -> str:
    """Return the man page as roff, using the man macros."""
    return "\n".join(filter(None, _lines(full_parser()))) + "\n"


def _lines(root: ArgumentParser) -> Iterator[str]:
    yield f'.TH TUIPLANNER 1 "" "tuiplanner {_safe(__version__)}" "tuiplanner"'
    yield from (".SH NAME", f"tuiplanner {chr(92)}- {_safe(ABOUT[0].lower() + ABOUT[1:-1])}")
    yield from (".SH SYNOPSIS", *_synopsis(root))
    yield from (".SH DESCRIPTION", *_text(_DESCRIPTION))
    yield from (".SH OPTIONS", *_options(root))
    yield from (
        ".SH COMMANDS",
        *_text("Every command takes --file or --for, and --as, before or after its name."),
    )
    for name, command in _below(root):
        yield f'.SS "{_safe(name)}"'
        yield from _command(name, command)
    yield ".SH FIELDS"
    yield from _text("The options of add and edit for each kind. An empty value clears a field.")
    fields = dict(_below(root))["edit"]
    for kind, parser in _below(fields):
        yield f'.SS "{_safe(kind)}"'
        yield from _options(parser, skip=("--file", "--as", "ID"))
    yield from (".SH FILES", *_listed(_FILES))
    yield from (".SH EXIT STATUS", *_listed(_EXITS))
    yield from (".SH EXAMPLES", *_examples(root.epilog or ""))
    for _, command in _below(root):
        yield from _examples(command.epilog or "")
    yield from (".SH ENVIRONMENT", *_listed(_ENVIRONMENT))


def _synopsis(root: ArgumentParser) -> Iterator[str]:
    words = " ".join(_words(root, _plain_options(root)))
    yield from (".B tuiplanner", _safe(words), ".br", ".B tuiplanner")
    yield _safe("COMMAND [--file FILE] [--as NAME] ...")


def _command(name: str, parser: ArgumentParser) -> Iterator[str]:
    """Yield the text on one command: its usage, its purpose, its own options."""
    kinds = [below for _, below in _below(parser)]
    general = ArgumentParser(add_help=False)
    command_of(name).options(general, None)
    options = [a for a in actions_of(general) if a.option_strings]
    fields = [a for a in actions_of(kinds[0] if kinds else general) if a.dest.startswith(FIELD)]
    called = ["KIND"] if kinds else []
    shown = options if kinds else [a for a in options if a not in fields]
    called += [*_words(general, shown), *(["--FIELD VALUE ..."] if fields else [])]
    yield from (f".B tuiplanner {_safe(name)}", _safe(" ".join(called)), ".PP")
    yield from _text(sentence(name))
    if kinds:
        known = "all of them" if len(kinds) > len(TYPED_KINDS) else ", ".join(TYPED_KINDS)
        yield from _text(f"KIND: {known}.")
    yield from _options(general)


def _options(parser: ArgumentParser, skip: Iterable[str] = ()) -> Iterator[str]:
    for action in actions_of(parser):
        names = ", ".join(action.option_strings) or str(action.metavar)
        if parsers_below(action) or names in skip or "-h" in action.option_strings:
            continue
        value = _value(action) if action.option_strings else ""
        yield from _listed(((names + value, (action.help or "").replace("%%", "%")),))


def _value(action: Action) -> str:
    """Return the text after an option, such as ` FILE`, or an empty string."""
    return "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"


def _plain_options(parser: ArgumentParser) -> list[Action]:
    return [a for a in actions_of(parser) if a.option_strings and "-h" not in a.option_strings]


def _words(parser: ArgumentParser, options: Iterable[Action]) -> Iterator[str]:
    """Yield the words of a command's usage, such as `ID [--visit ID]`."""
    for action in actions_of(parser):
        if not action.option_strings and not parsers_below(action):
            name = str(action.metavar)
            many = " ..." if action.nargs in ("*", "+") else ""
            yield f"[{name}{many}]" if action.nargs in ("?", "*") else name + many
    for action in options:
        yield f"[{action.option_strings[0]}{_value(action)}]"


def _below(parser: ArgumentParser) -> Iterator[tuple[str, ArgumentParser]]:
    """Yield the commands below the program, or the kinds below a command."""
    for action in actions_of(parser):
        yield from parsers_below(action).items()


def _examples(epilog: str) -> Iterator[str]:
    for line in epilog.splitlines():
        lead, _, command = line.partition("example: ")
        if command and not lead:
            yield from (".PP", ".nf", _safe(command), ".fi")


def _listed(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, description in entries:
        yield from (".TP", f".B {_safe(name)}", *_text(description or "Lists the records."))


def _text(text: str) -> Iterator[str]:
    return map(_safe, text.splitlines())


def _safe(text: str) -> str:
    """Return text escaped for roff: backslashes and hyphens print as such, no line is a request."""
    said = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    said = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in said)
    return f"\\&{said}" if said.startswith((".", "'")) else said
