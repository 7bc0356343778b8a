"""Finds the emulators of the sections that a world has.

An emulator is the class `Emulator` that the package of its section's name exports; it is imported only when a world
asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from handoff_sandbox.core.errors import Problem, WorldError

if TYPE_CHECKING:
    from handoff_sandbox.core.emulator import Emulator, EmulatorType
    from handoff_sandbox.core.world import World

VENDORS = ("hubspot", "google_drive")


def emulator_type(name: str) -> EmulatorType:
    """Return the emulator class of a vendor."""
    return cast("EmulatorType", import_module(f"handoff_sandbox.{name}").Emulator)


def build_emulators(world: World) -> list[Emulator]:
    """Construct the emulator of every vendor's section; raises WorldError with the problems of all of them."""
    emulators: list[Emulator] = []
    problems: list[Problem] = []
    for name in VENDORS:
        if name not in world.sections:
            continue
        try:
            emulators.append(emulator_type(name)(world.sections[name], world.clock))
        except WorldError as error:
            problems.extend(error.with_lines(world.line_of).problems)
    if problems:
        raise WorldError(problems)
    return emulators
