"""files.watch, changes.watch and channels.stop: opening and closing what `watching` tells.

Google takes https alone; here an address on this machine may be plain http.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.changes.watching import Channel
from handoff_sandbox.google_drive.files.editing import signed_in

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json

_LIFETIME = timedelta(hours=1)
_LONGEST = {"files.watch": timedelta(days=1), "changes.watch": timedelta(days=7)}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def watch_file(store: Store, call: Call) -> Json:
    """Open a channel that tells when a file changes."""
    signed_in(call)
    file, _ = access.readable(store, call.file_id, call.caller, all_drives=call.all_drives)
    uri = f"{call.base_url}/drive/v3/files/{file.id}?alt=json"
    channel = _open(store, call, uri)
    channel.file_id, channel.trashed = file.id, store.is_trashed(file)
    return _show(channel)


def watch_changes(store: Store, call: Call) -> Json:
    """Open a channel that tells when there are new changes to list."""
    signed_in(call)
    return _show(_open(store, call, f"{call.base_url}/drive/v3/changes?alt=json"))


def stop_channel(store: Store, call: Call) -> None:
    """Close a channel; by who opened it."""
    email, wanted = signed_in(call), str(call.body.get("id") or "")
    channel = store.channels.open.get(wanted)
    if channel is None or channel.caller.email != email or channel.resource_id != call.body.get("resourceId"):
        raise errors.DriveError(404, "notFound", f"Channel '{wanted}' not found for project 'sandbox'")
    del store.channels.open[wanted]


def _open(store: Store, call: Call, uri: str) -> Channel:
    body, now = call.body, store.clock.now()
    key, address = str(body.get("id") or ""), str(body.get("address") or "")
    for name in ("id", "type", "address"):
        if not body.get(name):
            raise errors.DriveError(400, "required", "Required", location=name)
    if body["type"] not in ("web_hook", "webhook"):
        raise errors.DriveError(400, "push.unknownDeliveryMethod", "Unknown delivery method.", location="type")
    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _HERE):
        message = "WebHook callback must be HTTPS: " + address
        raise errors.DriveError(400, "push.webhookUrlNotHttps", message)
    if key in store.channels.open:
        raise errors.DriveError(400, "channelIdNotUnique", f"Channel id {key} not unique")
    ends = now + _LIFETIME
    if wanted := body.get("expiration"):
        ends = min(datetime.fromtimestamp(int(wanted) / 1000, UTC), now + _LONGEST[call.method.id])
    if ends <= now:
        raise errors.invalid("expiration")
    channel = Channel(key, store.new_key(22), uri, address, body.get("token"), ends, call.caller)
    store.channels.open[key] = channel
    store.channels.pusher.push(channel, "sync")
    return channel


def _show(channel: Channel) -> Json:
    found: Json = {
        "kind": "api#channel",
        "id": channel.id,
        "resourceId": channel.resource_id,
        "resourceUri": channel.resource_uri,
        "expiration": str(int(channel.expires.timestamp() * 1000)),
    }
    return found | ({"token": channel.token} if channel.token else {})
