"""The faults happen in the same home as the journeys."""

from tests.faults.runs import prepared
from tests.journeys.conftest import home, path

__all__ = ["home", "path", "prepared"]
