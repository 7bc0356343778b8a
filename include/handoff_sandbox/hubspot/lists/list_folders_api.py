"""The lists API: the folders in which lists lie, and the ids that lists had in the first version of the API.

The root is the folder with the id 0. No list here has an older id.
https://developers.hubspot.com/docs/api-reference/crm-lists-v3/guide
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.lists.list_members_api import find_list
from handoff_sandbox.hubspot.lists.lists import ListFolder
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json

ROOT = "0"


def _find(call: Call, folder_id: str) -> ListFolder:
    if folder_id == ROOT:
        return ListFolder(ROOT, "", ROOT, call.store.clock.started, call.store.clock.started)
    folder = call.store.lists.folders.get(folder_id)
    if folder is None:
        raise HubSpotError(404, f"List folder does not exist with ID {folder_id}.", OBJECT_NOT_FOUND)
    return folder


def _json(call: Call, folder: ListFolder) -> Json:
    lists = call.store.lists
    children = [one for one in lists.folders.values() if one.parent == folder.id]
    return {
        "id": folder.id,
        "name": folder.name,
        "parentFolderId": folder.parent,
        "childLists": [int(one.id) for one in lists.lists.values() if one.folder == folder.id and one.deleted is None],
        "childNodes": [_json(call, one) for one in children],
        "createdAt": show_instant(folder.created),
        "updatedAt": show_instant(folder.updated),
    }


def read(call: Call) -> Answer:
    """Read a folder of lists with all that is in it; without an id, the root."""
    return Answer({"folder": _json(call, _find(call, call.text("folderId") or ROOT))})


def create(call: Call) -> Answer:
    """Make a folder for lists."""
    body, now = call.object("name"), call.store.clock.now()
    parent = _find(call, str(body.get("parentFolderId") or ROOT))
    folder = ListFolder(call.store.lists.next_id(), str(body["name"]), parent.id, now, now)
    call.store.lists.folders[folder.id] = folder
    return Answer({"folder": _json(call, folder)})


def rename(call: Call) -> Answer:
    """Give a folder of lists another name."""
    folder, name = _changeable(call), call.text("newFolderName")
    if not name:
        raise invalid("newFolderName is missing")
    folder.name, folder.updated = name, call.store.clock.now()
    return Answer({"folder": _json(call, folder)})


def _changeable(call: Call) -> ListFolder:
    folder = _find(call, call.path["folder"])
    if folder.id == ROOT:
        raise invalid("The root folder cannot be changed")
    return folder


def move(call: Call) -> Answer:
    """Move a folder of lists into another."""
    folder, parent = _changeable(call), _find(call, call.path["parent"])
    above: ListFolder = parent
    while above.id != ROOT:
        if above is folder:
            raise invalid("A folder cannot be moved into itself")
        above = _find(call, above.parent)
    folder.parent, folder.updated = parent.id, call.store.clock.now()
    return Answer({"folder": _json(call, folder)})


def delete(call: Call) -> Answer:
    """Delete a folder of lists that is empty."""
    folder = _changeable(call)
    told = _json(call, folder)
    if told["childLists"] or told["childNodes"]:
        raise invalid("The folder is not empty")
    del call.store.lists.folders[folder.id]
    return Answer(status=204)


def move_list(call: Call) -> Answer:
    """Put a list into a folder."""
    body = call.object("listId", "newFolderId")
    find_list(call, str(body["listId"])).folder = _find(call, str(body["newFolderId"])).id
    return Answer(status=204)


def translate(call: Call) -> Answer:
    """Tell the id of a list by its older id; none has one here."""
    raise HubSpotError(404, f"No list has the legacy id {call.text('legacyListId')}", OBJECT_NOT_FOUND)


def translate_batch(call: Call) -> Answer:
    """Tell the ids of lists by their older ids; none has one here."""
    if not isinstance(call.body, list):
        raise invalid("Invalid input JSON: the body is a list of ids")
    return Answer({"legacyListIdsToIdsMapping": [], "missingLegacyListIds": [str(one) for one in call.body]})


_FAMILY, _FOLDERS = "/crm/lists", "/folders"
_READ, _WRITE = ("crm.lists.read",), ("crm.lists.write",)
OPERATIONS = (
    Operation("GET", _FAMILY, _FOLDERS, read, "scopes", scopes=_READ),
    Operation("POST", _FAMILY, _FOLDERS, create, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_FOLDERS}/move-list", move_list, "scopes", scopes=_WRITE),
    Operation("DELETE", _FAMILY, f"{_FOLDERS}/{{folder}}", delete, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_FOLDERS}/{{folder}}/move/{{parent}}", move, "scopes", scopes=_WRITE),
    Operation("PUT", _FAMILY, f"{_FOLDERS}/{{folder}}/rename", rename, "scopes", scopes=_WRITE),
    Operation("GET", _FAMILY, "/idmapping", translate, "scopes", scopes=_READ),
    Operation("POST", _FAMILY, "/idmapping", translate_batch, "scopes", scopes=_READ),
)
