"""The files API: upload, read, search, change, sign, delete; and the addresses at which the content lies.

https://developers.hubspot.com/docs/api-reference/files-files-v3/guide
"""

from __future__ import annotations

import hmac
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import OBJECT_NOT_FOUND, HubSpotError, invalid
from handoff_sandbox.hubspot.files.files import ACCESS, File, Folder
from handoff_sandbox.hubspot.files.files_search import page_of
from handoff_sandbox.hubspot.files.folders_api import folder_json
from handoff_sandbox.hubspot.multipart import read_form
from handoff_sandbox.hubspot.operation import Operation
from handoff_sandbox.hubspot.records.values import read_instant, show_instant

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json

HIDDEN_SCOPE = "files.ui_hidden.read"
LONGEST_SIGNED = 6 * 3600
_PAGE = 100


def _not_found(file_id: str) -> HubSpotError:
    return HubSpotError(404, f"File {file_id} does not exist or is not visible", OBJECT_NOT_FOUND)


def _sees_hidden(call: Call) -> bool:
    return call.token.scopes is None or HIDDEN_SCOPE in call.token.scopes


def find(call: Call, file_id: str) -> File:
    """Return a file that the token may see; raises HubSpot's 404."""
    file = call.store.files.files.get(file_id)
    gone = file is not None and file.expires is not None and file.expires <= call.store.clock.now()
    if file is None or gone or (file.hidden and not _sees_hidden(call)):
        raise _not_found(file_id)
    return file


def file_json(call: Call, file: File) -> Json:
    """Return a file as the API tells it."""
    path = call.store.files.path(file)
    url = f"{call.base_url}/hubfs/{call.store.portal_id}{quote(path)}"
    body: Json = {
        "id": file.id,
        "name": file.name,
        "extension": file.extension,
        "path": path,
        "size": len(file.content),
        "type": file.type,
        "access": file.access,
        "url": url,
        "defaultHostingUrl": url,
        "isUsableInContent": file.usable,
        "archived": False,
        "createdAt": show_instant(file.created),
        "updatedAt": show_instant(file.updated),
    }
    if file.folder is not None:
        body["parentFolderId"] = file.folder
    if file.expires is not None:
        body["expiresAt"] = int(file.expires.timestamp() * 1000)
    return body


def upload(call: Call) -> Answer:
    """Upload a file into a folder, which is made where it is not there."""
    form = read_form(call.content_type, call.raw)
    if form.file is None:
        raise invalid("The form has no part 'file'")
    options = _options(form.fields.get("options"))
    access = options.get("access")
    if access not in ACCESS:
        raise invalid(f"options need an access, one of {', '.join(ACCESS)}")
    folder = _folder(call, form.fields.get("folderId"), form.fields.get("folderPath"))
    if folder == "":
        raise invalid("A file needs a folderId or a folderPath")
    stem = PurePosixPath(form.fields.get("fileName") or form.file[0])
    extension = stem.suffix.lstrip(".") or PurePosixPath(form.file[0]).suffix.lstrip(".")
    now, files = call.store.clock.now(), call.store.files
    there = files.named(folder, stem.stem, extension)
    if there is not None and options.get("overwrite") is not True:
        raise HubSpotError(409, f"A file named {stem.name} is there already", "CONFLICT")
    file_id, created = (there.id, there.created) if there else (files.next_id(), now)
    expires = _expiry(options, now)
    file = File(file_id, stem.stem, extension, folder, str(access), form.file[1], created, now, expires)
    return Answer(file_json(call, files.add(file)), 201)


def _options(text: str | None) -> Json:
    try:
        options = json.loads(text or "{}")
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise invalid("options is a JSON object")
    return options


def _expiry(options: Json, now: datetime) -> datetime | None:
    if ttl := options.get("ttl"):
        units = {"H": "hours", "D": "days", "M": "weeks"}
        text = str(ttl).lstrip("P").lstrip("T")
        if text[:-1].isdecimal() and text[-1:] in units:
            return now + timedelta(**{units[text[-1]]: int(text[:-1]) * (4 if text[-1] == "M" else 1)})
        raise invalid(f"ttl is a period such as P3M, not {ttl!r}")
    return read_instant(str(options["expiresAt"])) if options.get("expiresAt") else None


def _folder(call: Call, folder_id: object, path: object) -> str | None:
    """Return the id of a folder, None for the root, the empty text where neither is given."""
    if folder_id:
        if str(folder_id) not in call.store.files.folders:
            raise HubSpotError(404, f"Folder {folder_id} does not exist", OBJECT_NOT_FOUND)
        return str(folder_id)
    if not path:
        return ""
    folder = call.store.files.folder_at(str(path), call.store.clock.now())
    return folder.id if folder else None


def read(call: Call) -> Answer:
    """Read what is known of a file, not its content."""
    return Answer(file_json(call, find(call, call.path["id"])))


