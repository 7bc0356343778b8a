"""Comments on a file and the replies to them.

Read by whoever reads the file, written by commenters and above, changed by their author; one that is deleted stays as
an empty shell. Google wants `fields` on all of these but delete.
https://developers.google.com/workspace/drive/api/guides/manage-comments
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.access import access
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.files.metadata import parse_time
from handoff_sandbox.google_drive.listing.paging import paginate
from handoff_sandbox.google_drive.model import Comment, File, Reply, Role
from handoff_sandbox.google_drive.wire import show_time

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def list_comments(store: Store, call: Call) -> Json:
    """List the comments on a file, the newest first."""
    _check_fields(call)
    file, _ = _open(store, call)
    since = parse_time(text, "startModifiedTime") if (text := call.text("startModifiedTime")) else None
    seen = [
        comment
        for comment in sorted(file.comments, key=lambda one: one.modified, reverse=True)
        if (call.flag("includeDeleted") or not comment.deleted) and (since is None or comment.modified >= since)
    ]
    page, following = paginate(seen, call, call.number("pageSize", 20))
    found = {"kind": "drive#commentList", "comments": [_show(store, call, comment) for comment in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_comment(store: Store, call: Call) -> Json:
    """Return a comment with its replies."""
    _check_fields(call)
    return _show(store, call, _comment(call, _open(store, call)[0]))


def create_comment(store: Store, call: Call) -> Json:
    """Comment on a file."""
    _check_fields(call)
    file, email = _writing(store, call)
    now, key = store.clock.now(), store.new_key()
    quoted = call.body.get("quotedFileContent")
    comment = Comment(key, email, _content(call), now, now, call.body.get("anchor"), quoted)
    file.comments.append(comment)
    store.touch(file)
    return _show(store, call, comment)


def update_comment(store: Store, call: Call) -> Json:
    """Change the text of one's own comment."""
    _check_fields(call)
    file, email = _writing(store, call)
    comment = _comment(call, file)
    _check_author(comment, email)
    comment.content, comment.modified = _content(call), store.clock.now()
    store.touch(file)
    return _show(store, call, comment)


def delete_comment(store: Store, call: Call) -> None:
    """Delete one's own comment."""
    file, email = _writing(store, call)
    comment = _comment(call, file)
    _check_author(comment, email)
    comment.deleted = True
    store.touch(file)


def list_replies(store: Store, call: Call) -> Json:
    """List the replies to a comment, the oldest first."""
    _check_fields(call)
    comment = _comment(call, _open(store, call)[0])
    seen = [reply for reply in comment.replies if call.flag("includeDeleted") or not reply.deleted]
    page, following = paginate(seen, call, call.number("pageSize", 20))
    found = {"kind": "drive#replyList", "replies": [_show(store, call, reply) for reply in page]}
    return found | ({"nextPageToken": following} if following else {})


def get_reply(store: Store, call: Call) -> Json:
    """Return a reply."""
    _check_fields(call)
    return _show(store, call, _reply(call, _comment(call, _open(store, call)[0])))


def create_reply(store: Store, call: Call) -> Json:
    """Reply to a comment; with an action it is resolved or opened again."""
    _check_fields(call)
    file, email = _writing(store, call)
    comment, action, now = _comment(call, file), call.body.get("action"), store.clock.now()
    if action not in (None, "resolve", "reopen"):
        raise errors.invalid("action")
    text = str(call.body.get("content") or "") if action else _content(call)
    reply = Reply(store.new_key(), email, text, now, now, action)
    comment.replies.append(reply)
    comment.modified = now
    store.touch(file)
    return _show(store, call, reply)


def update_reply(store: Store, call: Call) -> Json:
    """Change the text of one's own reply."""
    _check_fields(call)
    file, email = _writing(store, call)
    reply = _reply(call, _comment(call, file))
    _check_author(reply, email)
    reply.content, reply.modified = _content(call), store.clock.now()
    store.touch(file)
    return _show(store, call, reply)


def delete_reply(store: Store, call: Call) -> None:
    """Delete one's own reply."""
    file, email = _writing(store, call)
    reply = _reply(call, _comment(call, file))
    _check_author(reply, email)
    reply.deleted = True
    store.touch(file)


def _check_fields(call: Call) -> None:
    if not call.text("fields"):
        message = "The 'fields' parameter is required for this method."
        raise errors.DriveError(400, "required", message, location="fields")


def _open(store: Store, call: Call) -> tuple[File, Role]:
    return access.readable(store, call.file_id, call.caller, all_drives=True)


def _writing(store: Store, call: Call) -> tuple[File, str]:
    email = signed_in(call)
    file, role = _open(store, call)
    if role < Role.commenter or file.is_folder:
        raise errors.insufficient_permissions()
    return file, email


def _content(call: Call) -> str:
    text = call.body.get("content")
    if not text:
        raise errors.DriveError(400, "required", "Required", location="content")
    return str(text)


def _comment(call: Call, file: File) -> Comment:
    wanted = str(call.parameters["commentId"])
    found = next((comment for comment in file.comments if comment.id == wanted), None)
    if found is None or (found.deleted and not call.flag("includeDeleted")):
        raise errors.not_found(wanted, "Comment", "commentId")
    return found


def _reply(call: Call, comment: Comment) -> Reply:
    wanted = str(call.parameters["replyId"])
    found = next((reply for reply in comment.replies if reply.id == wanted), None)
    if found is None or (found.deleted and not call.flag("includeDeleted")):
        raise errors.not_found(wanted, "Reply", "replyId")
    return found


def _check_author(item: Comment | Reply, email: str) -> None:
    if item.by != email:
        raise errors.insufficient_permissions()


def _show(store: Store, call: Call, item: Comment | Reply) -> Json:
    author = call.wire(store).user(item.by)
    del author["emailAddress"]  # as Drive leaves it out of comments
    found: Json = {
        "kind": "drive#comment" if isinstance(item, Comment) else "drive#reply",
        "id": item.id,
        "author": author,
        "createdTime": show_time(item.created),
        "modifiedTime": show_time(item.modified),
        "deleted": item.deleted,
    }
    if not item.deleted:
        found |= {"content": item.content, "htmlContent": escape(item.content)}
    if isinstance(item, Reply):
        return found | ({"action": item.action} if item.action else {})
    found |= {
        "resolved": item.resolved,
        "replies": [_show(store, call, one) for one in item.replies if not one.deleted],
    }
    given = {"anchor": item.anchor, "quotedFileContent": item.quoted}
    return found | {name: value for name, value in given.items() if value and not item.deleted}
