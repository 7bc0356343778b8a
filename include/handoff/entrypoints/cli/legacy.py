"""The commands of legacy clients: `handoff legacy …`."""

from __future__ import annotations

import typer

from handoff.entrypoints.cli import batches, manifests

legacy = typer.Typer(help="Legacy clients: those who left before Handoff was there, handed off as a batch.")
manifests.register(legacy)
batches.register(legacy)
