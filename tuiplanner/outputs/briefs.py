"""The page of a planner file: its source, and the record kept when it is handed over."""

from dataclasses import replace
from datetime import date
from typing import Any

from tuiplanner.brief.page import Page
from tuiplanner.brief.source import Source
from tuiplanner.data.vocabulary import ingredients_in
from tuiplanner.model import dates
from tuiplanner.model.records import Brief, Visit
from tuiplanner.model.rehearsal import Asked
from tuiplanner.model.visits import next_visit
from tuiplanner.store.store import Store


def source_of(
    store: Store, today: date, asked: tuple[Asked, ...], visit_id: int | None = None
) -> Source:
    """Return the source of the page on a day, for a visit or by default the next visit."""
    planner = store.load()
    visit = next_visit(planner, today) if visit_id is None else planner.find(Visit, visit_id)
    return Source(planner, today, visit, store.history(), asked, ingredients_in(planner))


def source_of_kept(source: Source, kept: Brief) -> Source:
    """Return the source with the visit and the day of a page that was handed over."""
    day = dates.first_day(kept.kept_at) or source.today
    return replace(source, visit=source.planner.get(Visit, kept.visit_id), today=day)


def kept_values(source: Source, page: Page) -> dict[str, Any]:
    """Return the field values of a brief for a page that was handed over."""
    return {
        "visit_id": source.visit.id if source.visit else None,
        "kept_at": source.today.isoformat(),
        "text": page.text,
        "question_ids": page.question_ids,
    }
