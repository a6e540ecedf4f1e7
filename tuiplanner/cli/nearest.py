"""The sentences about words that no command, kind or option has, with the nearest that exists."""

from argparse import Action
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NoReturn

from tuiplanner.cli.catalog import COMMANDS, SCREEN
from tuiplanner.errors import NotFound, PlannerError, Refused
from tuiplanner.model.choices import ObservationKind
from tuiplanner.model.descriptions import is_closed
from tuiplanner.model.fields import Ref
from tuiplanner.model.planner import KINDS, KINDS_BY_TABLE, Planner
from tuiplanner.model.records import (
    Medication,
    Observation,
    Person,
    Record,
    Specialist,
    Visit,
    field_specs,
    typed_specs,
)
from tuiplanner.model.text import folded, quoted

_ALL_COMMANDS = "All commands: tuiplanner --help"
_LONGEST_ID = 9  # digits
_LIKE = 0.65  # of 1: how much of two words has to be the same for one to be meant
_LONGEST = 60  # characters of a command that is proposed
# Every word for a kind: its name, its table, and a second plural.
_WORDS = {name: kind.KIND for name, kind in (KINDS_BY_TABLE | KINDS).items()}
_WORDS["persons"] = Person.KIND
# Everyday words for a kind.
_WORDS |= dict.fromkeys(("medicine", "medicines", "med", "meds", "drug", "drugs"), Medication.KIND)
_WORDS |= dict.fromkeys(("referral", "referrals", "doctor", "doctors"), Specialist.KIND)
_WORDS |= dict.fromkeys(("appointment", "appointments"), Visit.KIND)
_NOTE_OF = f"add {Observation.KIND} TEXT --kind {{}} --when DAY --symptom-id SYMPTOM"
# Words that people try in the place of a command, and what they mean.
_MEANT = {
    **dict.fromkeys(("print", "page", "show-page", "pdf", "html"), "brief"),
    **dict.fromkeys(("search", "grep", "look"), "find"),
    **dict.fromkeys(("delete", "del", "rm"), "remove"),
    **dict.fromkeys(("change", "set", "update", "modify"), "edit"),
    "create": "add",
    **dict.fromkeys(("todo", "missing", "status"), "ready"),
    **dict.fromkeys(("log", "changes"), "history"),
    **{event: _NOTE_OF.format(event) for event in ("fall", "seizure")},
    "stop": "edit medication NAME --status stopped --stopped today",
    "pause": "edit medication NAME --status paused",
    "help": "--help",
}


class WrongUsage(PlannerError):
    """A command line with a word that the program does not know."""

    exit_code = 2


def kind_named(word: str) -> str:
    """Return the kind that a word names, in singular or plural; another word in lower case."""
    return _WORDS.get(word.lower(), word.lower())


def kind_among(kinds: Collection[str]) -> Callable[[str], str]:
    """Return a converter from a typed word to one of the kinds; it raises WrongUsage."""

    def convert(word: str) -> str:
        kind = kind_named(word)
        if kind not in kinds:
            _refuse_kind(word, kinds)
        return kind

    return convert


def id_of(planner: Planner, kind: type[Record], word: str, *, is_whole: bool = False) -> int:
    """Return the id that a word names: the number of a record, its name, or how its name begins.

    With `is_whole`, only the whole name counts. Raise NotFound if no record has the name, and
    Refused if several have it, or if it is the whole name only of what is over.
    """
    if word.isascii() and word.isdecimal() and len(word) <= _LONGEST_ID:
        return int(word)
    rows: Iterable[Record] = planner.rows(kind).values()
    names = {row.id: {folded(row.heading), folded(row.shown_heading)} for row in rows}
    wanted = folded(word)
    found = [id for id, known in names.items() if wanted in known]
    if not is_whole and all(is_closed(planner.find(kind, id)) for id in found):
        found += [id for id, known in names.items() if _begins(known, wanted)]
    if not found:
        raise NotFound(
            f"No {kind.KIND} has the number or the name {quoted(word)}."
            f" See: tuiplanner list {kind.KIND} --all"
        )
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise Refused(f"Several are named {quoted(word)}: {numbers}. Please give the number.")
    return found[0]


def with_ids(planner: Planner, kind: type[Record], typed: Mapping[str, str]) -> dict[str, str]:
    """Return typed values with the number of each linked record, where its name was typed.

    Raise Refused, with the field, if no record or several have the name.
    """
    found = dict(typed)
    for name, spec in field_specs(kind).items():
        if isinstance(spec, Ref) and spec.to and typed.get(name, "").strip():
            try:
                found[name] = str(id_of(planner, KINDS[spec.to], typed[name]))
            except (NotFound, Refused) as error:
                raise Refused(str(error), name) from None
    return found


