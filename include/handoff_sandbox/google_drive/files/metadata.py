"""What a body of files.create, files.update or files.copy may set, and who may set it.

Each writable field has its own setter; any other field of the schema is Drive's to write and is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access, capabilities
from handoff_sandbox.google_drive.model import FOLDER, SHORTCUT, Restriction, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.model import File
    from handoff_sandbox.google_drive.store import Store

_ON_CREATE = frozenset({"id", "parents", "mimeType", "kind", "shortcutDetails", "createdTime", "originalFilename"})
_CAN_BE_NULL = frozenset({"description", "contentRestrictions", "folderColorRgb"})
_NOT_RESTRICTABLE = frozenset({FOLDER, SHORTCUT}) | {
    f"application/vnd.google-apps.{kind}" for kind in ("form", "site", "drawing")
}


def set_metadata(store: Store, call: Call, file: File, role: Role | None, *, new: bool) -> None:
    """Set the body's fields on a file, all or none; raises DriveError for one that the caller cannot set."""
    setters: list[tuple[_Setter, Any]] = []
    for name, value in call.body.items():
        if name == "parents" and not new:
            message = (
                "The parents field is not directly writable in update requests. "
                "Use the addParents and removeParents parameters instead."
            )
            raise errors.not_writable(message)
        if name in _ON_CREATE:
            _check_unchanged(file, name, value, new=new)
            if name == "createdTime" and value:
                file.created = parse_time(value, name)
        elif name in _SETTERS:
            if value is None and name not in _CAN_BE_NULL:
                continue
            setters.append((_SETTERS[name], value))
            _check_role(store, file, role or Role.owner, name, value, new=new)
        else:
            raise errors.not_writable()
    for setter, value in setters:
        setter(store, call, file, value)


def _check_unchanged(file: File, name: str, value: Any, *, new: bool) -> None:
    if not new and name == "mimeType" and value == file.mime_type:
        return
    if not new and name != "kind":
        raise errors.not_writable()


def _check_role(store: Store, file: File, role: Role, name: str, value: Any, *, new: bool) -> None:
    """Refuse what cannot be, and what the caller's role does not allow to set; whoever makes a file may set all."""
    if name in ("modifiedTime", "viewedByMeTime"):
        parse_time(value, name)
    if name in ("contentRestrictions", "inheritedPermissionsDisabled"):
        _check_kind(file, name)
    if name == "writersCanShare" and file.drive_id:
        message = "Sharing restrictions cannot be set on a shared drive item."
        raise errors.forbidden(message, reason="teamDrivesSharingRestrictionNotAllowed")
    needs: dict[str, Callable[[], bool]] = {
        "trashed": lambda: capabilities.may_trash(file, role),
        "name": lambda: capabilities.may_modify_content(file, role),
        "writersCanShare": lambda: role is Role.owner,
        "downloadRestrictions": lambda: role >= Role.organizer,
        "contentRestrictions": lambda: capabilities.may_restrict(role, owner_restricted=_owner_only(file, value)),
        "inheritedPermissionsDisabled": lambda: access.may_limit(store, file, role),
    }
    if not new and name in needs and not needs[name]():
        raise errors.insufficient_permissions()


def _check_kind(file: File, name: str) -> None:
    if name == "contentRestrictions" and file.mime_type in _NOT_RESTRICTABLE:
        raise errors.DriveError(400, "badRequest", "Content restrictions are not supported for this file type.")
    if name == "inheritedPermissionsDisabled" and not file.is_folder:
        raise errors.DriveError(400, "badRequest", "Inherited permissions can be disabled on folders only.")


def _owner_only(file: File, value: list[dict[str, Any]] | None) -> bool:
    held = file.restriction
    return any(item.get("ownerRestricted") for item in value or []) or (held is not None and held.owner_restricted)


def parse_time(value: str, field: str) -> datetime:
    """Parse an RFC 3339 time of a body; raises DriveError for anything else."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise errors.invalid(field, f"Invalid value for {field}: {value}") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _set_trashed(store: Store, call: Call, file: File, value: Any) -> None:
    file.explicitly_trashed = bool(value)
    file.trashed_at = store.clock.now() if value else None
    file.trashed_by = call.caller.email if value else None


def _set_restriction(store: Store, call: Call, file: File, value: Any) -> None:
    wanted = next((item for item in value or [] if item.get("readOnly")), None)
    file.restriction = (
        Restriction(
            store.clock.now(), call.caller.email or "", wanted.get("reason"), bool(wanted.get("ownerRestricted"))
        )
        if wanted
        else None
    )


def _set_download(_: Store, __: Call, file: File, value: Any) -> None:
    own = (value or {}).get("itemDownloadRestriction") or {}
    if "restrictedForReaders" in own:
        file.copy_requires_writer = bool(own["restrictedForReaders"])
    file.writers_may_not_download = bool(own.get("restrictedForWriters", file.writers_may_not_download))


def _set_starred(_: Store, call: Call, file: File, value: Any) -> None:
    if call.caller.email:
        (file.starred_by.add if value else file.starred_by.discard)(call.caller.email)


def _set_viewed(_: Store, call: Call, file: File, value: Any) -> None:
    if call.caller.email:
        file.viewed_by[call.caller.email] = parse_time(value, "viewedByMeTime")


def _merge(held: dict[str, str], value: dict[str, str | None]) -> None:
    """Set the entries given; a null clears one."""
    for key, entry in value.items():
        if entry is None:
            held.pop(key, None)
        else:
            held[key] = entry


def _attribute(name: str, read: Callable[[Any], Any] = lambda value: value) -> _Setter:
    return lambda _store, _call, file, value: setattr(file, name, read(value))


if TYPE_CHECKING:
    _Setter = Callable[[Store, Call, File, Any], None]

_SETTERS: dict[str, _Setter] = {
    "name": _attribute("name"),
    "description": _attribute("description"),
    "starred": _set_starred,
    "viewedByMeTime": _set_viewed,
    "trashed": _set_trashed,
    "properties": lambda _store, _call, file, value: _merge(file.properties, value or {}),
    "appProperties": lambda _store, _call, file, value: _merge(file.app_properties, value or {}),
    "writersCanShare": _attribute("writers_can_share", bool),
    "copyRequiresWriterPermission": _attribute("copy_requires_writer", bool),
    "contentRestrictions": _set_restriction,
    "downloadRestrictions": _set_download,
    "inheritedPermissionsDisabled": _attribute("inherited_disabled", bool),
    "modifiedTime": _attribute("modified", lambda value: parse_time(value, "modifiedTime")),
    "folderColorRgb": _attribute("folder_color"),
}
