"""A printed page read back: its lines, its text without line ends, its blocks."""

import re
from itertools import dropwhile

from tuiplanner.brief.layout import PageFormat
from tuiplanner.brief.page import Page

# How the blocks begin, in their printed order; some have a second shape on a full page.
_BLOCKS = {
    "why": r"WHY( WE ARE HERE|  |$)",
    "questions": r"OUR QUESTIONS, |QUESTIONS  |  1\. \[ \] ",
    "known": r"KNOWN(      |$)",
    "allergies": r"ALLERGIES( \(\d+\)$|  |$)",
    "avoid": r"AVOID( \(\d+\)$|      |$)",
    "implants": r"IMPLANTS   ",
    "medicines": r"MEDICINES(  | \()",
    "changes": r"SYMPTOMS(  |$| SINCE)",
    "answers": r"PATIENT'S ANSWERS(  |$)",
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


def is_rule(line: str, sheet: PageFormat) -> bool:
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


def omissions(page: Page) -> str:
    """What the last lines say was left out, on one line."""
    closing = " ".join(" ".join(blocks(page)["closing"]).split())
    return closing.partition("Left out: ")[2]


def counts(page: Page) -> dict[str, int]:
    """The numbers in the last lines: `{"symptom": 2, "parts of symptom": 4, "question": 1}`."""
    nouns = r"symptom gone|symptom|question|item|\"no\" answer|other answer|dated note|"
    nouns += r"medicine stopped|medicine|allergy|known result|other doctor|past condition|condition"
    nouns += r"|measure|life change|note"
    listed = (
        omissions(page)
        .replace("allergies", "allergy")
        .replace("medicines stopped", "medicine stopped")
    )
    found: dict[str, int] = {}
    for part, number, noun in re.findall(rf"( of )?(\d+) ({nouns})", listed):
        name = f"parts of {noun}" if part else noun
        found[name] = found.get(name, 0) + int(number)
    return found
