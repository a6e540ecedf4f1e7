"""Hostile text through every field of every form: kept as the model says, or refused with a
sentence; shown letter by letter wherever it turns up; never markup, never a crash."""

import inspect
from pathlib import Path
from typing import Any

import pytest

from tests.every import every
from tests.journeys.helpers import NOW, Hands, at_keyboard
from tests.journeys.stories import (
    ALLERGY,
    CONDITION,
    CONTACT,
    DOSE,
    EVENT,
    MEDICATION,
    OBSERVATION,
    PERSON,
    PLAN,
    QUESTION,
    READING,
    SPECIALIST,
    STEP,
    SYMPTOM,
    TEST,
    VISIT,
    HistoryView,
    prepared,
)
from tests.ui.hostile import REFUSED, STORABLE, assert_clean, assert_shown, squeezed
from tuiplanner.errors import Refused
from tuiplanner.model.fields import Number, Text, When
from tuiplanner.model.planner import add
from tuiplanner.model.records import Profile, Question, Reading, Record, field_specs, typed_specs
from tuiplanner.model.text import one_line
from tuiplanner.store.store import Store
from tuiplanner.ui.dialogs.several import Several
from tuiplanner.ui.forms import kinds, medication
from tuiplanner.ui.forms.fields import Field, Pick
from tuiplanner.ui.forms.form import Form

TODAY = NOW.date()
FORMS: dict[type[Form], HistoryView] = {
    kinds.AllergyForm: ALLERGY,
    kinds.ConditionForm: CONDITION,
    kinds.ContactForm: CONTACT,
    kinds.DoseForm: DOSE,
    kinds.EventForm: EVENT,
    kinds.MedicalTestForm: TEST,
    medication.MedicationForm: MEDICATION,
    kinds.ObservationForm: OBSERVATION,
    kinds.PersonForm: PERSON,
    kinds.PlanForm: PLAN,
    kinds.QuestionForm: QUESTION,
    kinds.ReadingForm: READING,
    kinds.SpecialistForm: SPECIALIST,
    kinds.StepForm: STEP,
    kinds.SymptomForm: SYMPTOM,
    kinds.VisitForm: VISIT,
}
APART = {kinds.AnswerForm, kinds.FactForm}  # tried below


def test_every_form_is_tried() -> None:
    found = {
        form
        for module in (kinds, medication)
        for _, form in inspect.getmembers(module, inspect.isclass)
        if issubclass(form, Form) and form is not Form
    }
    assert found == set(FORMS) | APART


def form_in(hands: Hands) -> Form:
    form = hands.app.screen
    assert isinstance(form, Form)
    return form


def fields_of(hands: Hands, *kinds: type) -> list[Field]:
    """The form's typed fields whose record's field is one of these."""
    form = form_in(hands)
    known = field_specs(type(form.record))
    return [
        field
        for field in form.query(Field)
        if isinstance(known[str(field.name)], kinds) and not isinstance(field, Pick)
    ]


async def paste_into(hands: Hands, field: Field, text: str) -> None:
    """Paste over what stands in a field."""
    field.fill("")
    field.place.focus()
    await hands.paste(text)
    if isinstance(hands.app.screen, Several):
        assert_clean(hands)
        await hands.press("escape")  # all lines in the one field


async def assert_refused(hands: Hands, field: Field, text: str) -> None:
    """Saving says why under the field, which gets the focus and keeps the text."""
    before = hands.stored.revision
    field.fill(text)
    kept, name = field.typed, str(field.name)
    with pytest.raises(Refused) as refused:
        field_specs(type(form_in(hands).record))[name].read(kept, TODAY)
    await hands.press("ctrl+s")
    assert hands.field == name
    assert field.typed == kept
    assert squeezed(str(refused.value))[:40] in squeezed(hands.below(label_of(field)))
    assert hands.stored.revision == before
    assert_clean(hands, but=label_of(field))
    field.fill("")


