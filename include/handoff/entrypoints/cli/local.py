"""The commands that run everything on this machine: demo and up."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from handoff.entrypoints.cli.output import console, print_table
from handoff.entrypoints.local.crm_page import marking
from handoff.entrypoints.local.demo import SCHEDULES, run_demo
from handoff.entrypoints.local.stack import LocalStack
from handoff.entrypoints.local.story import POLICY, TIME_TO_LOOK, WORLD, Story, with_cutoff

Home = Annotated[Path, typer.Option(help="The folder for everything that is written.")]
World = Annotated[str, typer.Option(help="A world file, or the name of one that ships with the sandbox.")]
PolicyFile = Annotated[Path, typer.Option("--policy", help="The firm's policy.", show_default="the demo firm's")]


Deal = Annotated[
    str, typer.Option(help="The deal to mark; in a world with Salesforce alone an opportunity or an account.")
]
BUILT_IN = Story()
Setting = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A property that marks it; repeat as needed."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (demo, up):
        app.command()(command)


def demo(
    *,
    home: Home = Path(".handoff/demo"),
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the summary to this file, as JSON.")] = None,
    world: World = WORLD,
    policy: PolicyFile = POLICY,
    deal: Deal = BUILT_IN.deal,
    setting: Setting = None,
    approver: Annotated[str, typer.Option(help="The user of Airflow who approves.")] = Story().approver,
) -> None:
    """Run one handoff from the mark to the close, on real parts, without an account."""
    began = time.monotonic()
    story = Story(world=_world(world), policy=policy, deal=deal, approver=approver, mark=_mark(setting))

    def tell(line: str) -> None:
        console.print(f"[dim]{time.monotonic() - began:6.1f} s[/]  {escape(line)}", highlight=False, soft_wrap=True)

    outcome = run_demo(home, story, tell)
    console.print()
    rows = [(name, value) for name, value in outcome.as_json().items()]
    print_table(("", ""), rows, "")
    if json_file is not None:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(outcome.as_json(), indent=2) + "\n")


def up(
    *,
    home: Home = Path(".handoff/up"),
    world: World = WORLD,
    policy: Annotated[
        Path | None, typer.Option(help="The firm's policy; the demo's with a later cut-off if left out.")
    ] = None,
    port: Annotated[int, typer.Option(help="Airflow's port; a free one by default.")] = 0,
    deal: Deal = BUILT_IN.deal,
    setting: Setting = None,
) -> None:
    """Leave the sandbox and Airflow running until Ctrl-C, and say how to use them."""
    story = Story(deal=deal, mark=_mark(setting))

    def tell(line: str) -> None:
        console.print(f"[dim]{escape(line)}[/]", highlight=False)

    with LocalStack(
        home,
        _world(world),
        policy or with_cutoff(POLICY, home, TIME_TO_LOOK),
        port or None,
        throwaway=False,
        environment=SCHEDULES,
        events=tell,
    ) as stack:
        environment = stack.home / "environment"
        environment.touch(mode=0o600)
        settings = {name: value for name, value in stack.environment.items() if "HANDOFF_" in name}
        environment.write_text("".join(f"export {name}={shlex.quote(value)}\n" for name, value in settings.items()))
        users = stack.airflow.users
        console.print(f"\n[bold]Airflow[/]   {stack.airflow.base_url}", highlight=False)
        for user in ("operator", "admin"):
            console.print(f"          {user} {users[user]}", soft_wrap=True, highlight=False, markup=False)
        console.print(f"[bold]Sandbox[/]   {stack.sandbox['base_url']}\n", highlight=False)
        mark = marking(stack.sandbox, story)
        console.print(f"[bold]Mark {mark.what}[/] (another terminal; this is what the CRM's own page would send):")
        console.print(f"  {mark.curl()}", soft_wrap=True, highlight=False, markup=False)
        console.print("[bold]Approve[/] in Airflow, as operator: Browse, Required Actions.", highlight=False)
        console.print(f"[bold]Pages[/]     {stack.environment['HANDOFF_BASE_URL']}/handoffs", highlight=False)
        console.print(f"[bold]Watch[/]     . {environment} && .venv/bin/handoff status", highlight=False)
        console.print("\nCtrl-C stops everything.")
        while True:
            stack.check()
            time.sleep(1)


def _mark(setting: list[str] | None) -> Mapping[str, str]:
    return dict(item.split("=", 1) for item in setting) if setting else Story().mark


def _world(given: str) -> Path | str:
    return Path(given) if given.endswith((".yaml", ".yml")) else given
