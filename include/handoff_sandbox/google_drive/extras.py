"""What a world says of one file beside its place and its grants: versions, comments, requests for access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.core.times import parse_time
from handoff_sandbox.google_drive.model import SHORTCUT, Comment, File, Proposal, Reply, Role

if TYPE_CHECKING:
    from datetime import datetime

    from handoff_sandbox.google_drive.seed import CommentModel, FileModel
    from handoff_sandbox.google_drive.store import Store


def fill(store: Store, file: File, model: FileModel, content: bytes) -> None:
    """Put the model's content with its earlier versions, comments and requests into a new file."""
    if file.is_folder or file.mime_type == SHORTCUT:
        file.content = content
    else:
        for old in model.revisions:
            by = old.by or file.owner
            revision = store.add_revision(file, old.content.encode(), by, _at(store, old.modified, file))
            revision.keep_forever = old.keep_forever and not file.is_native
        head = store.add_revision(file, content, file.modified_by, file.modified)
        head.published = head.publish_auto = model.published is not None
        head.published_outside = model.published == "anyone"
    file.comments = [_comment(store, file, comment) for comment in model.comments]
    file.proposals = [
        Proposal(
            store.new_key(),
            one.requester,
            one.recipient or one.requester,
            (Role[one.role],),
            _at(store, one.created, file),
            one.message,
        )
        for one in model.proposals
    ]


def _comment(store: Store, file: File, model: CommentModel) -> Comment:
    at = _at(store, model.created, file)
    quoted = {"mimeType": "text/plain", "value": model.quoted} if model.quoted else None
    comment = Comment(store.new_key(), model.by, model.content, at, at, quoted=quoted)
    for reply in model.replies:
        when = _at(store, reply.created, file)
        comment.replies.append(Reply(store.new_key(), reply.by, reply.content, when, when, reply.action))
        comment.modified = max(comment.modified, when)
    return comment


def _at(store: Store, text: str | None, file: File) -> datetime:
    return parse_time(text, store.clock) if text else file.modified
