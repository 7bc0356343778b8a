"""What can be set on the emulated Drive while it runs, beside what every emulator has."""

from __future__ import annotations

from pydantic import Field

from handoff_sandbox.core.switches import Switches


class DriveSwitches(Switches):
    """How this Drive behaves where Google leaves it open, or where it is known to err."""

    batch_shuffle: int | None = Field(
        default=None, description="the calls of a batch are done in an order drawn with this seed; null: as they stand"
    )
    lost_updates: bool = Field(
        default=False,
        description="of the permission changes to one file in one batch the last one alone stays, as if made at once",
    )
    empty_or: bool = Field(
        default=False, description="a list whose q names several parents finds nothing, as a known fault of Google's"
    )
    incomplete_search: bool = Field(
        default=False, description="a list over all drives leaves out the shared ones and says incompleteSearch"
    )
