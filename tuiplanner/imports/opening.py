"""A file to import, opened as a review against the planner: the one way in for every format."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from tuiplanner.imports.candidates import of_medicine
from tuiplanner.imports.own import review_copy
from tuiplanner.imports.own_copy import copy_of
from tuiplanner.imports.reading import own_document, read_file
from tuiplanner.imports.review import Review, review
from tuiplanner.model.planner import Planner
from tuiplanner.model.records import Medication
from tuiplanner.model.sameness import Ingredients, medicine_names
from tuiplanner.model.text import cleaned, one_line


def open_review(
    data: bytes,
    planner: Planner,
    today: date,
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    name: str = "",
) -> Review:
    """Return the review of a file; raise FileTrouble with a sentence for one that is not read.

    `name` is that of the file; it names the source of a list, in which nothing names its maker.
    """
    document = own_document(data)
    if document is not None:
        copy = copy_of(document)
        theirs = copy.planner.medications.values()
        return review_copy(copy.planner, planner, today, _known(theirs, planner), copy.unread)
    record = read_file(data, today, encoding, columns)
    medicines = [of_medicine(each, today).record for each in record.medicines]
    found = review(record, planner, today, _known(medicines, planner))
    return replace(found, file=one_line(cleaned(name)))


def _known(theirs: Iterable[Medication], planner: Planner) -> Ingredients:
    """Return what the program's list knows of the medicines here and in the file."""
    from tuiplanner.data.vocabulary import ingredients

    both = [*theirs, *planner.medications.values()]
    return ingredients(name for medicine in both for name in medicine_names(medicine))
