"""Tab 5: the referrals and their progress."""

from collections.abc import Iterable

from tuiplanner.model import dates
from tuiplanner.model.choices import ReferralStatus
from tuiplanner.model.records import Specialist
from tuiplanner.model.referral_alerts import warnings
from tuiplanner.ui.cells import flagged
from tuiplanner.ui.details import Detail
from tuiplanner.ui.panes.contacts import WithContacts
from tuiplanner.ui.rows import Column

_LOOP: list[str] = list(ReferralStatus)


class SpecialistPane(WithContacts[Specialist]):
    """A list of referrals, with the progress of each."""

    KIND = Specialist
    TITLE = "Specialists"
    ALSO = "doctors, referrals, calls"
    COLUMNS = (
        Column("Specialty", 20, ("specialty",), wraps=True),
        Column("Who", 0, ("name",), wraps=True),
        Column("Status", 24, ("status",), wraps=True, is_kept=True),
        Column("Since", 12, ("status_since",)),
    )
    EMPTY = "No referrals yet."
    PURPOSE = "Write down each specialist you want or were sent to, so that none is forgotten."
    FIRST_KEYS = (("n", "write one down: the specialty is enough"), (".", "then move it one step"))
    EXAMPLE = ("neurology", "Dr A. Neuro", "waiting for approval")
    CLOSED = "Finished"
    HELP = "A referral moves from wanted to explained. Write down each call, so that none is lost."

    def records(self) -> Iterable[Specialist]:
        """Return the referrals by their progress, the furthest along last."""
        known = len(_LOOP)
        rows = self.planner.specialists.values()
        return sorted(
            rows,
            key=lambda s: (_LOOP.index(s.status) if s.status in _LOOP else known, s.id),
        )

    def strip(self) -> str:
        """Return the referrals that need action now; the lines below give the reasons."""
        troubled = [s for s in self.records() if warnings(self.planner, s, self.today)]
        names = ", ".join(s.shown_heading for s in troubled if not s.is_closed)
        return f"Stuck or at risk: {names}" if names else ""

    def details(self, record: Specialist) -> list[Detail]:
        alerts = warnings(self.planner, record, self.today)
        return [*(Detail("", flagged(alert)) for alert in alerts), *super().details(record)]

    def cells(self, record: Specialist) -> tuple[str, ...]:
        since = dates.show(record.status_since)
        words = record.in_words("status")
        status = flagged(words) if warnings(self.planner, record, self.today) else words
        return (record.specialty, record.name, status, since)
