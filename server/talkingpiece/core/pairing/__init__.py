"""Who meets whom: see `known` for what a plan draws on."""

from .bounds import bound
from .deal import Size, shape
from .draw import cost, draw, joined, with_company, without
from .join import join_pairs
from .known import NOTHING, Group, Known, Pair
from .place import place
from .plan import Plan, Relaxed, plan
from .reasons import reason
from .season import Season, fairness, season

__all__ = [
    "NOTHING", "Group", "Known", "Pair", "Plan", "Relaxed", "Season", "Size", "bound", "cost", "draw", "fairness",
    "join_pairs", "joined", "place", "plan", "reason", "season", "shape", "with_company", "without",
]  # fmt: skip
