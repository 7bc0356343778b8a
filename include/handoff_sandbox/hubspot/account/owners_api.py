"""The calls that tell who works in a portal: owners, and the users with their teams behind them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import invalid, resource_not_found
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.wire import owner_json

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.account.owners import Owner
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def list_owners(call: Call) -> Answer:
    """List the active owners, or with `archived` the deactivated ones."""
    limit, after = call.limit(100, 500), call.after()
    owners = call.store.owners.listed(active=not call.flag("archived"), email=call.text("email"))
    rest = [owner for owner in owners if int(owner.id) > after]
    more = {"paging": call.paging(rest[limit - 1].id)} if len(rest) > limit else {}
    return Answer({"results": [owner_json(owner) for owner in rest[:limit]], **more})


def read_owner(call: Call) -> Answer:
    """Read one owner by its id, or by its user id with `idProperty=userId`."""
    by = call.text("idProperty") or "id"
    if by not in ("id", "userId"):
        raise invalid(f"idProperty is id or userId, not {by!r}")
    owners, key = call.store.owners, call.path["id"]
    owner = owners.get(key) if by == "id" else owners.by_user_id(key)
    if owner is None or owner.active is call.flag("archived"):
        raise resource_not_found()
    return Answer(owner_json(owner))


def _user_json(owner: Owner) -> Json:
    body: Json = {"id": str(owner.user_id), "email": owner.email, "roleIds": [], "superAdmin": owner.admin}
    primary = [team for team, _, first in owner.teams if first]
    others = [team for team, _, first in owner.teams if not first]
    return body | ({"primaryTeamId": primary[0]} if primary else {}) | {"secondaryTeamIds": others}


def list_users(call: Call) -> Answer:
    """List the users, those who can log in."""
    limit, after = call.limit(100, 100), call.after()
    users = sorted(call.store.owners.listed(active=True), key=lambda owner: owner.user_id)
    rest = [owner for owner in users if owner.user_id > after]
    more = {"paging": call.paging(str(rest[limit - 1].user_id))} if len(rest) > limit else {}
    return Answer({"results": [_user_json(owner) for owner in rest[:limit]], **more})


def read_user(call: Call) -> Answer:
    """Read one user by its id, or by its address with `idProperty=EMAIL`."""
    by_email = (call.text("idProperty") or "USER_ID").upper() == "EMAIL"
    owners, key = call.store.owners, call.path["id"]
    owner = owners.by_email(key) if by_email else owners.by_user_id(key)
    if owner is None or not owner.active:
        raise resource_not_found()
    return Answer(_user_json(owner))


def list_roles(_: Call) -> Answer:
    """List the roles of users; the portal has none of its own."""
    return Answer({"results": []})


def list_teams(call: Call) -> Answer:
    """List the teams with their users."""
    rows = sorted(
        (int(team), name, not first, str(owner.user_id))
        for owner in call.store.owners.listed(active=True)
        for team, name, first in owner.teams
    )
    results = []
    for (team, name), members in groupby(rows, key=lambda row: row[:2]):
        found = list(members)
        first, second = ([user for _, _, later, user in found if later is side] for side in (False, True))
        results.append({"id": str(team), "name": name, "userIds": first, "secondaryUserIds": second})
    return Answer({"results": results})


_USERS, _READ_OWNERS = "/settings/users", ("crm.objects.owners.read",)
_READ_USERS, _READ_TEAMS = ("settings.users.read", "crm.objects.users.read"), ("settings.users.teams.read",)
_USERS_DATED = ("2026-03", "v3")  # newer clients have the version behind the family
OPERATIONS = (
    Operation("GET", "/crm/owners", "", list_owners, "scopes", scopes=_READ_OWNERS),
    Operation("GET", "/crm/owners", "/", list_owners, "scopes", scopes=_READ_OWNERS),
    Operation("GET", "/crm/owners", "/{id}", read_owner, "scopes", scopes=_READ_OWNERS),
    Operation("GET", _USERS, "", list_users, "scopes", scopes=_READ_USERS, dated=_USERS_DATED),
    Operation("GET", _USERS, "/", list_users, "scopes", scopes=_READ_USERS, dated=_USERS_DATED),
    Operation("GET", _USERS, "/roles", list_roles, "scopes", scopes=_READ_USERS, dated=_USERS_DATED),
    Operation("GET", _USERS, "/teams", list_teams, "scopes", scopes=_READ_TEAMS, dated=_USERS_DATED),
    Operation("GET", _USERS, "/{id}", read_user, "scopes", scopes=_READ_USERS, dated=_USERS_DATED),
)
