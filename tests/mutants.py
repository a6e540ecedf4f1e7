"""Check the power of the tests: make one realistic fault at a time and see whether a test fails.

`python -m tests.mutants` works in a copy of the project; `--only store` takes one room. A mutant
that survives shows a missing test.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent
PATIENCE = 120  # seconds; tests that take longer count as failed: the mutant hangs
ALL_PATIENCE = 1_800  # seconds for all tests together, without a mutant
PASSED, FAILED = 0, 1  # exit codes of pytest
_LEFT_BEHIND = (".git", ".venv", "__pycache__", ".hypothesis", ".*_cache")


class Mutant(NamedTuple):
    """A fault: in one module of the package, `old` becomes `new`; tests of `paths` should fail."""

    module: str
    old: str  # It occurs exactly once.
    new: str
    paths: str  # below `tests`, separated by blanks

    @property
    def room(self) -> str:
        return self.module.partition("/")[0]

    @property
    def tests(self) -> list[str]:
        return [f"tests/{path}" for path in self.paths.split()]


MUTANTS = (
    # model
    Mutant("model/dates.py", "or last > day", "or last >= day", "model/test_dates_compared.py"),
    Mutant(
        "model/dates.py",
        "last = last_day(value)\n    return last is not None and",
        "last = first_day(value)\n    return last is not None and",
        "model/test_dates_compared.py",
    ),
    Mutant(
        "model/dates.py",
        "on.day < first.day",
        "on.day <= first.day",
        "model/test_dates_compared.py",
    ),
    Mutant("model/dates.py", "min(day.day, last.day)", "min(day.day, 28)", "model/test_waiting.py"),
    Mutant("model/visits.py", "*reversed(behind)", "*behind", "cli/test_messages.py"),
    Mutant(
        "model/reasons.py",
        "end, day = dates.first_day(approval)",
        "end, day = dates.last_day(approval)",
        "model/test_referral_alerts.py",
    ),
    Mutant(
        "model/reasons.py",
        "today - day >= timedelta",
        "today - day > timedelta",
        "model/test_referral_alerts.py",
    ),
    Mutant("model/reasons.py", "days > APPROVAL", "days >= APPROVAL", "model/test_waiting.py"),
    Mutant("model/waiting.py", "(not w.is_overdue, w", "(w", "model/test_waiting.py"),
    Mutant(
        "model/referral_visits.py",
        "if reached not in _BEFORE_THE_VISIT",
        "if not reached",
        "model/test_referral_visits.py",
    ),
    Mutant("model/doses.py", "days[0] + length", "length", "model/test_treatment.py"),
    Mutant(
        "model/step_changes.py",
        "if dates.is_ahead(step.from_day, today)",
        "if not step.from_day",
        "model/test_treatment.py",
    ),
    Mutant("model/series.py", "if day > last", "if day >= last", "model/test_series.py"),
    Mutant("model/timeline.py", "touch.day > made.day", "touch.day", "model/test_timeline.py"),
    Mutant("model/course_chart.py", "begin <= day", "begin < day", "model/test_timeline.py"),
    Mutant("model/sameness.py", "if double.key not in meant", "", "model/test_sameness.py"),
    Mutant("model/preparing.py", "each.day <= last", "each.day < last", "model/test_preparing.py"),
    Mutant(
        "outputs/calendar.py",
        'entry._replace(status="CANCELLED"',
        'entry._replace(status="CONFIRMED"',
        "cli/test_calendar_command.py",
    ),
    Mutant("model/rehearsal.py", "day < today -", "day <= today -", "model/test_rehearsal.py"),
    Mutant(
        "model/merging.py",
        "not in (getattr(before, name), getattr(after, name))",
        "!= getattr(before, name)",
        "model/test_merging.py",
    ),
    Mutant(
        "model/planner.py",
        "if getattr(c, link) == id}",
        "if not id}",
        "model/test_changes.py store/test_layout.py",
    ),
    Mutant(
        "model/planner.py", "(rank, len(others) + 1)", "(rank, len(others))", "model/test_ranks.py"
    ),
    Mutant("model/ready.py", "len(found) <= MOST", "len(found) < MOST", "model/test_ready.py"),
    Mutant("model/completion.py", "or second.isnumeric()", "", "model/test_completion.py"),
    # between visits
    Mutant(
        "model/symptom_check.py",
        "if outcome == SAME and course in _CHANGING:",
        "if outcome == SAME:",
        "model/test_symptom_check.py",
    ),
    Mutant(
        "brief/events.py",
        "note.seen_by or reporter",
        "reporter",
        "brief/test_symptom_numbers.py",
    ),
    Mutant("model/conditions.py", "and depth <= 0", "and depth <= 9", "model/test_conditions.py"),
    Mutant(
        "model/after.py",
        "given.day > day and _is_answer",
        "given.day < day and _is_answer",
        "model/test_after.py",
    ),
    Mutant(
        "brief/known.py",
        "if asked.known and is_listed:",
        "if asked.known and not is_listed:",
        "brief/test_readings_and_events.py",
    ),
    Mutant(
        "model/rehearsal.py",
        '{"detail": ""} if is_other else {}',
        "{}",
        "cli/test_check_up.py",
    ),
    # brief
    Mutant(
        "brief/symptom_row.py",
        "last <= source.since",
        "last < source.since",
        "brief/test_since.py brief/test_changes_by_state.py",
    ),
    Mutant(
        "brief/symptoms.py",
        "_weight(s), self._age(s)",
        "self._age(s)",
        "brief/test_lists.py brief/test_golden.py",
    ),
    Mutant(
        "brief/symptoms.py",
        '*(["note"] if symptom.note else []),',
        "",
        "brief/test_golden.py",
    ),
    Mutant(
        "brief/fit.py",
        "len(chunk) > sheet.lines",
        "len(chunk) >= sheet.lines",
        "brief/test_giving_way.py brief/test_golden.py",
    ),
    Mutant("brief/fit.py", "reversed(tops)", "tops", "brief/test_giving_way.py"),
    Mutant(
        "brief/medicines.py",
        "[m for m in listed if not is_to_start(m, source.today)]",
        "listed",
        "brief/test_groups.py",
    ),
    Mutant(
        "brief/medication_row.py",
        " or dates.is_to_come(medication.stopped, today)",
        "",
        "brief/test_groups.py",
    ),
    Mutant(
        "model/patient.py",
        "(started is None or started <= stopped)",
        "(started is None or started < stopped)",
        "brief/test_groups.py",
    ),
    # store
    Mutant(
        "store/documents.py",
        "return rows if ids <= rows.keys() & known.keys() else dict(sorted(rows.items()))",
        "return rows",
        "store/test_undo.py",
    ),
    Mutant(
        "store/files.py",
        "yield handle\n                os.fsync(handle)",
        "yield handle",
        "faults/test_each_call.py",
    ),
    Mutant("store/files.py", "os.fsync(parent)", "pass", "faults/test_each_call.py"),
    Mutant(
        "store/locking.py",
        "self._lock(handle, patience)  #",
        "pass  #",
        "store/test_two_writers.py",
    ),
    Mutant(
        "store/store.py",
        "before = self.load()\n        tables = self._loaded[0]",
        "before = self._loaded[1] if self._loaded else self.load()\n"
        "        tables = self._loaded[0]",
        "store/test_two_writers.py",
    ),
    Mutant("store/backups.py", "< HOURLY", "<= HOURLY", "store/test_kept_backups.py"),
    Mutant("store/backups.py", "in reversed(ordered)", "in ordered", "store/test_kept_backups.py"),
    Mutant("store/backups.py", "b.day][-1:]", "b.day][:1]", "store/test_backups.py"),
    Mutant("store/history.py", "\n            undone.clear()", "", "store/test_undo.py"),
    Mutant(
        "store/history.py",
        "dates.first_day(visit.when)",
        "dates.last_day(visit.when)",
        "store/test_history.py",
    ),
    Mutant(
        "store/drafts.py",
        "drafts = {**read(path),",
        "drafts = {**known,",
        "store/test_drafts.py",
    ),
    Mutant("store/drafts.py", " if _closed(key) not in drafts}", "}", "store/test_drafts.py"),
    Mutant(
        "store/storage.py",
        "self._tables is None or data != self._bytes",
        "self._tables is None",
        "store/test_two_writers.py",
    ),
    # outputs
    Mutant("outputs/calendar.py", "closes > opens", "closes >= opens", "outputs/test_calendar.py"),
    Mutant(
        "outputs/calendar.py", "minutes <= 1_440", "minutes < 1_440", "outputs/test_calendar.py"
    ),
    Mutant(
        "outputs/discreet.py",
        "one_line(cleaned(part))",
        "one_line(part)",
        "outputs/test_calendar.py",
    ),
    Mutant(
        "outputs/textfile.py",
        "not force and not _is_free",
        "not force and _is_free",
        "outputs/test_textfile.py",
    ),
    Mutant(
        "outputs/remembered.py",
        "each.kind == kind and each.path",
        "each.path",
        "outputs/test_textfile.py",
    ),
    Mutant("outputs/html.py", "escape(page, quote=False)", "page", "outputs/test_html.py"),
    Mutant(
        "outputs/exchange.py",
        'max(document["next_id"], max(seen, default=0) + 1)',
        'document["next_id"]',
        "outputs/test_exchange.py",
    ),
    # imports
    Mutant("imports/review.py", "if kind is Specialist", "if kind is None", "imports/test_own.py"),
    Mutant(
        "imports/xml_tree.py",
        "> limits.MOST_NODES",
        "> 9 * limits.MOST_NODES",
        "imports/test_attacks.py",
    ),
    Mutant(
        "imports/xml_tree.py",
        'if is_apart:\n        pieces.append(" ")\n    if element',
        "if element",
        "imports/test_ccda.py",
    ),
    Mutant(
        "imports/table.py",
        "len(rows) > _MOST_TAKEN",
        "len(rows) >= _MOST_TAKEN",
        "imports/test_table.py",
    ),
    Mutant(
        "imports/fhir_timing.py",
        'if period == "1"',
        'if period == "2"',
        "imports/test_fhir_dosage.py",
    ),
    Mutant(
        "imports/ccda_allergies.py",
        "votes[0] if len(set(votes)) == 1",
        "votes[0] if len(set(votes)) <= 2",
        "imports/test_ccda_allergies.py",
    ),
    Mutant(
        "imports/ccda_dosing.py",
        "if not _is_unit(unit):",
        "if False:",
        "imports/test_ccda_medicines.py",
    ),
    Mutant(
        "imports/sheet_columns.py",
        " or column.role in NAMES",
        "",
        "imports/test_sheet_columns.py",
    ),
    Mutant(
        "imports/table_layout.py",
        "shared if part in meant else {}",
        "shared",
        "imports/test_sheet_columns.py",
    ),
    Mutant("imports/csv_reader.py", "count > MOST", "count >= MOST", "imports/test_copied_list.py"),
    # cli
    Mutant(
        "cli/records.py",
        "in_order(planner, today()) if kind is Visit else",
        "",
        "cli/test_messages.py",
    ),
    Mutant(
        "cli/history.py", "(LAST if id is None else None)", "LAST", "cli/test_history_command.py"
    ),
    Mutant("cli/backups.py", "minutes < 120", "minutes <= 120", "cli/test_backup_commands.py"),
    Mutant("cli/waiting.py", "not days or f", "not days and f", "cli/test_waiting_command.py"),
    Mutant(
        "cli/rehearse.py", "not line or asked.linked", "not line", "cli/test_rehearse_command.py"
    ),
    Mutant(
        "cli/messages.py",
        "shlex.quote(with_kept(record.kept_wording, texts_of(record), text))",
        "with_kept(record.kept_wording, texts_of(record), text)",
        "cli/test_messages.py",
    ),
    # ui
    Mutant("ui/rows.py", "self._place(self._index(key)", "self._place(at", "ui/test_rows.py"),
    Mutant(
        "ui/rows.py",
        "line = event.y - self._head + round(self.scroll_y)",
        "line = event.y - self._head",
        "ui/test_rows.py",
    ),
    Mutant("ui/rows.py", "end > top + height", "first > top + height", "ui/test_rows.py"),
    Mutant(
        "ui/panes/base.py",
        "record = self.highlighted\n        if record is not None:\n            kind, id, today",
        "record = next(iter(self.records()), None)\n"
        "        if record is not None:\n            kind, id, today",
        "journeys/test_lists.py",
    ),
    Mutant(
        "ui/panes/base.py",
        'self.filtered_by = ""\n        if self.is_closed(record)',
        "if self.is_closed(record)",
        "journeys/test_lists.py",
    ),
    Mutant(
        "ui/panes/questions.py",
        "neighbor.rank or 1",
        "(question.rank or 1) + by",
        "journeys/test_lists.py",
    ),
    Mutant(
        "ui/panes/questions.py",
        "printed[:ALWAYS]",
        "printed[: ALWAYS + 1]",
        "journeys/test_lists.py",
    ),
    Mutant("ui/panes/symptoms.py", "notes[:3]", "notes[-3:]", "journeys/test_lists.py"),
    Mutant(
        "ui/panes/symptoms.py",
        "for note in reversed(notes)",
        "for note in notes",
        "journeys/test_lists.py",
    ),
    Mutant("ui/panes/visits.py", '"canceled: " if', '"" if', "journeys/test_lists.py"),
    Mutant(
        "ui/dialogs/rehearsal.py",
        "record_answer(planner, asked.key",
        "record_answer(planner, self.asked.key",
        "journeys/test_rehearsal.py",
    ),
    Mutant(
        "ui/dialogs/waiting_list.py",
        "item.since <= today",
        "item.since < today",
        "journeys/test_waiting.py",
    ),
    Mutant("ui/meter.py", "page.pages > 1", "page.pages >= 1", "journeys/test_page.py"),
    Mutant("ui/terminal/debounce.py", "self._at < PAUSE", "self._at <= PAUSE", "test_steady.py"),
    # session
    Mutant(
        "session.py",
        "replace(preferences.read(path),",
        "replace(self.preferences,",
        "store/test_preferences.py",
    ),
    Mutant("session.py", "at % len(visits)", "min(at, len(visits) - 1)", "journeys/test_page.py"),
    Mutant(
        "session.py",
        "planner.next_id - len(each)",
        "planner.next_id - 1",
        "journeys/test_several.py",
    ),
    Mutant("session.py", "planner.get(Visit, self.visit_id) or", "", "journeys/test_page.py"),
)


class Copy:
    """A copy of the project, in which mutants are applied and tests run."""

    def __init__(self, project: Path) -> None:
        self._project = project
        # The copy comes before the installed package, also in the processes that tests start.
        self._environment = {**os.environ, "PYTHONPATH": str(project)}

    def failure(self, tests: Sequence[str], patience: float) -> str:
        """Return the output of the tests if one fails or they take too long, else "".

        Raise RuntimeError if they cannot be run.
        """
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        try:
            done = subprocess.run(
                [*command, "-o", "addopts=", *tests],
                cwd=self._project,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=patience,
            )
        except subprocess.TimeoutExpired:
            return f"The tests took over {patience} seconds."
        if done.returncode not in (PASSED, FAILED):
            raise RuntimeError(done.stdout)
        return done.stdout if done.returncode == FAILED else ""

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """Keep a mutant applied during the context."""
        module = self._project / "tuiplanner" / mutant.module
        text = module.read_text("utf-8")
        _write(module, text.replace(mutant.old, mutant.new))
        try:
            yield
        finally:
            _write(module, text)


def _write(module: Path, text: str) -> None:
    """Replace a module and drop its bytecode, which would fit any text of this size and second."""
    module.write_text(text, "utf-8")
    Path(cache_from_source(module)).unlink(missing_ok=True)


def place(mutant: Mutant) -> str:
    """Return a mutant's module and line; raise ValueError unless its old text occurs once."""
    text = (PROJECT / "tuiplanner" / mutant.module).read_text("utf-8")
    if text.count(mutant.old) != 1:
        raise ValueError(f"{mutant.module} does not have this once: {mutant.old}")
    return f"{mutant.module}:{text[: text.index(mutant.old)].count(chr(10)) + 1}"


