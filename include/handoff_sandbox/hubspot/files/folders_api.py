"""The folders of the file manager: create, read by id or path, search, rename and move, delete.

https://developers.hubspot.com/docs/api-reference/files-files-v3/guide
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.files.files import Folder
from handoff_sandbox.hubspot.files.files_search import page_of
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import show_instant

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json


def folder_json(folder: Folder) -> Json:
    """Return a folder as the API tells it."""
    body = {
        "id": folder.id,
        "name": folder.name,
        "path": folder.path,
        "archived": False,
        "createdAt": show_instant(folder.created),
        "updatedAt": show_instant(folder.updated),
    }
    return body | ({"parentFolderId": folder.parent} if folder.parent is not None else {})


def _by_id(call: Call, folder_id: str) -> Folder:
    folder = call.store.files.folders.get(folder_id)
    if folder is None:
        raise HubSpotError(404, f"Folder {folder_id} does not exist", OBJECT_NOT_FOUND)
    return folder


def _find(call: Call) -> Folder:
    """Return the folder that the path names, by its id or by its own path."""
    path = call.path["folder"]
    if path in call.store.files.folders:
        return call.store.files.folders[path]
    found = call.store.files.at(path)
    return found if isinstance(found, Folder) else _by_id(call, path)


def create(call: Call) -> Answer:
    """Make a folder."""
    body, now, files = call.object("name"), call.store.clock.now(), call.store.files
    parent = _by_id(call, str(body["parentFolderId"])) if body.get("parentFolderId") else None
    if parent is None and body.get("parentPath"):
        parent = files.folder_at(str(body["parentPath"]), now)
    return Answer(folder_json(files.new_folder(parent, str(body["name"]), now)), 201)


def read(call: Call) -> Answer:
    """Read one folder, by its id or its path."""
    return Answer(folder_json(_find(call)))


def search(call: Call) -> Answer:
    """Search folders by their id, name, path or parent, or when they were made or changed."""
    return page_of(call, [folder_json(one) for one in call.store.files.folders.values()], ("name", "path"), ())


def update(call: Call) -> Answer:
    """Rename a folder or move it, with all that is in it."""
    body, folder, files = call.object(), _find(call), call.store.files
    wanted = body.get("parentFolderId", folder.parent)
    parent = _by_id(call, str(wanted)) if wanted else None
    if parent is not None and f"{parent.path}/".startswith(f"{folder.path}/"):
        raise invalid("A folder cannot be moved into itself")
    moved = files.move_folder(folder, str(body.get("name", folder.name)), parent, call.store.clock.now())
    return Answer(folder_json(moved))


def update_later(call: Call) -> Answer:
    """Rename a folder or move it, as a task, which is done at once."""
    body = call.object("id")
    task = replace(call, path={"folder": str(body["id"])}, body={k: v for k, v in body.items() if k != "id"})
    update(task)
    link = f"{call.url}/tasks/{body['id']}/status"
    return Answer({"id": str(body["id"]), "links": {"status": link}}, 202)


def read_update(call: Call) -> Answer:
    """Tell how the update of a folder went."""
    folder = _by_id(call, call.path["task"])
    at = show_instant(folder.updated)
    body = {"taskId": folder.id, "status": "COMPLETE", "result": folder_json(folder)}
    return Answer(body | {"requestedAt": at, "startedAt": at, "completedAt": at})


def delete(call: Call) -> Answer:
    """Delete a folder with all that is in it."""
    folder, files = _find(call), call.store.files
    gone = [one for one in files.folders.values() if f"{one.path}/".startswith(f"{folder.path}/")]
    for one in gone:
        del files.folders[one.id]
    ids = {one.id for one in gone}
    for file in [one for one in files.files.values() if one.folder in ids]:
        del files.files[file.id]
    return Answer(status=204)


_FAMILY, _ONE, _SCOPES = "/files", "/folders/{folder:path}", ("files",)
_TASKS = "/folders/update/async/tasks"
OPERATIONS = (
    Operation("POST", _FAMILY, "/folders", create, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, "/folders/search", search, "scopes", scopes=_SCOPES),
    Operation("POST", _FAMILY, "/folders/update/async", update_later, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, f"{_TASKS}/{{task}}/status", read_update, "scopes", scopes=_SCOPES),
    Operation("GET", _FAMILY, _ONE, read, "scopes", scopes=_SCOPES),
    Operation("PATCH", _FAMILY, _ONE, update, "scopes", scopes=_SCOPES),
    Operation("DELETE", _FAMILY, _ONE, delete, "scopes", scopes=_SCOPES),
)