def label_of(field: Field) -> str:
    form = field.screen
    assert isinstance(form, Form)
    return field_specs(type(form.record))[str(field.name)].label[:20]


@pytest.mark.parametrize("form", every(FORMS), ids=lambda form: form.__name__)
async def test_text_no_field_accepts_is_refused_with_a_message(
    path: Path, form: type[Form]
) -> None:
    story = FORMS[form]
    prepared(path, story)
    async with at_keyboard(path) as hands:
        await hands.press(*story.reach, "n", "f2")
        assert type(hands.app.screen) is form
        for field in fields_of(hands, Text):
            for text in REFUSED:
                await assert_refused(hands, field, text)
        for field in fields_of(hands, When, Number):
            for text in (*STORABLE[:2], REFUSED[1]):
                await assert_refused(hands, field, text)


@pytest.mark.parametrize("form", every(FORMS), ids=lambda form: form.__name__)
async def test_hostile_text_is_kept_and_shown_letter_by_letter(
    path: Path, form: type[Form]
) -> None:
    story = FORMS[form]
    prepared(path, story)
    async with at_keyboard(path) as hands:
        await hands.press(*story.reach)
        for turn in range(len(STORABLE)):
            await hands.press("n")
            if story.more:
                await hands.press("f2")
            expected = await filled(hands, story, turn)
            await hands.press("ctrl+s")
            assert not isinstance(hands.app.screen, Form), hands.screen
            record = newest(hands, story.kind)
            assert {name: getattr(record, name) for name in expected} == expected
            await seen_everywhere(hands, record)


async def filled(hands: Hands, story: HistoryView, turn: int) -> dict[str, Any]:
    """Every text of the form filled with another hostile text; what is to be kept of them."""
    expected = {}
    for number, field in enumerate(fields_of(hands, Text)):
        name, spec = str(field.name), field_specs(story.kind)[str(field.name)]
        await paste_into(hands, field, STORABLE[(number + turn) % len(STORABLE)])
        expected[name] = spec.read(field.typed, TODAY)
    title = field_specs(story.kind)[story.kind.TITLE]
    if isinstance(title, When):
        month = "feb" if title.past else "may"
        await paste_into(hands, fields_of(hands, When)[0], f"{turn + 1} {month} 2026 10:30")
    return expected


def newest(hands: Hands, kind: type[Record]) -> Record:
    rows = hands.stored.rows(kind)
    return rows[max(rows)]


async def seen_everywhere(hands: Hands, record: Record) -> None:
    """The record in its row, its detail, its form, the message line, and back again."""
    assert hands.list.key == record.id
    for words in words_of(record):
        assert_shown(hands, words)
    await hands.press("enter")
    for words in words_of(record):
        assert_shown(hands, words)
    # The name of a reading has three parts, and the message line may cut the last.
    said = record.label if isinstance(record, Reading) else f"{record.shown_heading}”"
    await hands.press("escape", "d")
    assert_shown(hands, f"Deleted “{said}")
    await hands.press("u")
    assert_shown(hands, f"“{said}")


def words_of(record: Record) -> tuple[str, ...]:
    """What has to be on the screen; the parts of a reading stand in columns and fields."""
    if isinstance(record, Reading):
        return (record.value, record.unit)
    return (record.shown_heading,)


