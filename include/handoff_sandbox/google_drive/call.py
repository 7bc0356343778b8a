"""One call of an API method, parsed and checked: what the handlers work on.

Parameters are those of the discovery document, with its types, defaults and bounds; an unknown one, or an unknown
field in the body, is refused. (Google ignores unknown body fields; here a misspelt one must not look like a success.)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from handoff_sandbox.google_drive import errors, schema
from handoff_sandbox.google_drive.access.access import Caller
from handoff_sandbox.google_drive.listing import fields
from handoff_sandbox.google_drive.store import Store
from handoff_sandbox.google_drive.wire import Json, Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handoff_sandbox.google_drive.listing.fields import Mask
    from handoff_sandbox.google_drive.model import File

_FILE = "kind,id,name,mimeType,driveId,teamDriveId"
_DRIVE = "kind,id,name"
DEFAULT_FIELDS = {
    "files.list": f"kind,incompleteSearch,nextPageToken,files({_FILE})",
    "permissions.list": "kind,nextPageToken,permissions(kind,id,type,role)",
    "drives.list": f"kind,nextPageToken,drives({_DRIVE})",
    "changes.list": "kind,nextPageToken,newStartPageToken,"
    f"changes(kind,changeType,type,time,removed,fileId,driveId,file({_FILE}),drive({_DRIVE}))",
    "teamdrives.list": f"kind,nextPageToken,teamDrives({_DRIVE})",
    "File": _FILE,
    "Permission": "kind,id,type,role",
    "Drive": _DRIVE,
    "TeamDrive": _DRIVE,
}
"""What an answer holds when the call has no `fields`, by method or else by resource."""


LEFT_OVER = frozenset({"setModifiedDate", "userIp"})
"""Parameters of earlier versions that clients still send (rclone with every new content), and Drive passes over."""


@dataclass(frozen=True)
class Media:
    """Uploaded content with its type."""

    data: bytes
    mime_type: str


@dataclass(frozen=True)
class Call:
    """A checked call; `parameters` hold path and query, typed, with defaults filled in."""

    method: schema.Method
    parameters: Mapping[str, Any]
    body: Json
    caller: Caller
    base_url: str
    mask: Mask
    media: Media | None = None
    range: str | None = None
    """The Range header, which downloads alone look at."""

    def text(self, name: str) -> str | None:
        """Return a text parameter; None where it was not given."""
        value = self.parameters.get(name)
        return None if value is None else str(value)

    def flag(self, name: str) -> bool:
        """Return a boolean parameter."""
        return bool(self.parameters.get(name))

    def number(self, name: str, default: int) -> int:
        """Return an integer parameter."""
        return int(self.parameters.get(name) or default)

    @property
    def all_drives(self) -> bool:
        """Whether the caller says that it can deal with shared drives."""
        return self.flag("supportsAllDrives") or self.flag("supportsTeamDrives")

    @property
    def file_id(self) -> str:
        """The `fileId` of the path."""
        return str(self.parameters["fileId"])

    def wire(self, store: Store) -> Wire:
        """Return what writes this caller's JSON."""
        return Wire(store, self.caller, self.base_url)

    def file(self, store: Store, file: File) -> Json:
        """Return a File with what the mask of the call selects."""
        return self.wire(store).file(file, self.mask.names())


Handler = Callable[[Store, Call], Json | Response | None]
"""A method's work: JSON to be masked, a response of its own, or None for 204."""


def parse_parameters(
    method: schema.Method, path: Mapping[str, str], query: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Return a call's typed parameters; raises DriveError for what the method does not take."""
    found: dict[str, Any] = {
        name: _typed(parameter, parameter.default)
        for name, parameter in method.parameters.items()
        if parameter.default is not None
    }
    for name, text in [*path.items(), *query]:
        if parameter := method.parameters.get(name):
            found[name] = _typed(parameter, text)
        elif name in schema.common_parameters():
            found[name] = text
        elif name not in LEFT_OVER:
            raise errors.invalid_parameter(name, f"Invalid parameter name: {name}")
    missing = [name for name, parameter in method.parameters.items() if parameter.required and name not in found]
    if missing:
        raise errors.DriveError(400, "required", f"Required parameter: {missing[0]}", location=missing[0])
    return found


def _typed(parameter: schema.Parameter, text: str) -> Any:
    if parameter.type == "boolean":
        if text.lower() not in ("true", "false"):  # Python's own spelling is taken too
            raise errors.invalid(parameter.name, f"Invalid value '{text}'. Valid values are: [true, false]")
        return text.lower() == "true"
    if parameter.type != "integer":
        return text
    if not text.lstrip("-").isdigit() or (parameter.minimum is not None and int(text) < parameter.minimum):
        bounds = f"[{parameter.minimum}, {parameter.maximum}]"
        message = f"Invalid value '{text}'. Values must be within the range: {bounds}"
        raise errors.invalid_parameter(parameter.name, message)
    return int(text) if parameter.maximum is None else min(int(text), parameter.maximum)


def parse_mask(method: schema.Method, text: str | None) -> Mask:
    """Return the mask of an answer, by default the few fields that Drive sends unasked."""
    if not method.answer:
        return fields.Mask()
    if not text:
        text = DEFAULT_FIELDS.get(method.id) or DEFAULT_FIELDS.get(method.answer)
    return fields.parse(text, method.answer) if text else fields.Mask()


def parse_body(method: schema.Method, raw: bytes) -> Json:
    """Return a call's JSON body; raises DriveError for what is not JSON or not in the schema."""
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise errors.DriveError(400, "parseError", "Parse Error") from None
    if not isinstance(body, dict):
        raise errors.DriveError(400, "parseError", "Parse Error")
    return _known(body, schema.node_of(method.body), "") if method.body else body


_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float), "array": list, "object": dict,
}  # fmt: skip


def _known(value: Any, node: schema.SchemaNode, name: str) -> Any:
    """Return what Drive knows of a value; raises DriveError for what has another type than it knows.

    It passes over names that it does not know without a word, such as those of its version 2, which clients still send.
    """
    node = schema.node_of(node["$ref"]) if "$ref" in node else node
    if value is None:
        return None  # a null clears a field or an entry of a map
    if node.get("format") == "int64" and isinstance(value, int) and not isinstance(value, bool):
        return value  # a 64-bit number is text in JSON, and Google takes it as a number too
    if not isinstance(value, _TYPES[node["type"]]):
        raise errors.DriveError(400, "badRequest", f"Invalid value at '{name}' (TYPE_{node['type'].upper()})")
    if isinstance(value, list):
        return [_known(item, node["items"], name) for item in value]
    if isinstance(value, dict):
        named = {key: node.get("properties", {}).get(key) or node.get("additionalProperties") for key in value}
        return {key: _known(value[key], below, f"{name}.{key}".lstrip(".")) for key, below in named.items() if below}
    return value
