"""A process that carries out a handoff, to be killed."""

from __future__ import annotations

import sys

import httpx
from firm import wire_from

from handoff.domain.ids import HandoffId
from handoff.settings import load_settings

if __name__ == "__main__":
    given = httpx.get(sys.argv[1] + "/_sandbox/credentials", timeout=10).json()
    wire_from(given, load_settings()).carry_out(HandoffId(sys.argv[2]))
