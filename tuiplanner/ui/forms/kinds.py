"""The forms of the kinds: their fields, the order, and the fields shown first."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import ClassVar

from tuiplanner.errors import Refused
from tuiplanner.model import dates
from tuiplanner.model.planner import Planner
from tuiplanner.model.quick_reading import split_reading
from tuiplanner.model.records import (
    Allergy,
    Condition,
    Contact,
    Event,
    MedicalTest,
    Observation,
    Person,
    Profile,
    Question,
    Reading,
    Specialist,
    Symptom,
    Visit,
    field_specs,
)
from tuiplanner.model.series import expanded, is_series, series_days
from tuiplanner.model.visits import in_order
from tuiplanner.ui import messages
from tuiplanner.ui.forms.fields import Advice, Field
from tuiplanner.ui.forms.form import Form, Options
from tuiplanner.ui.forms.medication import MedicationForm
from tuiplanner.ui.forms.treatment import DoseForm, PlanForm, StepForm


class SymptomForm(Form):
    """A form for a symptom: its name, beginning, course and impact, and who noticed it."""

    KIND = Symptom
    ENDINGS = frozenset({"name"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("began")
        yield self.pick("course")
        yield self.pick("impact")
        yield self.pick("seen_by")

    def more(self) -> Iterable[Field]:
        yield self.pick("area")
        yield self.line("last_normal")
        yield self.pick("onset")
        yield self.line("how_often")
        yield self.line("how_long")
        yield self.pick("side")
        yield self.line("hardest_task")
        yield self.line("worse_with")
        yield self.line("better_with")
        yield self.line("severity")
        yield self.pick("in_brief")
        yield self.line("checked")
        yield self.lines("note")

    def listed(self, name: str) -> Sequence[str]:
        from tuiplanner.data.vocabulary import words_for

        return words_for(Symptom.TABLE, "body_areas") if name == "name" else super().listed(name)


class ObservationForm(Form):
    """A form for a dated note; one line is enough."""

    KIND = Observation
    ALWAYS_NEW = frozenset({"note"})

    def first(self) -> Iterable[Field]:
        yield self.line("note")

    def more(self) -> Iterable[Field]:
        yield self.line("when")
        yield self.pick("kind")
        yield self.line("severity")
        yield self.pick("seen_by")
        yield self.pick("symptom_id", symptoms(self.planner))


class AllergyForm(Form):
    """A form for a substance that did harm or must be avoided, and its effect."""

    KIND = Allergy
    AGAIN = frozenset({"told_by"})

    def first(self) -> Iterable[Field]:
        yield self.line("substance")
        yield self.pick("kind")
        yield self.line("reaction")
        yield self.pick("severity")
        yield self.line("year")
        yield self.line("told_by")
        yield self.line("note")


class ConditionForm(Form):
    """A form for a diagnosis, an operation or what was ruled out."""

    KIND = Condition
    AGAIN = frozenset({"told_by"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.pick("status")
        yield self.line("since")
        yield self.line("told_by")

    def more(self) -> Iterable[Field]:
        yield self.line("ended")
        yield self.pick("specialist_id", specialists(self.planner))
        yield self.lines("note")


class EventForm(Form):
    """A form for a change in the person's life."""

    KIND = Event
    ALWAYS_NEW = frozenset({"text"})

    def first(self) -> Iterable[Field]:
        yield self.line("text")
        yield self.line("when")


class ReadingForm(Form):
    """A form for a value measured at home; a whole line such as `bp 128/82` is split."""

    KIND = Reading
    AGAIN = frozenset({"unit"})
    ALWAYS_NEW = frozenset({"value"})

    def first(self) -> Iterable[Field]:
        yield self.line("value")
        yield self.pick("what")
        yield self.line("unit")
        yield self.line("when")

    def more(self) -> Iterable[Field]:
        yield self.line("label")
        yield self.pick("seen_by")
        yield self.lines("note")

    def advice(self, name: str, text: str) -> Advice | None:
        """Offer to split a whole line typed as a value."""
        parts = split_reading(text)._asdict() if name == "value" else {}
        given = {field: part for field, part in parts.items() if part}
        if len(given) < 2 or any(self.text_of(field) for field in given if field != "value"):
            return None
        known = field_specs(Reading)
        words = (f"{known[n].label}: {known[n].show(part)}" for n, part in given.items())
        return Advice(f"{' · '.join(words)}?", given, "F3 does that, F4 keeps yours.")


class ContactForm(Form):
    """A form for the outcome of a call or a letter."""

    KIND = Contact
    AGAIN = frozenset({"who"})

    def first(self) -> Iterable[Field]:
        yield self.line("outcome")
        yield self.line("when")
        yield self.line("who")
        yield self.line("promised_by")


class PersonForm(Form):
    """A form for a person who types or comes along."""

    KIND = Person

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("relation")
        yield self.pick("role")
        yield self.line("phone")


def specialists(planner: Planner) -> Options:
    """Return the referrals to pick from."""
    return [(str(id), specialist.named) for id, specialist in planner.specialists.items()]


def symptoms(planner: Planner) -> Options:
    """Return the symptoms to pick from."""
    return [(str(id), symptom.shown_heading) for id, symptom in planner.symptoms.items()]


def people(planner: Planner) -> Options:
    """Return the people to pick from."""
    return [(str(id), person.named) for id, person in planner.people.items()]


def visits(planner: Planner, today: date) -> Options:
    """Return the visits to pick from, future visits first."""
    return [(str(visit.id), visit.shown_heading) for visit in in_order(planner, today)]


