"""The command handoff-sandbox, as a process."""

from __future__ import annotations

import json
import signal
import smtplib
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from handoff_sandbox.cli import app

COMMAND = [sys.executable, "-c", "from handoff_sandbox.cli import main; main()"]
WORLD = """\
world: {name: cli}
firm: {name: Studio, domains: [studio.example]}
hubspot: {access_token: token-1, portal_id: 7, companies: [{id: "501", properties: {name: Acme}}]}
mail: {address: bye@studio.example}
"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a small world file."""
    file = tmp_path / "world.yaml"
    file.write_text(WORLD, encoding="utf-8")
    return file


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serve_prints_one_line_and_stops_cleanly(world: Path, stop: signal.Signals) -> None:
    """The line holds all that is needed to connect; a stop that was asked for is a success."""
    command = [*COMMAND, "serve", "--world", str(world)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            assert process.stdout is not None
            line = json.loads(process.stdout.readline())
            assert line["ready"] is True
            assert httpx.get(line["admin"]["base_url"] + "/health").json()["vendors"] == ["hubspot"]
            assert line["hubspot"]["access_token"] == "token-1"
            with smtplib.SMTP(line["mail"]["smtp"]["host"], line["mail"]["smtp"]["port"]) as smtp:
                assert smtp.noop()[0] == 250
            process.send_signal(stop)
            assert process.wait(15) == 0
            assert process.stdout.read() == ""
        finally:
            process.kill()


def test_serve_on_a_port_in_use_says_so(world: Path) -> None:
    """It ends at once, with the reason on standard error and nothing on standard output."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "serve", "--world", str(world), "--port", port]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - ours
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "cannot listen" in ended.stderr


def test_serve_of_a_bad_world_exits_2(tmp_path: Path) -> None:
    """A world that cannot be used is told before anything is served."""
    ended = CliRunner().invoke(app, ["serve", "--world", str(tmp_path / "none.yaml")])
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "cannot be read" in ended.stderr


def test_check_counts_a_good_world(world: Path) -> None:
    """A good world exits 0 and says how much is in it."""
    ended = CliRunner().invoke(app, ["check", str(world)])
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert "hubspot: companies 1\n" in ended.stdout


def test_check_tells_every_error_of_a_bad_world(world: Path) -> None:
    """A bad world exits 2, with the path and the line of each error."""
    world.write_text(WORLD.replace("portal_id: 7", "portal: 7"), encoding="utf-8")
    ended = CliRunner().invoke(app, ["check", str(world)])
    assert ended.exit_code == 2
    assert "hubspot.portal (line 3): is not a key that is known here" in ended.stderr
    assert "hubspot.portal_id (line 3): Field required" in ended.stderr


def test_check_finds_a_shipped_world_by_its_name() -> None:
    """The world of the demo is valid and needs no path."""
    ended = CliRunner().invoke(app, ["check", "small_studio"])
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.startswith("small_studio: Fieldnote Studio")