async def test_hostile_answers_and_facts(path: Path) -> None:
    store = Store(path)
    store.update(lambda p: add(p, Question, {"text": "Why?"}, TODAY))
    async with at_keyboard(path) as hands:
        for text in STORABLE:
            await hands.press("4", "o", ".")
            (field,) = fields_of(hands, Text)
            await assert_refused(hands, field, REFUSED[1])
            await paste_into(hands, field, text)
            kept = field_specs(Question)["answer"].read(field.typed, TODAY)
            await hands.press("ctrl+s")
            assert hands.stored.questions[1].answer == kept
            assert_shown(hands, f"Answer: {kept}")
            await hands.press("o")
        for number, name in enumerate(facts()):
            await hands.press("7", "home", *["down"] * number, "enter")
            field = next(iter(form_in(hands).query(Field)))
            assert field.name == name
            if isinstance(field_specs(Profile)[name], When):
                await assert_refused(hands, field, STORABLE[0])
                await hands.press("escape")
                continue
            await assert_refused(hands, field, REFUSED[0])
            text = STORABLE[number % len(STORABLE)]
            await paste_into(hands, field, text)
            kept = field_specs(Profile)[name].read(field.typed, TODAY)
            await hands.press("ctrl+s")
            assert getattr(hands.stored.profile, name) == kept
            assert_shown(hands, str(kept))
        for text in STORABLE:
            await hands.press("home", "enter")
            await paste_into(hands, next(iter(form_in(hands).query(Field))), text)
            await hands.press("ctrl+s")
            name = one_line(hands.stored.profile.name)
            assert f"Planner of {name}"[:36] in hands.place, "the title names them"


def facts() -> list[str]:
    known = (n for n in typed_specs(Profile) if not n.endswith(("_status", "_checked")))
    return [name for name in known if name != "conditions"]  # they have a list


async def test_a_paste_brings_no_control_characters_to_the_terminal(path: Path) -> None:
    """Escape codes in a pasted text would be obeyed by the terminal: `\\x9b2J` clears it."""
    async with at_keyboard(path) as hands:
        for keys in (("2", "n"), ("3", "n", "f2", "shift+tab"), ("/",), ("f",)):
            await hands.press(*keys)
            for text in STORABLE:
                await hands.paste(text)
                assert_clean(hands)
            await hands.press("escape")


@pytest.mark.long
async def test_hostile_words_to_find_and_to_filter_by(path: Path) -> None:
    prepared(path, MEDICATION)
    async with at_keyboard(path) as hands:
        await hands.press("2", "n")
        await hands.paste(STORABLE[0])
        await hands.press("ctrl+s")
        for text in (*STORABLE, *REFUSED, "[", "]", "\\[", "%s {0}"):
            await hands.press("f")
            await hands.paste(text)
            await hands.press("escape", "/")
            await hands.paste(text)
            await hands.press("enter")
            assert hands.in_tabs
            assert_clean(hands)
            assert "Esc shows all." in hands.flat
            await hands.press("escape")
        await hands.press("/")
        await hands.type("[@CLICK=app.quit]")
        await hands.press("enter")
        assert len(hands.rows) == 1
        assert_shown(hands, "Only rows with “[@CLICK=app.quit]”")
        await hands.press("f")
        await hands.type("[/b]")
        assert_shown(hands, "Medications [/b] [@click=app.quit]x[/]")
        await hands.press("enter")
        assert_shown(hands, "[/b] [@click=app.quit]x[/]")
        await hands.press("b", "end")
        await hands.until("[/b] [@click=app.quit]x[/]")


async def test_hostile_words_in_the_palette(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for text in (*STORABLE, "[", "x" * 1_000):
            await hands.press("ctrl+p")
            await hands.paste(text)
            await hands.pilot.pause()
            await hands.press("escape")
            await hands.pilot.pause()
            assert hands.in_tabs
            assert_clean(hands)


@pytest.mark.long
async def test_hostile_text_waits_as_a_draft_and_comes_back_as_it_was(path: Path) -> None:
    async with at_keyboard(path) as hands:
        for text in (*STORABLE, *REFUSED):
            await hands.press("2", "n", "f2")
            name, note = fields_of(hands, Text)[0], fields_of(hands, Text)[-1]
            await paste_into(hands, name, text)
            await paste_into(hands, note, text)
            typed = (name.typed, note.typed)
            await hands.press("escape", "n")
            again = fields_of(hands, Text)
            assert (again[0].typed, again[-1].typed) == typed
            await hands.press("f8", "escape")
        assert not hands.stored.medications
