"""The policy file: YAML in, the domain's Policy out."""

from handoff.adapters.policy.loading import load_policy
from handoff.adapters.policy.model import PolicyFile

__all__ = ["PolicyFile", "load_policy"]
