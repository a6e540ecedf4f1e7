"""All golden pages by name: importing the modules that tell them is what lists them."""

from tests.golden import full_planners, months_of_care, planners
from tests.golden.told import GOLDENS

__all__ = ["GOLDENS", "full_planners", "months_of_care", "planners"]
