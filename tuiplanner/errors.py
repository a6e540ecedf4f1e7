"""The one family of errors: each is the plain sentence a person reads, and an exit code."""


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
