"""The one family of errors: each is the plain sentence a person reads, and an exit code.

What is none of them is a fault of ours: its sentence holds nothing that a person wrote.
"""

from pathlib import PurePath


class PlannerError(Exception):
    """Something a person can understand and act on; `str(error)` is the sentence."""

    exit_code = 1


class Refused(PlannerError):
    """A typed value, or a change, that the planner does not take; `field` names where."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotFound(PlannerError):
    """There is no such record."""


class FileTrouble(PlannerError):
    """The file is damaged, foreign, newer, missing or cannot be read or written."""


class Damaged(FileTrouble):
    """The file is gone, empty, damaged or no planner: a backup can take its place."""


class Busy(PlannerError):
    """Another window holds the file for longer than we wait."""

    exit_code = 3


def fault_told(fault: BaseException | None) -> str:
    """Its type, file and line: its message may hold data, and the file's folder a name."""
    trace = fault.__traceback__ if fault else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    known = [type(fault).__name__] if fault else []
    if trace:
        file = PurePath(trace.tb_frame.f_code.co_filename)
        known.append(f"{'/'.join(file.parts[-2:])}:{trace.tb_lineno}")
    return f"tuiplanner met a fault ({', '.join(known) or 'unknown'}). What was saved is safe."
