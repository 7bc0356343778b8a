"""A generated Drive: for each client one folder with a tree in it, written flat, a folder before what lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from handoff_sandbox.generate import words
from handoff_sandbox.generate.firm import DOMAIN, NAME, STAFF, TEAM
from handoff_sandbox.generate.size import Client, Size

Row = dict[str, Any]
_TYPES = ("doc", "doc", "doc", "sheet", "pdf", "pdf", "text", "word", "excel", "png", "slides", "form", "shortcut")
_LIBRARY = "firm-library"
_OUTSIDE = ("reader", "commenter", "writer")


def section(size: Size) -> Row:
    """Return the section without its files."""
    users: list[Row] = [
        {"email": one.email, "name": f"{one.first} {one.last}", "active": one.active}
        | ({"admin": True} if n == 0 else {})
        for n, one in enumerate(STAFF)
    ]
    for client in size.all_clients():
        users += [{"email": one, "name": f"{words.firm(client.number)}, {one.split('@')[0]}"} for one in people(client)]
    found: Row = {
        "organisation": {"domains": [DOMAIN], "name": NAME},
        "users": users,
        "groups": [{"email": TEAM, "name": "Everybody", "members": [one.email for one in STAFF if one.active]}],
        "service_account": {"impersonate": STAFF[0].email},
    }
    if size.shared_drive:
        members = [{"type": "user", "role": "organizer", "email": STAFF[0].email}]
        members.append({"type": "group", "role": "fileOrganizer", "email": TEAM})
        found["shared_drives"] = [{"id": _LIBRARY, "name": "Clients", "members": members}]
    return found


def people(client: Client) -> tuple[str, ...]:
    """Return the addresses of a client's people who have Google accounts."""
    return tuple(f"{name}@{client.domain}" for name in ("lead", "finance", "studio"))


def folder_id(client: Client, place: int) -> str:
    """Return the id of a client's folder; the first one holds all."""
    return client.folder_id if place == 0 else f"client-{client.number:04}-d{place:06}"


def rows(size: Size) -> Iterator[Row]:
    """Yield all folders and files."""
    if size.shared_drive:
        yield {"id": "firm-clients", "name": "Clients", "type": "folder", "parent": _LIBRARY, "created": "-800d"}
    for client in size.all_clients():
        if client.folders:
            yield from _tree(size, client)


def _tree(size: Size, client: Client) -> Iterator[Row]:
    chance = size.random("google_drive", client.number)
    levels, parents = [0], [0]
    yield _top(size, client)
    for place in range(1, client.folders):
        above = place - 1 if place <= size.depth else chance.randrange(place)
        if levels[above] == size.depth:
            above = parents[above]
        levels.append(levels[above] + 1)
        parents.append(above)
        row = {"id": folder_id(client, place), "name": words.subject(chance), "type": "folder"}
        row |= {"parent": folder_id(client, above), "created": f"-{chance.randint(1, 700)}d"}
        yield row | _sharing(size, client, chance, folder=True)
    for place in range(client.files):
        yield _file(size, client, place, chance)


def _top(size: Size, client: Client) -> Row:
    permissions = [{"type": "user", "role": "writer", "email": people(client)[0]}]
    if not size.shared_drive:
        permissions.append({"type": "group", "role": "writer", "email": TEAM})
    row: Row = {"id": client.folder_id, "name": words.firm(client.number), "type": "folder", "created": "-720d"}
    row |= {"parent": "firm-clients"} if size.shared_drive else {"owner": STAFF[0].email}
    return row | {"permissions": permissions}


def _file(size: Size, client: Client, place: int, chance: Random) -> Row:
    kind = chance.choice(_TYPES)
    days = chance.randint(2, 700)
    row: Row = {
        "id": f"client-{client.number:04}-f{place:06}",
        "name": f"{words.subject(chance)} {place}",
        "type": kind,
    }
    row |= {"parent": folder_id(client, chance.randrange(client.folders)), "created": f"-{days}d"}
    row["modified"] = f"-{chance.randint(1, days - 1)}d"
    if not size.shared_drive and place % 5 == 0:
        row["owner"] = people(client)[2] if chance.random() < 0.1 else chance.choice(STAFF).email
    if kind == "shortcut":
        row["target"] = folder_id(client, chance.randrange(client.folders))
    elif kind == "sheet":
        row["content"] = (
            f"Item,Owner,Due\n{words.subject(chance)},{chance.choice(STAFF).first},${{date:+{place % 90}d}}\n"
        )
    elif kind != "form":
        row["content"] = words.text(chance)
    if chance.random() < 0.01:
        row["trashed"] = True
    if kind in ("doc", "text") and chance.random() < 0.02:
        row["restricted"] = "signed"
    own = _sharing(size, client, chance)
    if any(one.get("email", "") == row.get("owner") for one in own.get("permissions", ())):
        own = {}  # the owner's own row is there already
    return row | own


def _sharing(size: Size, client: Client, chance: Random, *, folder: bool = False) -> Row:
    """Return what a file has of permissions and settings of its own; most have none."""
    draw, person = chance.random(), chance.choice(people(client)[1:])
    reader: Row = {"type": "user", "role": "reader", "email": person}
    choices: list[tuple[float, Row]] = [
        (0.05, _permission(reader if folder else reader | {"role": chance.choice(_OUTSIDE)})),
        (0.07, _permission(reader | {"expires": f"+{chance.randint(1, 300)}d"})),
        (0.09, _permission({"type": "anyone", "role": "reader"})),
        (0.10, _permission({"type": "domain", "role": "reader", "domain": DOMAIN, "discoverable": True})),
        (
            0.11,
            {} if size.shared_drive else _permission({"type": "user", "role": "commenter", "email": STAFF[5].email}),
        ),
        (0.12, {"limited": True} | _permission(reader) if folder else {"copy_requires_writer": True}),
        (0.14, {"writers_can_share": False}),
        (1.00, {}),
    ]
    return next(found for bound, found in choices if draw < bound)


def _permission(one: Row) -> Row:
    return {"permissions": [one]}