class QuestionForm(Form):
    """A form for a question, and whom to ask."""

    KIND = Question
    ALWAYS_NEW = frozenset({"text", "answer"})

    def first(self) -> Iterable[Field]:
        yield self.line("text")
        yield self.pick("visit_id", visits(self.planner, self.today))
        yield self.pick("specialist_id", specialists(self.planner))

    def more(self) -> Iterable[Field]:
        yield self.line("topic")
        yield self.pick("status")
        yield self.line("answer")
        yield self.line("answered_on")
        yield self.line("rank")
        yield self.line("carried")


class AnswerForm(Form):
    """A form for the answer to a question."""

    KIND = Question
    ALWAYS_NEW = frozenset({"answer"})

    def first(self) -> Iterable[Field]:
        yield self.line("answer")
        yield self.line("answered_on")


class VisitForm(Form):
    """A form for a visit: when, with whom, why, and restrictions to know beforehand."""

    KIND = Visit
    AGAIN = frozenset({"place", "phone"})

    def expanded(self, typed: dict[str, str]) -> list[dict[str, str]]:
        """Return a visit for each day of `every tuesday 10:00 until March`."""
        return expanded(typed, self.today)

    def advice(self, name: str, text: str) -> Advice | None:
        """Say how many visits a series makes."""
        if name != "when" or self.record.id or not is_series(text):
            return None
        try:
            days = series_days(text, self.today)
        except Refused as refused:
            return Advice(str(refused))
        first, last = (dates.show(day) for day in (days[0], days[-1]))
        return Advice(f"{len(days)} visits, from {first} to {last}.")

    def first(self) -> Iterable[Field]:
        yield self.line("when")
        yield self.pick("specialist_id", specialists(self.planner))
        yield self.line("with_whom")
        yield self.line("reason")
        yield self.line("goal")
        yield self.pick("restrictions_status")
        yield self.line("restrictions")

    def more(self) -> Iterable[Field]:
        yield self.line("specialty")
        yield self.line("place")
        yield self.line("phone")
        yield self.line("minutes")
        yield self.pick("mode")
        yield self.line("until")
        yield self.line("findings")
        yield self.pick("kind")
        yield self.line("bring")
        yield self.pick("companion_id", people(self.planner))
        yield self.line("life_changes")
        yield self.pick("prepared_by", people(self.planner))
        yield self.line("prepared_on")
        yield self.pick("status")
        yield self.lines("instructions")
        yield self.lines("in_my_words")


class SpecialistForm(Form):
    """A form for a referral: the specialist, how to reach them, and its progress."""

    KIND = Specialist
    AGAIN = frozenset({"clinic", "referred_by"})

    def first(self) -> Iterable[Field]:
        yield self.line("specialty")
        yield self.line("name")
        yield self.line("phone")
        yield self.pick("status")
        yield self.line("question")

    def more(self) -> Iterable[Field]:
        yield self.line("clinic")
        yield self.line("referred_by")
        yield self.pick("urgency")
        yield self.line("status_since")
        yield self.line("referral_number")
        yield self.line("approval_number")
        yield self.line("approval_expires")
        yield self.line("sent_on")
        yield self.pick("records")
        yield self.line("booked_for")
        yield self.line("seen_on")
        yield self.line("next_action")
        yield self.line("next_action_due")
        yield self.lines("note")


class MedicalTestForm(Form):
    """A form for a test: its name, progress and result."""

    KIND = MedicalTest
    AGAIN = frozenset({"ordered_by", "place", "who_calls"})
    ALWAYS_NEW = frozenset({"result"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.pick("status")
        yield self.line("booked_for")
        yield self.line("done_on")
        yield self.line("result")
        yield self.line("result_due")

    def more(self) -> Iterable[Field]:
        yield self.line("who_calls")
        yield self.pick("kind")
        yield self.line("what_for")
        yield self.line("ordered_by")
        yield self.pick("specialist_id", specialists(self.planner))
        yield self.line("place")
        yield self.line("phone")
        yield self.line("preparation")
        yield self.line("repeat_min_months")
        yield self.line("repeat_max_months")
        yield self.line("repeat_until")
        yield self.line("approval_number")
        yield self.line("approval_expires")
        yield self.line("ordered_on")


class FactForm(Form):
    """A form for one fact about the person, with its "asked" status and date if it has them."""

    KIND = Profile

    fact: ClassVar[str]

    @property
    def heading(self) -> str:
        return field_specs(Profile)[self.fact].label

    def first(self) -> Iterable[Field]:
        yield self.line(self.fact)
        if f"{self.fact}_status" in field_specs(Profile):
            yield self.pick(f"{self.fact}_status")


@cache
def form_of(name: str) -> type[Form]:
    """Return the form of a name, as in `messages.form_name` and `messages.fact_form`."""
    prefix = messages.fact_form("")
    if name.startswith(prefix):
        return type(name, (FactForm,), {"fact": name.removeprefix(prefix)})
    return {form.__name__: form for form in _FORMS}[name]


_FORMS: tuple[type[Form], ...] = (
    AllergyForm,
    AnswerForm,
    ConditionForm,
    ContactForm,
    DoseForm,
    EventForm,
    MedicalTestForm,
    MedicationForm,
    ObservationForm,
    PersonForm,
    PlanForm,
    QuestionForm,
    ReadingForm,
    SpecialistForm,
    StepForm,
    SymptomForm,
    VisitForm,
)
