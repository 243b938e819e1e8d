"""Who meets whom: see `known` for what a plan draws on."""

from .announced import pairs_of
from .bounds import bound
from .deal import Size, shape
from .join import join_pairs
from .known import NOTHING, Group, Known, Pair
from .place import place
from .plan import Plan, Relaxed, plan
from .reasons import reason
from .season import Season, fairness, season

__all__ = [
    "NOTHING", "Group", "Known", "Pair", "Plan", "Relaxed", "Season", "Size", "bound", "fairness", "join_pairs",
    "pairs_of", "place", "plan", "reason", "season", "shape",
]  # fmt: skip
