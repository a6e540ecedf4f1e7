"""All golden pages by name: importing the modules that tell them is what lists them."""

from tests.golden import between_visits, full_planners, months_of_care, planners
from tests.golden.told import GOLDENS

__all__ = ["GOLDENS", "between_visits", "full_planners", "months_of_care", "planners"]