def replace_content(call: Call) -> Answer:
    """Put another content into a file."""
    file, form = find(call, call.path["id"]), read_form(call.content_type, call.raw)
    if form.file is None:
        raise invalid("The form has no part 'file'")
    changed = replace(file, content=form.file[1], updated=call.store.clock.now())
    return Answer(file_json(call, call.store.files.add(changed)))


def update(call: Call) -> Answer:
    """Change a file's name, folder, access or expiry."""
    file, body = find(call, call.path["id"]), call.object()
    access = str(body.get("access", file.access))
    if access not in ACCESS:
        raise invalid(f"access is one of {', '.join(ACCESS)}")
    folder = _folder(call, body.get("parentFolderId"), body.get("parentFolderPath"))
    expires = None if body.get("clearExpires") else _expiry(body, call.store.clock.now()) or file.expires
    changed = replace(
        file,
        name=str(body.get("name", file.name)),
        access=access,
        folder=file.folder if folder == "" else folder,
        usable=body.get("isUsableInContent", file.usable) is True,
        expires=expires,
        updated=call.store.clock.now(),
    )
    return Answer(file_json(call, call.store.files.add(changed)))


def delete(call: Call) -> Answer:
    """Delete a file."""
    del call.store.files.files[find(call, call.path["id"]).id]
    return Answer(status=204)


def sign(call: Call) -> Answer:
    """Give an address at which a private file can be read for some time."""
    file = find(call, call.path["id"])
    seconds = call.whole("expirationSeconds", LONGEST_SIGNED, LONGEST_SIGNED)
    until = call.store.clock.now() + timedelta(seconds=seconds)
    expires = int(until.timestamp())
    signed = f"?expires={expires}&signature={call.store.files.signature(file.id, expires)}"
    body = file_json(call, file)
    told = {key: body[key] for key in ("extension", "name", "size", "type")}
    return Answer({**told, "url": body["url"] + signed, "expiresAt": show_instant(until)})


def read_content(call: Call) -> Answer:
    """Send a file's content: to anybody for a public one, else by a signed address."""
    found = call.store.files.at(call.path["path"]) if call.path["portal"] == str(call.store.portal_id) else None
    if not isinstance(found, File):
        raise _not_found(call.path["path"])
    expires, signature = call.text("expires") or "0", call.text("signature") or ""
    good = expires.isdecimal() and hmac.compare_digest(
        call.store.files.signature(found.id, int(expires)).encode(), signature.encode()
    )
    if not found.public and not (good and int(expires) > call.store.clock.now().timestamp()):
        raise HubSpotError(403, "The address is not signed, or it has expired", "USER_DOES_NOT_HAVE_PERMISSIONS")
    return Answer(raw=(found.content, found.media_type))


def download(call: Call) -> Answer:
    """Send a file's content to a token that may see it."""
    file = find(call, call.path["id"])
    return Answer(raw=(file.content, file.media_type))


def stat(call: Call) -> Answer:
    """Read the file or the folder at a path."""
    found = call.store.files.at(call.path["path"])
    if isinstance(found, Folder):
        return Answer({"folder": folder_json(found)})
    if found is None or (found.hidden and not _sees_hidden(call)):
        raise _not_found(call.path["path"])
    return Answer({"file": file_json(call, found)})


def search(call: Call) -> Answer:
    """Search files by their id, name, path, folder, type, extension, size, or when they were made or changed."""
    found = [one for one in call.store.files.files.values() if not one.hidden or _sees_hidden(call)]
    rows = [file_json(call, one) for one in found]
    return page_of(call, rows, ("name", "path", "extension", "type", "url", "encoding"), ("size",))


_READ, _WRITE = ("files",), ("files",)
_FILES, _FILE = "/files", "/files/{id}"
OPERATIONS = (
    Operation("POST", _FILES, "/files", upload, "scopes", scopes=_WRITE),
    Operation("GET", _FILES, "/files/search", search, "scopes", scopes=_READ),
    Operation("GET", _FILES, "/files/stat/{path:path}", stat, "scopes", scopes=_READ),
    Operation("GET", _FILES, _FILE, read, "scopes", scopes=_READ),
    Operation("PUT", _FILES, _FILE, replace_content, "scopes", scopes=_WRITE),
    Operation("PATCH", _FILES, _FILE, update, "scopes", scopes=_WRITE),
    Operation("DELETE", _FILES, _FILE, delete, "scopes", scopes=_WRITE),
    Operation("DELETE", _FILES, f"{_FILE}/gdpr-delete", delete, "scopes", scopes=_WRITE),
    Operation("GET", _FILES, f"{_FILE}/download", download, "scopes", scopes=_READ),
    Operation("GET", _FILES, f"{_FILE}/signed-url", sign, "scopes", scopes=_READ),
    Operation("GET", "/hubfs", "/{portal}/{path:path}", read_content, "open", None, dated=()),
)
