"""Block 8: the patient's answers to doctors' likely questions. No answer is not a "no"."""

from typing import NamedTuple

from tuiplanner.brief.fit import Budget
from tuiplanner.brief.layout import Chunk, PageFormat, counted, labelled, paragraph, sentence
from tuiplanner.brief.source import Source
from tuiplanner.model import dates
from tuiplanner.model.choices import YesNoUnsure
from tuiplanner.model.records import Answer
from tuiplanner.model.rehearsal import is_old, unanswered

_LABEL, _COLUMN = "PATIENT'S ANSWERS", 19


def answers_block(source: Source, sheet: PageFormat, budget: Budget) -> list[Chunk]:
    """Lay out a line each for yes, no and not sure, then the unanswered count and the sentences."""
    asked = [a for a in source.rehearsal if not a.linked]
    missing = len(unanswered(source.planner, source.rehearsal))
    given = sum(a.key in source.answers and not a.known for a in asked)
    if not any(a.key in source.answers for a in asked):
        return [labelled(_LABEL, "not gone through yet", sheet, _COLUMN)]
    if not budget["answers"]:
        rest = f"{counted(given, 'answer')}, left out here"
        rest += f"; not answered: {missing}" if missing else ""
        return [labelled(_LABEL, rest, sheet, _COLUMN)]
    letters = {YesNoUnsure.YES: "Y", YesNoUnsure.NO: "N", YesNoUnsure.NOT_SURE: "?"}
    lines: list[Chunk] = []
    for answer, letter in letters.items():
        found = answered(source, answer)
        if found and (answer != YesNoUnsure.NO or budget["noes"]):
            lines.append(paragraph(_by_month(found), sheet, f"  {letter}  "))
    own = [f"Not answered yet: {counted(missing, 'question')}."] if missing else []
    own += _own_lines(source)
    if not lines and len(own) == 1:
        return [labelled(_LABEL, own[0], sheet, _COLUMN)]
    lines += [paragraph(" ".join(own), sheet, "  ")] if own else []
    head = f"{_LABEL}   (Y yes, N no, ? not sure)"
    return [(head, *lines[0]), *lines[1:]] if lines else [(head,)]


class Answered(NamedTuple):
    """A question in the words of the page, with its detail; `month` is that of an old answer."""

    text: str
    month: str


def _by_month(found: list[Answered]) -> str:
    """Return `sleep, mood; in Oct 2025: vision, memory`: answers of now first, then older ones."""
    groups: dict[str, list[str]] = {"": []}
    for each in found:
        groups.setdefault(each.month, []).append(each.text)
    return "; ".join(
        f"in {month}: {', '.join(names)}" if month else ", ".join(names)
        for month, names in groups.items()
        if names
    )


def answered(source: Source, word: YesNoUnsure) -> list[Answered]:
    """Return the questions with a given answer.

    An answer that this version does not know is listed with the unsure ones, in its own words.
    """
    found = []
    for asked in source.rehearsal:
        answer = source.answers.get(asked.key)
        if answer is None or asked.own_line or asked.known or asked.linked:
            continue
        known = answer.answer in list(YesNoUnsure)
        if (answer.answer if known else YesNoUnsure.NOT_SURE) == word:
            unknown = "" if known else answer.answer
            mark = "but see SYMPTOMS" if asked in source.contradicted else ""
            detail = ", ".join(filter(None, (unknown, answer.detail, mark)))
            text = f"{asked.page} ({detail})" if detail else asked.page
            found.append(Answered(text, _month(source, answer)))
    return found


def _month(source: Source, answer: Answer) -> str:
    """Return the month of an answer that is old, else ""."""
    return dates.show(answer.answered_on[:7]) if is_old(answer, source.today) else ""


def _own_lines(source: Source) -> list[str]:
    """Return sentences such as `Smoked: stopped 1995.`"""
    found = []
    for asked in source.rehearsal:
        answer = source.answers.get(asked.key)
        if asked.own_line and answer:
            word, detail = answer.answer.replace("-", " "), answer.detail
            if detail and answer.answer == YesNoUnsure.YES:
                word, detail = detail, ""
            words, month = ", ".join(filter(None, (word, detail))), _month(source, answer)
            asked_in = f" (answered {month})" if month else ""
            found.append(sentence(f"{asked.page}: {words}{asked_in}"))
    return found
