"""The form of a medicine, which checks its wording and its name."""

from collections.abc import Iterable, Sequence

from tuiplanner.model import wording
from tuiplanner.model.kept_wording import ASKED_ABOUT, is_kept, kept_texts, other_names, with_kept
from tuiplanner.model.naming import doubt_about
from tuiplanner.model.records import Medication, field_specs
from tuiplanner.model.splitting import one_line_split
from tuiplanner.ui.forms.fields import Advice, Field, Group
from tuiplanner.ui.forms.form import Form


class MedicationForm(Form):
    """A form for a medicine and how it is taken; the other fields are behind "More fields"."""

    KIND = Medication
    AGAIN = frozenset({"form", "route", "prescriber"})

    def first(self) -> Iterable[Field]:
        yield self.line("name")
        yield self.line("strength")
        yield self.line("dose")
        yield self.line("frequency")
        yield self.line("reason")

    def more(self) -> Iterable[Field | Group]:
        yield Group("How it is taken")
        yield self.line("form")
        yield self.line("route")
        yield self.line("as_needed_for")
        yield self.line("most_per_day")
        yield self.line("taken_differently")
        yield self.line("directions")
        yield self.pick("kind")
        yield self.line("brand")
        yield Group("Since when, and by whom")
        yield self.line("started")
        yield self.line("prescriber")
        yield self.pick("helps")
        yield self.line("side_effects")
        yield Group("Infusions and therapies")
        yield self.line("last_given")
        yield self.line("next_due")
        yield Group("If it was paused or stopped")
        yield self.pick("status")
        yield self.line("stopped")
        yield self.pick("stop_reason")
        yield self.line("stop_note")
        yield Group("Insurance")
        yield self.line("approval_number")
        yield self.line("approval_expires")
        yield Group("In the planner")
        yield self.line("checked")
        yield self.lines("note")
        yield self.line("kept_wording")

    def listed(self, name: str) -> Sequence[str]:
        from tuiplanner.data.vocabulary import names_to_offer

        return names_to_offer() if name == "name" else super().listed(name)

    def advice(self, name: str, text: str) -> Advice | None:
        """Return advice on wording that is known to be misread; never change its meaning."""
        if text in self._kept:
            return None
        if name == "name":
            return self._as_one_line(text)
        found = wording.findings(name, text)
        if not found:
            return None
        better = wording.mended(name, text)
        if better != text:
            message = f"Safer to read: “{better}”."
            return Advice(message, {name: better}, "F3 takes it, F4 keeps yours.")
        return Advice(found[0].question, keys="F4 keeps yours.")

    def _as_one_line(self, text: str) -> Advice | None:
        """Offer to split a whole medicine typed as a name; never derive a dose from words."""
        split = one_line_split(text, super().listed("form"))
        if split is None:
            return None
        parts = {name: part for name, part in split._asdict().items() if part}
        message = " · ".join(
            f"{field_specs(Medication)[name].label}: {part}" for name, part in parts.items()
        )
        taken = any(self.text_of(name) for name in parts if name != "name")
        return None if taken else Advice(f"{message}?", parts, "F3 does that, F4 keeps yours.")

    def doubt(self, name: str, text: str) -> Advice | None:
        """Ask about a name that begins a known name or is close to one: look-alikes exist."""
        if name != "name" or text in self._kept or is_kept(self.planner, text):
            return None
        from tuiplanner.data.vocabulary import medicine_names

        doubt = doubt_about(text, medicine_names(), other_names(self.planner, self.record.id))
        if doubt is None:
            return None
        if not doubt.better:
            return Advice(doubt.sentence, keys="F4 keeps yours.")
        return Advice(doubt.sentence, {name: doubt.better}, "F3 takes it, F4 keeps yours.")

    @property
    def _kept(self) -> Sequence[str]:
        return kept_texts(self.text_of("kept_wording"))

    def keep_as_typed(self, text: str) -> None:
        """Keep the text, and the earlier kept texts that are still in the other fields."""
        here = {self.text_of(name) for name in ASKED_ABOUT}
        self.put("kept_wording", with_kept(self.text_of("kept_wording"), here, text))
