"""What a language model may do where the policy wants it: retell claims, and say which lines of a record tell what."""

from handoff.adapters.language_model.narrator import ModelNarrator
from handoff.adapters.language_model.sorter import ModelSorter

__all__ = ["ModelNarrator", "ModelSorter"]
