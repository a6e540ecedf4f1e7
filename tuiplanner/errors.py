"""Errors with a plain sentence for the user and an exit code.

Any other exception is a bug in tuiplanner; its sentence holds no text that the user wrote.
"""

from pathlib import PurePath


class PlannerError(Exception):
    """An error that the user can understand and act on; `str(error)` is the sentence."""

    exit_code = 1


class Refused(PlannerError):
    """A typed value or a change that the planner rejects; `field` names the field at fault."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Misused(PlannerError):
    """A command that cannot be understood, such as one without a word that it needs."""

    exit_code = 2


class NotFound(PlannerError):
    """A record, backup or change that does not exist."""


class FileTrouble(PlannerError):
    """A file that is damaged, foreign, newer, missing, or cannot be read or written."""


class Damaged(FileTrouble):
    """A file that is missing, empty, damaged or not a planner; a backup can replace it."""


class Busy(PlannerError):
    """A file that another window still holds when the wait ends."""

    exit_code = 3


def fault_summary(fault: BaseException | None) -> str:
    """Return a sentence with the fault's type, file and line.

    The message is left out because it may hold data, and the folder because it may hold a name.
    """
    trace = fault.__traceback__ if fault else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    known = [type(fault).__name__] if fault else []
    if trace:
        file = PurePath(trace.tb_frame.f_code.co_filename)
        known.append(f"{'/'.join(file.parts[-2:])}:{trace.tb_lineno}")
    return f"tuiplanner met a fault ({', '.join(known) or 'unknown'}). What was saved is safe."
