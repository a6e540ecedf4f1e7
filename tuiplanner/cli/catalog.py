"""The catalog: every command, its module, and its line in the help."""

from importlib import import_module
from typing import NamedTuple

from tuiplanner.cli.command import Command

SCREEN = ""
ABOUT = "Prepare for a medical appointment; one plain-text page goes to the doctor."


class Entry(NamedTuple):
    """The module of a command, and its line in the help."""

    module: str
    help: str


_RECORDS, _PAGES = "tuiplanner.cli.records", "tuiplanner.cli.pages"
_BACKUPS = "tuiplanner.cli.backups"
_SEVERAL = "tuiplanner.cli.several"
_BRING_IN = "tuiplanner.cli.bring_in"
_FILES, _SCREEN = "tuiplanner.cli.files", "tuiplanner.cli.screen"

COMMANDS: dict[str, Entry] = {
    SCREEN: Entry(_SCREEN, "the planner on screen"),
    "planners": Entry(_SEVERAL, "whose planners there are, last used first"),
    "new": Entry(_SEVERAL, "begin a planner for another person"),
    "demo": Entry(_SCREEN, "a made-up patient on a throwaway file"),
    "brief": Entry(_PAGES, "the page that goes to the doctor"),
    "ready": Entry("tuiplanner.cli.ready", "what is missing on the page"),
    "waiting": Entry("tuiplanner.cli.waiting", "what you are waiting for"),
    "doubles": Entry("tuiplanner.cli.doubles", "rows that are probably the same thing"),
    "timeline": Entry("tuiplanner.cli.timeline", "everything that has a day, in one list"),
    "after": Entry("tuiplanner.cli.after", "after the visit: answers, and the family's page"),
    "call": Entry("tuiplanner.cli.call", "the telephone sheet of a referral or test"),
    "note": Entry("tuiplanner.cli.note", "keep a quick note, to be filed later"),
    "sort": Entry("tuiplanner.cli.sort", "put the quick notes where they belong"),
    "reading": Entry("tuiplanner.cli.reading", "note a value measured at home: bp 128/82"),
    "medicines": Entry("tuiplanner.cli.medicines", "check the list: same, changed or stopped"),
    "symptoms": Entry("tuiplanner.cli.symptoms", "check-up: how each symptom is now"),
    "rehearse": Entry("tuiplanner.cli.rehearse", "the questions that the doctor may ask"),
    "prompts": Entry("tuiplanner.cli.prompts", "questions to pick from"),
    "find": Entry("tuiplanner.cli.find", "find words in all tabs"),
    "add": Entry(_RECORDS, "write something down; prints its id"),
    "list": Entry(_RECORDS, "all records of a kind"),
    "show": Entry(_RECORDS, "one record in full"),
    "edit": Entry(_RECORDS, "change fields of a record ('' clears)"),
    "remove": Entry(_RECORDS, "delete a record"),
    "me": Entry(_RECORDS, "who the planner is about"),
    "split-conditions": Entry(_RECORDS, "make a row of each condition in the text"),
    "undo": Entry(_FILES, "take back the last change"),
    "redo": Entry(_FILES, "do again what was undone"),
    "check": Entry(_FILES, "check that the file is sound"),
    "history": Entry("tuiplanner.cli.history", "who changed what, and when, newest first"),
    "backups": Entry(_BACKUPS, "the backups, newest first"),
    "restore": Entry(_BACKUPS, "bring back a backup"),
    "path": Entry(_FILES, "where the planner is stored"),
    "import": Entry(_BRING_IN, "bring in a portal's file, or a copied list"),
    "merge": Entry(_BRING_IN, "bring in what another copy of this planner has"),
    "export": Entry(_FILES, "the whole planner as JSON, or a list as CSV"),
}


def command_of(name: str) -> Command:
    """Return the command with that name."""
    command: Command = import_module(COMMANDS[name].module).COMMANDS[name]
    return command


def sentence(name: str) -> str:
    """Return a command's line of the help, as a sentence."""
    line = COMMANDS[name].help
    return f"{line[0].upper()}{line[1:]}."
