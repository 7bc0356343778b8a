"""Several requests in one: composite, whose parts may refer to one another's answers, and batch, whose parts may not.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.errors import FAULTS, SalesforceError, bad_request, unreadable_json

MOST = 25
MOST_WIDE = 5
"""How many parts of a composite request may be queries or collections."""
_REFERENCE = re.compile(r"@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}")
_WIDE = re.compile(r"/(query(All)?|composite/sobjects)(/|\?|$)")

Dispatch = Callable[[Call, str, str, Mapping[str, str], Any], Answer]
"""Answers a request within a call: its method, address, headers and body."""


@dataclass(frozen=True)
class Composite:
    """The two handlers; `dispatch` is the app's."""

    dispatch: Dispatch

    def composite(self, call: Call) -> Answer:
        """Answer up to 25 requests in order, all or none of which count where allOrNone says so."""
        parts = _parts(call, "compositeRequest")
        if any(not isinstance(part.get("referenceId"), str) for part in parts):
            raise bad_request("INVALID_INPUT", "every subrequest needs a referenceId")
        if len({part["referenceId"] for part in parts}) < len(parts):
            raise bad_request("INVALID_INPUT", "a referenceId must stand once")
        if sum(1 for part in parts if _WIDE.search(part["url"])) > MOST_WIDE:
            raise bad_request("LIMIT_EXCEEDED", f"at most {MOST_WIDE} subrequests may be queries or collections")
        all_or_none = call.body.get("allOrNone") is True
        answers: dict[str, Answer] = {}
        with call.store.tables.undoable() as take_back:
            for part in parts:
                answers[part["referenceId"]] = self._answer(call, part, answers)
                if all_or_none and answers[part["referenceId"]].status >= 400:
                    break
            if all_or_none and any(one.status >= 400 for one in answers.values()):
                take_back()
                answers = {part["referenceId"]: _halted(answers.get(part["referenceId"])) for part in parts}
        told = [
            {
                "body": answers[part["referenceId"]].body,
                "httpHeaders": dict(answers[part["referenceId"]].headers),
                "httpStatusCode": answers[part["referenceId"]].status,
                "referenceId": part["referenceId"],
            }
            for part in parts
        ]
        return Answer({"compositeResponse": told})

    def batch(self, call: Call) -> Answer:
        """Answer up to 25 independent requests in order."""
        parts = _parts(call, "batchRequests")
        call.organisation.limiter.take(len(parts))
        halt, halted = call.body.get("haltOnError") is True, False
        results: list[dict[str, Any]] = []
        for part in parts:
            if halted:
                body = bad_request(
                    "BATCH_PROCESSING_HALTED", "Batch processing halted per request due to an error"
                ).as_json()
                results.append({"statusCode": 412, "result": body})
                continue
            url = str(part["url"]).lstrip("/")
            url = f"/{url}" if url.startswith("services/") else f"/services/data/{url}"
            answer = self._dispatched(call, part["method"], url, {}, part.get("richInput"))
            results.append({"statusCode": answer.status, "result": answer.body})
            halted = halt and answer.status >= 400
        return Answer({"hasErrors": any(one["statusCode"] >= 400 for one in results), "results": results})

    def _answer(self, call: Call, part: Mapping[str, Any], answers: Mapping[str, Answer]) -> Answer:
        try:
            url = _filled(part["url"], answers)
            body = _filled(part.get("body"), answers)
        except SalesforceError as error:
            return Answer(error.as_json(), error.status)
        if part["method"] == "GET" and (fault := call.fault_of(url)):  # of writes the records are told one by one
            failed = FAULTS[fault]()
            return Answer(failed.as_json(), failed.status)
        headers = {str(key).lower(): str(value) for key, value in (part.get("httpHeaders") or {}).items()}
        return self._dispatched(call, part["method"], url, headers, body)

    def _dispatched(self, call: Call, method: str, url: str, headers: Mapping[str, str], body: Any) -> Answer:
        try:
            return self.dispatch(call, method, url, headers, body)
        except SalesforceError as error:
            return Answer(error.as_json(), error.status)


def split_address(url: str) -> tuple[str, dict[str, str]]:
    """Return the path and the query of a part's address."""
    parts = urlsplit(url)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))


def as_bytes(body: Any) -> bytes:
    """Return a part's body as it would have come over HTTP."""
    return b"" if body is None else json.dumps(body).encode()


def _parts(call: Call, name: str) -> list[dict[str, Any]]:
    parts = call.body.get(name) if isinstance(call.body, dict) else None
    if not isinstance(parts, list) or not parts or not all(isinstance(one, dict) for one in parts):
        raise unreadable_json(f"The HTTP entity body is required to hold {name}")
    if len(parts) > MOST:
        raise bad_request("LIMIT_EXCEEDED", f"at most {MOST} subrequests can stand in one request")
    for part in parts:
        if not isinstance(part.get("method"), str) or not isinstance(part.get("url"), str):
            raise unreadable_json("every subrequest needs a method and a url")
    return parts


def _halted(answer: Answer | None) -> Answer:
    """Return the answer of a part that was undone, or never done, because another one failed."""
    if answer is not None and answer.status >= 400:
        return answer
    message = "The transaction was rolled back since another operation in the same transaction failed."
    return Answer(bad_request("PROCESSING_HALTED", message).as_json(), 400)


def _filled(value: Any, answers: Mapping[str, Answer]) -> Any:
    """Replace the references to other parts' answers in every text."""
    if isinstance(value, str):
        whole = _REFERENCE.fullmatch(value)
        if whole:
            return _referred(whole, answers)
        return _REFERENCE.sub(lambda match: str(_referred(match, answers)), value)
    if isinstance(value, dict):
        return {key: _filled(item, answers) for key, item in value.items()}
    return [_filled(item, answers) for item in value] if isinstance(value, list) else value


def _referred(match: re.Match[str], answers: Mapping[str, Answer]) -> Any:
    answer = answers.get(match[1])
    if answer is None or answer.status >= 400:
        raise bad_request("PROCESSING_HALTED", f"Invalid reference specified. No value for {match[0][2:-1]} found.")
    found = answer.body
    try:
        for name, place in re.findall(r"\.([A-Za-z0-9_]+)|\[(\d+)\]", match[2]):
            found = found[name] if name else found[int(place)]
    except (KeyError, IndexError, TypeError):
        message = f"Invalid reference specified. No value for {match[0][2:-1]} found in {match[1]}"
        raise bad_request("PROCESSING_HALTED", message) from None
    return found
