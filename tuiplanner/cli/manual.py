"""The man page, made from the parsers of the commands and the bindings of the keys.

It holds no date and no terminal width: the same program prints the same bytes.
"""

from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator

from tuiplanner import __version__
from tuiplanner.cli.actions import actions_of, parsers_below
from tuiplanner.cli.catalog import ABOUT, command_of, sentence
from tuiplanner.cli.full_parser import FIELD, full_parser
from tuiplanner.cli.records import TYPED_KINDS
from tuiplanner.data.manual import keys, prose


def manual() -> str:
    """Return the man page as roff, using the man macros."""
    return "\n".join(filter(None, _lines(full_parser()))) + "\n"


def _lines(root: ArgumentParser) -> Iterator[str]:
    texts = prose()
    yield f'.TH TUIPLANNER 1 "" "tuiplanner {_safe(__version__)}" "tuiplanner"'
    yield from (".SH NAME", f"tuiplanner {chr(92)}- {_safe(ABOUT[0].lower() + ABOUT[1:-1])}")
    yield from (".SH SYNOPSIS", *_synopsis(root))
    yield from (".SH DESCRIPTION", *_paragraphs(texts["description"]))
    yield from (".SH OPTIONS", *_options(root))
    yield from (".SH ON SCREEN", *_paragraphs(texts["screen"]))
    yield from (".SH SEVERAL PEOPLE", *_paragraphs(texts["people"]))
    yield from (".SH COMMANDS", *_paragraphs(texts["commands"]))
    for name, command in _below(root):
        yield f'.SS "{_safe(name)}"'
        yield from _command(name, command, texts["about"].get(name, ""))
    yield ".SH FIELDS"
    yield from _text("The options of add and edit for each kind. An empty value clears a field.")
    fields = dict(_below(root))["edit"]
    for kind, parser in _below(fields):
        yield f'.SS "{_safe(kind)}"'
        yield from _options(parser, skip=("--file", "--as", "ID"))
    yield ".SH KEYS"
    for place, listed in keys().items():
        yield f'.SS "{_safe(place[0].upper() + place[1:])}"'
        yield from _listed(listed.items())
    yield from (".SH FILES", *_listed(texts["files"].items()))
    yield from (".SH FILE FORMAT", *_paragraphs(texts["format"]))
    yield from (".SH COMPLETION", *_paragraphs(texts["install"]))
    yield from (".SH EXIT STATUS", *_listed(texts["exits"].items()))
    yield from (".SH EXAMPLES", *_examples(root.epilog or ""))
    for _, command in _below(root):
        yield from _examples(command.epilog or "")
    yield from (".SH ENVIRONMENT", *_listed(texts["environment"].items()))


def _synopsis(root: ArgumentParser) -> Iterator[str]:
    words = " ".join(_words(root, _plain_options(root)))
    yield from (".B tuiplanner", _safe(words), ".br", ".B tuiplanner")
    yield _safe("COMMAND [--file FILE] [--as NAME] ...")


def _command(name: str, parser: ArgumentParser, about: str) -> Iterator[str]:
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
    yield from _text(f"{sentence(name)}\n{about}")
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


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        yield from ([".PP"] if number else [])
        yield from _text(paragraph)


def _text(text: str) -> Iterator[str]:
    return map(_safe, text.splitlines())


def _safe(text: str) -> str:
    """Return text escaped for roff: backslashes and hyphens print as such, no line is a request."""
    said = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    said = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in said)
    return f"\\&{said}" if said.startswith((".", "'")) else said
