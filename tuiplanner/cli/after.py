"""The `after` command: the questions after a visit in plain lines, and the family's page."""

from argparse import ArgumentParser, Namespace
from functools import partial

from tuiplanner.brief.layout import counted
from tuiplanner.cli.command import Command, is_yes, open_store, rehearsal_of, tell, today, writer
from tuiplanner.cli.outcome import Outcome, ask, save
from tuiplanner.cli.pages import write_text
from tuiplanner.model.after import (
    record_outcome,
    refuse_ahead,
    still_open,
    visit_to_go_through,
)
from tuiplanner.model.choices import QuestionStatus, VisitStatus
from tuiplanner.model.planner import Planner, edit, read_values
from tuiplanner.model.records import Question, Record, Visit
from tuiplanner.model.results import record_discussed, to_discuss
from tuiplanner.model.text import quoted
from tuiplanner.outputs.briefs import source_of
from tuiplanner.store.store import Store

_STATUS = {
    "a": QuestionStatus.ANSWERED,
    "p": QuestionStatus.PARTLY,
    "n": QuestionStatus.NOT_ASKED,
}


class After(Command):
    """The command that asks about a visit; it saves each answer at once.

    If the input ends early, the answers given so far are kept.
    """

    examples = "example: tuiplanner after\nexample: tuiplanner after 29 --print"

    def options(self, parser: ArgumentParser, kind: type[Record] | None) -> None:
        about = "the visit; without it, the one that is not marked done, else the last"
        parser.add_argument("id", metavar="ID", type=int, nargs="?", help=about)
        parser.add_argument("--print", action="store_true", help="print the family's page")

    def run(self, args: Namespace) -> int:
        store = open_store(args)
        planner = store.load()
        if args.id is None:
            visit = visit_to_go_through(planner, today())
        else:
            visit = planner.find(Visit, args.id)
        if args.print:
            from tuiplanner.brief.after import make_after

            write_text(make_after(source_of(store, today(), rehearsal_of(store)), visit))
            return 0
        refuse_ahead(visit, today())
        try:
            _walk(store, visit.id, writer(args, store.load()))
        except EOFError:
            tell("Stopped here. To continue, run the same command again.")
        return 0


COMMANDS: dict[str, Command] = {"after": After()}


def _walk(store: Store, id: int, by: int | None) -> None:
    """Ask about the visit, question by question; raise EOFError at the end of the input."""
    visit = store.load().find(Visit, id)
    print(f"After the visit of {visit.shown_heading}.")
    print("Type a and the answer, as in: a it is the nerves. p and the answer: answered in part.")
    print("n: not asked. Enter alone leaves it open.")
    for question in still_open(store.load(), store.load().find(Visit, id)):
        _settle(store, id, question, ask(f"{question.shown_heading} "), by)
    _ask_about_results(store, id, by)
    Outcome(store, id, by).ask_all()
    for field, prompt in (
        ("instructions", "What to do, and whom to call if it gets worse? "),
        ("in_my_words", "In your own words: what did you understand? "),
    ):
        line = ask(prompt)
        if line:
            save(store, partial(_with_field, id=id, field=field, text=line), by)
    save(store, partial(_with_field, id=id, field="status", text=VisitStatus.DONE), by)
    left = len(still_open(store.load(), store.load().find(Visit, id)))
    if left:
        print(f"The visit is done. {counted(left, 'question')} left open: tuiplanner after {id}")
    else:
        print("Everything is written down: the visit is done.")


def _ask_about_results(store: Store, id: int, by: int | None) -> None:
    planner = store.load()
    for test in to_discuss(planner, planner.find(Visit, id)):
        if is_yes(ask(f"Did the doctor talk about this result: {test.dated_name}? y/n ")):
            change = partial(record_discussed, test_id=test.id, visit_id=id, today=today())
            save(store, change, by)


def _settle(store: Store, id: int, question: Question, line: str, by: int | None) -> None:
    letter, _, words = line.partition(" ")
    is_article = letter == "A" and bool(words)  # A second opinion would help.
    status = None if is_article else _STATUS.get(letter.casefold())
    if not line:
        return
    if status is None and not words:
        tell(f"That is not a, p or n: left open. If it is the answer: a {line}")
        _settle(store, id, question, ask(f"{question.shown_heading} "), by)
        return
    if status is None:  # a sentence: nothing typed is lost
        status, words = QuestionStatus.ANSWERED, line
        tell("Saved as the answer.")
    elif status == QuestionStatus.NOT_ASKED:
        tell("Not asked: it is kept for the next visit.")
    elif words:
        tell(f"Saved: {quoted(words)}.")
    save(store, partial(_with_answer, visit_id=id, id=question.id, status=status, text=words), by)


def _with_field(planner: Planner, id: int, field: str, text: str) -> Planner:
    return edit(planner, Visit, id, read_values(Visit, {field: text}, today()), today())


def _with_answer(planner: Planner, visit_id: int, id: int, status: str, text: str) -> Planner:
    answer = str(read_values(Question, {"answer": text}, today())["answer"])
    return record_outcome(planner, visit_id, id, status, answer, today())
