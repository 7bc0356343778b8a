"""Builds what a world's sections ask for: the vendors' emulators and the mail servers.

An emulator is the class `Emulator` that the package of its section's name exports; it is imported only when a world
asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from handoff_sandbox.core.collecting import uncollected
from handoff_sandbox.core.errors import Problem, WorldError
from handoff_sandbox.mail.service import Mail

if TYPE_CHECKING:
    from handoff_sandbox.core.emulator import Emulator, EmulatorType
    from handoff_sandbox.core.faults import Faults
    from handoff_sandbox.core.world import World

VENDORS = ("hubspot", "google_drive", "salesforce")


def emulator_type(name: str) -> EmulatorType:
    """Return the emulator class of a vendor."""
    return cast("EmulatorType", import_module(f"handoff_sandbox.{name}").Emulator)


@uncollected()
def assemble(world: World, faults: Faults) -> tuple[list[Emulator], Mail | None]:
    """Return the emulators of the vendors' sections, and mail; raises WorldError with the problems of all of them."""
    emulators: list[Emulator] = []
    mail: Mail | None = None
    problems: list[Problem] = []
    for name, section in world.sections.items():
        try:
            if name == "mail":
                mail = Mail(section, world.clock, faults)
            else:
                emulators.append(emulator_type(name)(section, world.clock))
        except WorldError as error:
            problems.extend(error.with_lines(world.line_of).problems)
    if problems:
        raise WorldError(problems)
    return emulators, mail
