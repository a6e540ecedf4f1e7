"""A printed page read back: its lines, its text without line ends, its blocks."""

import re
from itertools import dropwhile

from tuiplanner.brief.lines import Sheet
from tuiplanner.brief.page import Page

# How the blocks begin, in their printed order; some have a second shape on a full page.
_BLOCKS = {
    "why": r"WHY( WE ARE HERE|        )",
    "questions": r"OUR QUESTIONS, |QUESTIONS  |  1\. \[ \] ",
    "known": r"KNOWN      ",
    "allergies": r"ALLERGIES  ",
    "avoid": r"AVOID      ",
    "implants": r"IMPLANTS   ",
    "medicines": r"MEDICINES(  | \()",
    "changes": r"WHAT CHANGED SINCE|SYMPTOMS(  |$)",
    "answers": r"YOU MAY ASK(  |$)",
    "waiting": r"WAITING FOR(  |$)",
    "closing": r"Contact:",
}


def flat(text: str) -> str:
    """Without any white space, so that it does not matter where a line was wrapped; and without
    the marks that keep numbers in their place behind words that run from right to left."""
    return "".join(text.split()).replace("\u200e", "")


def pages(page: Page) -> list[list[str]]:
    """The lines of each page."""
    return [part.removesuffix("\n").split("\n") for part in page.text.split("\f")]


def is_rule(line: str, sheet: Sheet) -> bool:
    return line == "-" * sheet.columns


def lines(page: Page) -> list[str]:
    """All lines, as if on one endless page: without what stands on top of later pages."""
    first, *others = pages(page)
    for later in others:
        first += list(dropwhile(lambda line: not is_rule(line, page.sheet), later))[1:]
    return first


def blocks(page: Page) -> dict[str, list[str]]:
    """The lines of each block by its name; what stands before them is the `head`.

    On a full page the implants share the lines of what to avoid.
    """
    found: dict[str, list[str]] = {"head": []}
    name, names = "head", list(_BLOCKS)
    for line in lines(page):
        begun = next((n for n in names if re.match(_BLOCKS[n], line)), None)
        if begun:
            name, names = begun, names[names.index(begun) + 1 :]
        found.setdefault(name, []).append(line)
    found.setdefault("implants", found["avoid"])
    return found


def block(page: Page, name: str) -> str:
    """One block without white space; empty where the page has none."""
    return flat(" ".join(blocks(page).get(name, [])))


def counts(page: Page) -> dict[str, int]:
    """What the last lines say was left out: `{"symptom": 2, "question": 4, ...}`."""
    closing = " ".join(" ".join(blocks(page)["closing"]).split())
    _, _, listed = closing.partition("Left out: ")
    found: dict[str, int] = {}
    for number, what in re.findall(r'(\d+) (symptom|question|waited for|"no"|detail)', listed):
        found[what] = found.get(what, 0) + int(number)
    return found
