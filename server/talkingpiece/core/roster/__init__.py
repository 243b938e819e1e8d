"""A group as it is kept: `state` is the fold of its records, `changes` come from whoever keeps it, one by one or by the
`intake` of a `table`, and `memory` is of who met whom.
"""

from .changes import added, by_name, changed, cleared, described, relinked, removed, ruled
from .intake import Imported, imported
from .memory import announced, known, opened, outdated, remembered, wished
from .seats import NOBODY, seated
from .state import Change, Meeting, Member, Person, Roster, Season, applied, pair
from .table import CellFault, Faulty, read_table

__all__ = [
    "NOBODY", "CellFault", "Change", "Faulty", "Imported", "Meeting", "Member", "Person", "Roster", "Season",
    "added", "announced", "applied", "by_name", "changed", "cleared", "described", "imported", "known", "opened",
    "outdated", "pair", "read_table", "relinked", "remembered", "removed", "ruled", "seated", "wished",
]  # fmt: skip