def count_killed(mutants: Sequence[Mutant]) -> int:
    """Run the tests of each mutant, print the outcome, and return how many were killed."""
    places, killed = [place(mutant) for mutant in mutants], 0
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / PROJECT.name
        shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
        copy = Copy(project)
        failure = copy.failure(sorted({t for m in mutants for t in m.tests}), ALL_PATIENCE)
        if failure:
            raise SystemExit(f"{failure}\nThe tests must pass without a mutant first.")
        for mutant, where in zip(mutants, places, strict=True):
            begun = time.monotonic()
            with copy.mutated(mutant):
                is_killed = bool(copy.failure(mutant.tests, PATIENCE))
            killed += is_killed
            outcome = "killed" if is_killed else "SURVIVED"
            print(f"{outcome:8} {time.monotonic() - begun:4.0f} s  {where}", flush=True)
    return killed


def main() -> int:
    """Return 1 if a mutant survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    rooms = list(dict.fromkeys(mutant.room for mutant in MUTANTS))
    parser.add_argument("--only", metavar="ROOM", choices=rooms, help=", ".join(rooms))
    only = parser.parse_args().only
    mutants = [mutant for mutant in MUTANTS if only in (None, mutant.room)]
    killed = count_killed(mutants)
    print(f"{killed} of {len(mutants)} killed")
    return int(killed < len(mutants))


if __name__ == "__main__":
    sys.exit(main())