def _begins(names: Collection[str], words: str) -> bool:
    return any(name.startswith(f"{words} ") for name in names)


def refuse_unknown(called: Sequence[str], takes: Sequence[Action], unknown: Sequence[str]) -> None:
    """Raise WrongUsage about the first unknown word, if there is one.

    `called` is the command, with its kind if it has one; `takes` are its options and arguments.
    """
    if not unknown:
        return
    options = [option for action in takes for option in action.option_strings]
    word = next((word for word in unknown if word != "--"), "--")
    asked = " ".join(filter(None, ["tuiplanner", *called]))
    near = nearest(word.partition("=")[0], options) if word.startswith("-") else ""
    is_screen = called == [SCREEN]
    if near or (word.startswith("-") and not is_screen):
        _refuse_option(word, near, asked)
    if is_screen:
        _refuse_command(word, unknown)
    has_text = any(action.metavar == "TEXT" for action in takes)
    if has_text and " " in word:
        how = f" What a text says of another field needs its option. All options: {asked} --help"
        raise WrongUsage(f"{quoted(word)} is one text too many.{how}")
    quotes = " Put a text of several words in quotes." if has_text else ""
    raise WrongUsage(f"{quoted(word)} is one word too many.{quotes} For help: {asked} --help")


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word that is nearest to a mistyped one, or an empty string.

    Dashes before a word do not count: all options begin alike.
    """
    typed, bare = word.lower().lstrip("-"), {each.lstrip("-"): each for each in known}
    longer = [each for each in bare if len(typed) > 1 and each.startswith(typed)]
    if longer:
        return bare[min(longer, key=len)]
    from difflib import get_close_matches  # only a mistake needs it

    return next((bare[each] for each in get_close_matches(typed, bare, 1, _LIKE)), "")


def _refuse_kind(word: str, kinds: Collection[str]) -> NoReturn:
    words = [*kinds, *(name for name, kind in _WORDS.items() if kind in kinds)]
    near = nearest(word, words)
    meant = f" Did you mean {kind_named(near)}?" if near else " The kind comes before a name."
    event = word.lower().removesuffix("s")
    if event in list(ObservationKind) and Observation.KIND in kinds:
        meant = f" It is a dated note: tuiplanner {_NOTE_OF.format(event)}."
    raise WrongUsage(
        f"{quoted(word)} is not a kind of record here.{meant} All kinds: {', '.join(kinds)}."
    )


def _refuse_option(word: str, near: str, asked: str) -> NoReturn:
    option = word.partition("=")[0]
    field = option.removeprefix("--").replace("-", "_")
    owners = [kind.KIND for kind in KINDS.values() if field in typed_specs(kind)]
    meant = f" Did you mean {near}?" if near else ""
    if set(owners) & set(asked.split()):
        meant = " It is an option of add and edit."
    elif owners:
        meant = f" It belongs to: {', '.join(owners)}."
    raise WrongUsage(f"{asked} has no option {quoted(option)}.{meant} All options: {asked} --help")


def _refuse_command(word: str, words: Sequence[str]) -> NoReturn:
    """Raise WrongUsage about a word in the place of a command."""
    later = next((each for each in words if each and each in COMMANDS), "")
    is_kind = kind_named(word) in KINDS
    if later and (word.startswith("-") or is_kind or "--" in words):
        others = [each for each in words if each not in (later, "--")]
        raise WrongUsage(f"The command comes first: {_proposed(later, others)}. {_ALL_COMMANDS}")
    if word.startswith("-"):
        raise WrongUsage(f"There is no option {quoted(word)}. {_ALL_COMMANDS}")
    lists = is_kind and not {word.lower(), f"{word.lower()}s"} & COMMANDS.keys()
    near = f"list {word.lower()}" if lists else _MEANT.get(word.lower(), "")
    near = near or nearest(word, [*filter(None, COMMANDS)])
    meant = f" Did you mean {near}?" if near else ""
    raise WrongUsage(f"There is no command {quoted(word)}.{meant} {_ALL_COMMANDS}")


def _proposed(command: str, others: Sequence[str]) -> str:
    import shlex  # only a mistake needs it

    whole = shlex.join(["tuiplanner", command, *others])
    is_short = whole.isprintable() and len(whole) <= _LONGEST
    return whole if is_short else f"tuiplanner {command} …"
