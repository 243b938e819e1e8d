"""Who meets whom: see `known` for what a plan draws on."""

from .draw import cost, draw, joined, with_company, without
from .known import NOTHING, Group, Known, Pair

__all__ = ["NOTHING", "Group", "Known", "Pair", "cost", "draw", "joined", "with_company", "without"]
