"""Tells claims in prose by a model of pydantic-ai. See narrator.py."""

from handoff.adapters.narrative.narrator import ModelNarrator

__all__ = ["ModelNarrator"]
