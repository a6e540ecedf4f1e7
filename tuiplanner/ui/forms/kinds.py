"""The forms of the kinds: their fields, the order, and the fields shown first."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import ClassVar

from tuiplanner.model.choices import AllergyKind
from tuiplanner.model.quick_reading import split_reading
from tuiplanner.model.records import (
    Allergy,
    Condition,
    Event,
    Observation,
    Person,
    Profile,
    Question,
    Reading,
    Symptom,
    field_specs,
)
from tuiplanner.ui import messages
from tuiplanner.ui.forms.care import ContactForm, MedicalTestForm, SpecialistForm, VisitForm
from tuiplanner.ui.forms.fields import Advice, Field, Group
from tuiplanner.ui.forms.form import Form
from tuiplanner.ui.forms.medication import MedicationForm
from tuiplanner.ui.forms.options import specialists, symptoms, visits
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

    def more(self) -> Iterable[Field | Group]:
        yield Group("How it comes")
        yield self.line("last_normal")
        yield self.pick("onset")
        yield self.line("how_often")
        yield self.line("how_long")
        yield self.pick("side")
        yield self.pick("area")
        yield Group("What it does")
        yield self.line("hardest_task")
        yield self.line("worse_with")
        yield self.line("better_with")
        yield self.line("severity")
        yield Group("In the planner")
        yield self.pick("in_brief")
        yield self.line("checked")
        yield self.lines("note")

    def listed(self, name: str) -> Sequence[str]:
        from tuiplanner.data.vocabulary import words_for

        return words_for(Symptom.TABLE, "body_areas") if name == "name" else super().listed(name)


class ObservationForm(Form):
    """A form for a dated note; its day and its kind are seen, since both are easily wrong."""

    KIND = Observation
    ALWAYS_NEW = frozenset({"note"})

    @property
    def heading(self) -> str:
        """Name the symptom that the note is about."""
        id = self.preset.get("symptom_id") or getattr(self.record, "symptom_id", None)
        symptom = self.planner.get(Symptom, id)
        about = f" about {symptom.quoted}" if symptom else ""
        return f"{'Note' if self.record.id else 'New note'}{about}"

    def first(self) -> Iterable[Field]:
        yield self.line("note")
        yield self.line("when")
        yield self.pick("kind")

    def more(self) -> Iterable[Field | Group]:
        yield Group("How bad, and who noticed")
        yield self.line("severity")
        yield self.pick("seen_by")
        yield self.pick("symptom_id", symptoms(self.planner))


class AllergyForm(Form):
    """A form for a substance that did harm or must be avoided, and its effect."""

    KIND = Allergy
    AGAIN = frozenset({"told_by"})

    @property
    def heading(self) -> str:
        """Name the list that a new row goes to."""
        is_avoid = not self.record.id and self.preset.get("kind") == AllergyKind.AVOID
        return "New: told to avoid" if is_avoid else super().heading

    def first(self) -> Iterable[Field]:
        yield self.line("substance")
        yield self.line("reaction")
        yield self.pick("severity")

    def more(self) -> Iterable[Field | Group]:
        yield Group("More about it")
        yield self.line("year")
        yield self.line("told_by")
        yield self.line("note")
        yield self.pick("kind")


class ConditionForm(Form):
    """A form for a diagnosis, an operation or what was ruled out."""

    KIND = Condition
    AGAIN = frozenset({"told_by"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("since")
        yield self.line("told_by")
        yield self.pick("status")

    def more(self) -> Iterable[Field | Group]:
        yield Group("More about it")
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
        yield self.line("unit")
        yield self.line("when")
        yield self.pick("what")

    def more(self) -> Iterable[Field | Group]:
        yield Group("More about it")
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


class PersonForm(Form):
    """A form for a person who types or comes along."""

    KIND = Person

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("relation")
        yield self.line("phone")
        yield self.pick("role")


class QuestionForm(Form):
    """A form for a question, and whom to ask."""

    KIND = Question
    ALWAYS_NEW = frozenset({"text", "answer"})

    def first(self) -> Iterable[Field]:
        yield self.line("text")
        yield self.pick("visit_id", visits(self.planner, self.today))
        yield self.pick("specialist_id", specialists(self.planner))

    def more(self) -> Iterable[Field | Group]:
        yield Group("The answer")
        yield self.line("answer")
        yield self.line("answered_on")
        yield self.pick("status")
        yield Group("Its place")
        yield self.line("topic")
        yield self.line("rank")
        yield self.line("carried")


class AnswerForm(Form):
    """A form for the answer to a question."""

    KIND = Question
    ALWAYS_NEW = frozenset({"answer"})

    def first(self) -> Iterable[Field]:
        yield self.line("answer")
        yield self.line("answered_on")


class FactForm(Form):
    """A form for one fact about the person, with its "asked" status and date if it has them."""

    KIND = Profile

    fact: ClassVar[str]

    @property
    def heading(self) -> str:
        return field_specs(Profile)[self.fact].label

    def listed(self, name: str) -> Sequence[str]:
        """Offer the helpers with their telephone numbers as the contact."""
        if name != "contact":
            return super().listed(name)
        return [f"{p.name} {p.phone}" for p in self.planner.people.values() if p.name and p.phone]

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
