"""What people say about files: comments with their replies, and requests for access."""

from __future__ import annotations

from typing import Any

import pytest
from drive_client import ANA, BEN, CLEO, CLIENT, NEXT, WORLD, Drive, refused, roles

TALK = {
    "id": "contract",
    "name": "Contract",
    "type": "doc",
    "owner": ANA,
    "permissions": [
        {"type": "user", "role": "commenter", "email": BEN},
        {"type": "user", "role": "reader", "email": CLIENT},
    ],
    "comments": [
        {
            "by": BEN,
            "content": "Until <when>?",
            "created": "-3d",
            "quoted": "the end",
            "replies": [{"by": ANA, "content": "June.", "created": "-2d", "action": "resolve"}],
        }
    ],
    "proposals": [
        {"requester": NEXT, "role": "writer", "message": "I take over", "created": "-1d"},
        {"requester": CLEO},
    ],
}


@pytest.fixture
def talk(sandbox: Any) -> Any:
    """Return a Drive in which people have said something."""
    found = Drive(sandbox({"google_drive": WORLD | {"files": [*WORLD["files"], TALK]}}))
    yield found
    found.close()


def test_comments_are_read_by_readers(talk: Drive) -> None:
    """A comment comes with what it quotes, its replies and whether it is resolved; a stranger gets nothing."""
    (comment,) = talk.api(CLIENT).comments().list(fileId="contract", fields="*").execute()["comments"]
    assert (comment["content"], comment["htmlContent"]) == ("Until <when>?", "Until &lt;when&gt;?")
    assert comment["quotedFileContent"]["value"] == "the end"
    assert (comment["resolved"], comment["replies"][0]["action"]) == (True, "resolve")
    with refused(404, "notFound"):
        talk.api(CLEO).comments().list(fileId="contract", fields="*").execute()
    with refused(400, "required"):
        talk.api().comments().list(fileId="contract").execute()


def test_comments_are_written_by_commenters_and_changed_by_their_author(talk: Drive) -> None:
    """Create, reply, reopen, change and delete; a deleted one stays as an empty shell."""
    comments, replies = talk.api(BEN).comments(), talk.api(BEN).replies()
    made = comments.create(fileId="contract", body={"content": "And then?"}, fields="*").execute()
    at = {"fileId": "contract", "commentId": made["id"]}
    replies.create(**at, body={"content": "Done", "action": "resolve"}, fields="id").execute()
    reopened = replies.create(**at, body={"action": "reopen"}, fields="*").execute()
    assert comments.get(**at, fields="resolved").execute() == {"resolved": False}
    replies.update(**at, replyId=reopened["id"], body={"content": "No"}, fields="id").execute()
    assert replies.get(**at, replyId=reopened["id"], fields="content").execute() == {"content": "No"}
    with refused(403, "insufficientFilePermissions"):
        talk.api().comments().update(**at, body={"content": "Mine"}, fields="id").execute()
    with refused(403, "insufficientFilePermissions"):
        talk.api(CLIENT).comments().create(fileId="contract", body={"content": "x"}, fields="id").execute()
    replies.delete(**at, replyId=reopened["id"]).execute()
    assert len(replies.list(**at, fields="replies(id)").execute()["replies"]) == 1
    comments.delete(**at).execute()
    with refused(404, "notFound"):
        comments.get(**at, fields="id").execute()
    shell = comments.get(**at, includeDeleted=True, fields="*").execute()
    assert shell["deleted"]
    assert "content" not in shell


def test_requests_for_access_are_seen_by_those_who_can_share(talk: Drive) -> None:
    """Each says who asks, for which role and why."""
    proposals = talk.api().accessproposals()
    first, second = proposals.list(fileId="contract").execute()["accessProposals"]
    assert (first["requesterEmailAddress"], first["rolesAndViews"]) == (NEXT, [{"role": "writer"}])
    assert first["requestMessage"] == "I take over"
    assert proposals.get(fileId="contract", proposalId=second["proposalId"]).execute() == second
    with refused(403, "insufficientFilePermissions"):
        talk.api(CLIENT).accessproposals().list(fileId="contract").execute()


def test_accepted_request_becomes_a_grant_and_a_denied_one_goes(talk: Drive) -> None:
    """ACCEPT grants the role that the approver names, DENY grants nothing, and both end the request."""
    proposals = talk.api().accessproposals()
    first, second = (row["proposalId"] for row in proposals.list(fileId="contract").execute()["accessProposals"])
    accept = {"action": "ACCEPT", "role": ["reader"]}
    proposals.resolve(fileId="contract", proposalId=first, body=accept).execute()
    proposals.resolve(fileId="contract", proposalId=second, body={"action": "DENY"}).execute()
    assert proposals.list(fileId="contract").execute()["accessProposals"] == []
    assert roles(talk.api(), "contract") == {ANA: "owner", BEN: "commenter", CLIENT: "reader", NEXT: "reader"}
    assert talk.api(NEXT).files().get(fileId="contract").execute()["name"] == "Contract"
    with refused(404, "notFound"):
        proposals.resolve(fileId="contract", proposalId=first, body=accept).execute()
