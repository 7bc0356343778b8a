"""The policy: what a handoff shall end in. It states ends, never steps, and can't make access depend on payment.

These are plain values; the YAML file is read and checked in adapters/policy.
"""

from handoff.domain.access import Keeping
from handoff.domain.policy.approving import Approving, Limits
from handoff.domain.policy.archiving import ArchiveRule
from handoff.domain.policy.dossiers import DossierRules
from handoff.domain.policy.firm import Firm, MarkRule
from handoff.domain.policy.holds import Hold, Holds
from handoff.domain.policy.legacy import LegacyRules
from handoff.domain.policy.policy import Caps, Ends, Policy, Recipients
from handoff.domain.policy.succession import Successors
from handoff.domain.policy.systems import SystemRule, Systems

__all__ = [
    "Approving",
    "ArchiveRule",
    "Caps",
    "DossierRules",
    "Ends",
    "Firm",
    "Hold",
    "Holds",
    "Keeping",
    "LegacyRules",
    "Limits",
    "MarkRule",
    "Policy",
    "Recipients",
    "Successors",
    "SystemRule",
    "Systems",
]
