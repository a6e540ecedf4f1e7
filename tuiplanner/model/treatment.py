"""Records about treatment: doses that were given, planned steps, and what to do if."""

from typing import ClassVar

from tuiplanner.model import choices as c
from tuiplanner.model.fields import (
    DOSE,
    GOAL,
    NAME,
    NOTE,
    choice_field,
    date_field,
    kept_field,
    link_field,
    near_date_field,
    text_field,
)
from tuiplanner.model.record import Record, record_kind


@record_kind
class Dose(Record):
    """A dose of a medicine given on a day: an infusion, an injection, a day of a cycle."""

    TABLE: ClassVar[str] = "doses"
    KIND: ClassVar[str] = "dose"
    TITLE: ClassVar[str] = "when"
    STAMP: ClassVar[str] = "when"

    when: str = date_field("Given on", "today", past=True)
    medication_id: int | None = link_field("Medicine", "medication")
    amount: str = text_field("Amount", "30 g", limit=DOSE)
    note: str = text_field("How it went", "headache afterwards", limit=NOTE, lines=True)


@record_kind
class Step(Record):
    """A planned change of a medicine: from a day on, another dose. Nothing is computed.

    Once it is confirmed, the medicine has its dose and its frequency.
    """

    TABLE: ClassVar[str] = "steps"
    KIND: ClassVar[str] = "step"
    TITLE: ClassVar[str] = "from_day"

    from_day: str = near_date_field("From", "1 Dec 2026")
    medication_id: int | None = link_field("Medicine", "medication")
    dose: str = text_field("Dose each time", "1 tablet", limit=DOSE)
    frequency: str = text_field("How often", "every morning", limit=DOSE)
    confirmed: str = choice_field("Confirmed", c.YesNo)
    dose_before: str = kept_field("Dose before")
    frequency_before: str = kept_field("How often before")

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed == c.YesNo.YES

    @property
    def change(self) -> str:
        """The dose and frequency from that day on: `1 tablet, every morning`."""
        return ", ".join(filter(None, (self.dose, self.frequency))) or "dose not recorded"


@record_kind
class Plan(Record):
    """An instruction for later, such as whom to call about a fever; it stays until struck off."""

    TABLE: ClassVar[str] = "plans"
    KIND: ClassVar[str] = "plan"
    TITLE: ClassVar[str] = "if_this"

    if_this: str = text_field("If this happens", "fever above 38.5", limit=GOAL)
    do_this: str = text_field("Do this", "go to the emergency room", limit=GOAL)
    by_when: str = text_field("By when", "within an hour", limit=DOSE)
    call_whom: str = text_field("Call whom", "Dr Smith 555-0142", limit=NAME)
    visit_id: int | None = link_field("Said at the visit", "visit")
    struck_off: str = choice_field("Struck off", c.YesNo)

    @property
    def is_struck_off(self) -> bool:
        return self.struck_off == c.YesNo.YES

    @property
    def sentence(self) -> str:
        """`If fever above 38.5: go to the emergency room, within an hour. Call Dr Smith.`"""
        what = ", ".join(filter(None, (self.do_this, self.by_when)))
        call = f"Call {self.call_whom}" if self.call_whom else ""
        said = ". ".join(filter(None, (what, call)))
        return f"If {self.if_this}: {said or 'not written down what to do'}."
