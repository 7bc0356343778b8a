"""What the CRM's own page sends when a person marks a record: the request, for whichever CRM the world has."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from handoff.entrypoints.local.errors import StepError
from handoff.entrypoints.local.story import Story

_OBJECTS = {"006": ("Opportunity", "an opportunity"), "001": ("Account", "an account")}
"""Salesforce's objects that can be marked, by what their ids begin with."""
_VERSION = "67.0"


@dataclass(frozen=True)
class Marking:
    """A request that marks a record; `what` says which kind of record that is."""

    what: str
    url: str
    token: str
    body: Mapping[str, Any]

    def send(self) -> None:
        """Send it; StepError where the CRM refuses."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = httpx.patch(self.url, json=self.body, headers=headers, timeout=30)
        if answer.is_error:
            raise StepError(f"mark {self.what}", f"the CRM answered {answer.status_code}: {answer.text[:300]}")

    def curl(self) -> str:
        """Return it as a command."""
        body = httpx.Request("PATCH", self.url, json=self.body).content.decode()
        headers = f"-H 'Authorization: Bearer {self.token}' -H 'Content-Type: application/json'"
        return f"curl -X PATCH {self.url} {headers} -d {shlex.quote(body)}"


def marking(sandbox: Mapping[str, Any], story: Story) -> Marking:
    """Return how to mark the story's record in the CRM that a served world has; HubSpot where it has both.

    StepError for a world without a CRM, and for a record that Salesforce can't have marked.
    """
    salesforce = sandbox.get("salesforce")
    if hubspot := sandbox.get("hubspot"):
        token = hubspot.get("people", {}).get(story.by) or hubspot["access_token"]
        url = f"{hubspot['base_url']}/crm/v3/objects/deals/{story.deal}"
        return Marking("a deal", url, token, {"properties": dict(story.mark)})
    if salesforce is None:
        raise StepError("mark a record", "the world has no CRM")
    if story.deal[:3] not in _OBJECTS:
        raise StepError("mark a record", f"{story.deal} is no id of an opportunity or an account.", "Name one: --deal.")
    name, what = _OBJECTS[story.deal[:3]]
    people = salesforce.get("people", {})
    token = people.get(story.by) or next(iter(people.values()), "") or _token(salesforce)
    url = f"{salesforce['instance_url']}/services/data/v{_VERSION}/sobjects/{name}/{story.deal}"
    return Marking(what, url, token, dict(story.mark))


def _token(salesforce: Mapping[str, Any]) -> str:
    form = {
        "grant_type": "client_credentials",
        "client_id": salesforce["consumer_key"],
        "client_secret": salesforce.get("consumer_secret", ""),
    }
    answer = httpx.post(salesforce["token_url"], data=form, timeout=30)
    if answer.is_error:
        raise StepError("mark a record", f"Salesforce gives no session: {answer.text[:300]}")
    return str(answer.json()["access_token"])
