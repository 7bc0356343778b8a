"""What the emulator remembers of access is what a plain walk up the folders finds, whatever has been done before."""

from __future__ import annotations

import asyncio
import json
import time
from datetime import timedelta
from typing import Any

import httpx
from drive_client import ANA, BEN, CLEO, CLIENT, EVERYBODY, WORLD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff_sandbox.core.clock import Clock
from handoff_sandbox.google_drive import GoogleDrive
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.auth import _Token
from handoff_sandbox.google_drive.model import File, Role
from handoff_sandbox.google_drive.store import Store

FOLDERS = ["client-folder", "inner", "root", "drive-folder", "studio-drive", "outer"]
FILES = [*FOLDERS, "goals", "report", "report-2", "drive-doc", "budget"]
OUTER = {"id": "outer", "name": "Outer", "type": "folder", "owner": ANA}
ALL = "supportsAllDrives=true"

grants = st.tuples(
    st.just("grant"),
    st.sampled_from(FILES),
    st.sampled_from(["reader", "writer", "commenter"]),
    st.sampled_from([BEN, CLEO, CLIENT, EVERYBODY, "anyone"]),
    st.booleans(),
)
moves = st.tuples(st.just("move"), st.sampled_from(FILES), st.sampled_from(FOLDERS))
steps = st.one_of(
    grants,
    moves,
    st.tuples(st.just("revoke"), st.sampled_from(FILES), st.integers(0, 5)),
    st.tuples(st.just("limit"), st.sampled_from(FOLDERS), st.booleans()),
    st.tuples(st.just("trash"), st.sampled_from(FILES), st.booleans()),
    st.tuples(st.just("owner"), st.sampled_from(FILES), st.sampled_from([BEN, CLEO])),
    st.tuples(st.just("restrict"), st.sampled_from(["domainUsersOnly", "driveMembersOnly"]), st.booleans()),
    st.tuples(st.just("wait"), st.just(3600)),
    st.tuples(st.just("look"), st.sampled_from(FILES)),
)


def walked(store: Store, file: File) -> dict[str, Role]:
    """Return each grantee's role as a plain walk finds it, with nothing remembered; shared drives are unrestricted."""
    found: dict[str, Role] = {}
    limited, at = False, file
    while True:
        for grant in at.grants.values():
            if at.is_root and at is not file:
                break
            if (grant.expires and grant.expires <= store.clock.now()) or (limited and grant.role < Role.organizer):
                continue
            role = Role.writer if at is not file and grant.role is Role.owner else grant.role
            found[grant.id] = max(role, found.get(grant.id, role))
        limited = limited or at.inherited_disabled
        if at.parent is None:
            return found
        at = store.files[at.parent]


async def do(client: httpx.AsyncClient, store: Store, clock: Clock, step: tuple[Any, ...]) -> None:
    """Take one step by the API; a refusal is one of Drive's own."""
    at = f"/drive/v3/files/{step[1]}"
    match step:
        case ("grant", _, role, whom, expiring):
            kind = "anyone" if whom == "anyone" else "group" if whom == EVERYBODY else "user"
            body = {"type": kind, "role": role} | ({} if kind == "anyone" else {"emailAddress": whom})
            if expiring and kind != "anyone":
                body["expirationTime"] = (clock.now() + timedelta(minutes=30)).isoformat()
            answer = await client.post(f"{at}/permissions?{ALL}", json=body)
        case ("move", _, target):
            body, parent = {}, (store.files[step[1]].parent if step[1] in store.files else None)
            answer = await client.patch(f"{at}?{ALL}&addParents={target}&removeParents={parent or ''}", json=body)
        case ("revoke", file_id, number):
            held = list(store.files[file_id].grants) if file_id in store.files else []
            key = held[number % len(held)] if held else "none"
            answer = await client.delete(f"{at}/permissions/{key}?{ALL}")
        case ("limit", _, on):
            answer = await client.patch(f"{at}?{ALL}", json={"inheritedPermissionsDisabled": on})
        case ("trash", _, on):
            answer = await client.patch(f"{at}?{ALL}", json={"trashed": on})
        case ("owner", _, whom):
            body = {"type": "user", "role": "owner", "emailAddress": whom}
            answer = await client.post(f"{at}/permissions?{ALL}&transferOwnership=true", json=body)
        case ("restrict", name, on):
            answer = await client.patch("/drive/v3/drives/studio-drive", json={"restrictions": {name: on}})
        case ("wait", seconds):
            clock.advance(seconds)
            return
        case _:
            answer = await client.get(f"{at}?{ALL}&fields=permissions,trashed,capabilities")
    assert answer.status_code < 500, answer.text


async def play(emulator: GoogleDrive, clock: Clock, taken: list[tuple[Any, ...]]) -> None:
    """Take the steps, each as Ana, and look at everything after each."""
    transport = httpx.ASGITransport(emulator.app)
    headers = {"Authorization": "Bearer ana"}
    async with httpx.AsyncClient(transport=transport, base_url="http://drive", headers=headers) as client:
        for step in taken:
            await do(client, emulator.store, clock, step)
            check(emulator.store)


def check(store: Store) -> None:
    """Assert that what is remembered is what a walk finds."""
    restricted = any(on for drive in store.drives.values() for on in drive.restrictions.values())
    for file in store.files.values():
        found = {key: row.role for key, row in access.rows(store, file).items()}
        walk = walked(store, file)
        if restricted and file.drive_id:
            assert found.items() <= walk.items(), file.id
        else:
            assert found == walk, file.id
        trashed = file.explicitly_trashed or any(folder.explicitly_trashed for folder in store.ancestors(file))
        assert store.is_trashed(file) == trashed, file.id
        assert (file in store.in_drive(file.drive_id)) if file.drive_id else True


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=12))
def test_access_is_what_a_walk_finds(taken: list[tuple[Any, ...]]) -> None:
    """After any grants, moves, limits, transfers, restrictions and hours, nothing stale is left."""
    section = json.loads(json.dumps(WORLD))
    section["files"].append(OUTER)
    clock = Clock()
    emulator = GoogleDrive(section, clock)
    emulator._auth._tokens["ana"] = _Token(ANA, frozenset({"drive"}), time.monotonic() + 600)
    asyncio.run(play(emulator, clock, taken))
