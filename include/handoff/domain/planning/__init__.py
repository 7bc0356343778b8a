"""Planning: the difference between the snapshots and what the policy wants, as changes.

Pure and repeatable: the same snapshots, policy and determination give the same changes in the same order, and
planning over what was applied gives none. It never reads a vendor; people are named by the ids that `identify` gives.
"""

from handoff.domain.planning.archive import Archiving, archive_changes
from handoff.domain.planning.compose import Letter, Planner, compose
from handoff.domain.planning.manual import Named

__all__ = ["Archiving", "Letter", "Named", "Planner", "archive_changes", "compose"]
