"""The forms about care: visits, referrals with their calls, and tests."""

from collections.abc import Iterable

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.records import Contact, MedicalTest, Specialist, Visit
from tuiplanner.model.series import expanded, is_series, series_days
from tuiplanner.model.text import folded
from tuiplanner.ui.forms.fields import Advice, Field, Group
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.forms.options import people, specialists


class VisitForm(Form):
    """A form for a visit: when, with whom, why, and restrictions to know beforehand."""

    KIND = Visit
    AGAIN = frozenset({"place", "phone"})

    def expanded(self, typed: dict[str, str]) -> list[dict[str, str]]:
        """Return a visit for each day of `every tuesday 10:00 until March`."""
        return expanded(typed, self.today)

    def advice(self, name: str, text: str) -> Advice | None:
        """Say how many visits a series makes; offer a doctor who is in the list."""
        if name == "with_whom":
            return self._in_the_list(text)
        if name != "when" or self.record.id or not is_series(text):
            return None
        try:
            days = series_days(text, self.today)
        except Refused as refused:
            return Advice(str(refused))
        first, last = (dates.show(day) for day in (days[0], days[-1]))
        return Advice(f"{len(days)} visits, from {first} to {last}.")

    def _in_the_list(self, text: str) -> Advice | None:
        """Offer the only specialist with this name, with what is known about the referral."""
        same = folded(text).strip()
        rows = self.planner.specialists.values()
        ids = [s.id for s in rows if same and same in (folded(s.name), folded(s.named))]
        if len(ids) != 1 or self.text_of("specialist_id"):
            return None
        better = {"specialist_id": str(ids[0]), "with_whom": ""}
        named = self.planner.specialists[ids[0]].named
        return Advice(f"{named} is among your specialists.", better, "F3 takes that entry.")

    def first(self) -> Iterable[Field]:
        yield self.line("when")
        yield self.line("with_whom")
        yield self.line("reason")
        yield self.line("goal")
        yield self.line("restrictions")
        yield self.pick("restrictions_status")
        yield self.pick("specialist_id", specialists(self.planner))

    def more(self) -> Iterable[Field | Group]:
        yield Group("Where")
        yield self.line("place")
        yield self.line("phone")
        yield self.line("specialty")
        yield self.line("minutes")
        yield self.pick("mode")
        yield self.pick("kind")
        yield Group("Who and what comes along")
        yield self.line("bring")
        yield self.pick("companion_id", people(self.planner))
        yield self.line("life_changes")
        yield self.pick("prepared_by", people(self.planner))
        yield self.line("prepared_on")
        yield Group("A stay in the hospital")
        yield self.line("until")
        yield self.line("findings")
        yield Group("Afterwards")
        yield self.lines("instructions")
        yield self.lines("in_my_words")
        yield self.pick("status")


class SpecialistForm(Form):
    """A form for a referral: the specialist, how to reach them, and its progress."""

    KIND = Specialist
    AGAIN = frozenset({"clinic", "referred_by"})

    def first(self) -> Iterable[Field]:
        yield self.line("specialty")
        yield self.line("name")
        yield self.line("phone")
        yield self.line("question")

    def more(self) -> Iterable[Field | Group]:
        yield Group("How far it is")
        yield self.pick("status")
        yield self.line("status_since")
        yield self.line("sent_on")
        yield self.line("booked_for")
        yield self.line("seen_on")
        yield self.pick("records")
        yield self.line("next_action")
        yield self.line("next_action_due")
        yield Group("Who sends you")
        yield self.line("referred_by")
        yield self.line("clinic")
        yield self.pick("urgency")
        yield Group("Insurance")
        yield self.line("referral_number")
        yield self.line("approval_number")
        yield self.line("approval_expires")
        yield Group("Note")
        yield self.lines("note")


class MedicalTestForm(Form):
    """A form for a test: its name, progress and result."""

    KIND = MedicalTest
    AGAIN = frozenset({"ordered_by", "place", "who_calls"})
    ALWAYS_NEW = frozenset({"result"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("booked_for")
        yield self.line("done_on")
        yield self.line("result")
        yield self.line("result_due")

    def more(self) -> Iterable[Field | Group]:
        yield Group("How far it is")
        yield self.pick("status")
        yield self.line("ordered_on")
        yield self.line("ordered_by")
        yield self.line("what_for")
        yield self.pick("kind")
        yield self.pick("specialist_id", specialists(self.planner))
        yield Group("Before and after")
        yield self.line("preparation")
        yield self.line("place")
        yield self.line("phone")
        yield self.line("who_calls")
        yield Group("Again")
        yield self.line("repeat_min_months")
        yield self.line("repeat_max_months")
        yield self.line("repeat_until")
        yield Group("Insurance")
        yield self.line("approval_number")
        yield self.line("approval_expires")


class ContactForm(Form):
    """A form for the outcome of a call or a letter."""

    KIND = Contact
    AGAIN = frozenset({"who"})

    def first(self) -> Iterable[Field]:
        yield self.line("outcome")
        yield self.line("when")
        yield self.line("who")
        yield self.line("promised_by")
