"""Turns values into what people read: the dossier, the letter, the CRM note, the ask."""

from handoff.render.renderer import TemplateRenderer

__all__ = ["TemplateRenderer"]
