"""The searches of the file manager: parameters of the query that all have to match, sorting, paging."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from handoff_sandbox.hubspot.call import Answer
from handoff_sandbox.hubspot.errors import invalid
from handoff_sandbox.hubspot.records.values import read_instant

if TYPE_CHECKING:
    from handoff_sandbox.hubspot.call import Call
    from handoff_sandbox.hubspot.wire import Json

PAGE = 100


def page_of(call: Call, rows: list[Json], texts: tuple[str, ...], numbers: tuple[str, ...]) -> Answer:
    """Return the page of what matches all parameters of the query."""
    known = {*texts, *numbers, "limit", "after", "sort", "properties", "ids", "parentFolderIds"}
    known |= {f"{name}{bound}" for name in (*numbers, "id", "createdAt", "updatedAt") for bound in ("", "Gte", "Lte")}
    known |= {"isUsableInContent", "fileMd5"}
    if unknown := sorted({key for key, _ in call.query} - known):
        raise invalid(f"The search has no parameter {', '.join(unknown)}")
    found = [body for body in sorted(rows, key=lambda row: int(row["id"])) if _matches(call, body, texts, numbers)]
    for sort in reversed(call.names("sort")):
        having = [body for body in found if body.get(sort.lstrip("-")) is not None]
        having.sort(key=itemgetter(sort.lstrip("-")), reverse=sort.startswith("-"))
        found = having + [body for body in found if body.get(sort.lstrip("-")) is None]
    limit, after = call.limit(10, PAGE), call.after()
    more = {"paging": call.paging(str(after + limit))} if len(found) > after + limit else {}
    return Answer({"results": found[after : after + limit], **more})


def _matches(call: Call, body: Json, texts: tuple[str, ...], numbers: tuple[str, ...]) -> bool:
    for name in texts:
        wanted = call.text(name)
        if wanted is not None and wanted.lower() not in str(body.get(name, "")).lower():
            return False
    for key, field in (("ids", "id"), ("parentFolderIds", "parentFolderId")):
        if (listed := call.names(key)) and body.get(field) not in listed:
            return False
    usable = call.text("isUsableInContent")
    if usable is not None and str(body.get("isUsableInContent")).lower() != usable.lower():
        return False
    return all(_within(call, body, name) for name in (*numbers, "id", "createdAt", "updatedAt"))


def _within(call: Call, body: Json, name: str) -> bool:
    def read(value: object) -> float:
        try:
            return read_instant(str(value)).timestamp() if name.endswith("At") else float(str(value))
        except ValueError:
            raise invalid(f"{name} is compared with {value!r}, which is none") from None

    value = read(body[name])
    exact, low, high = (call.text(name + bound) for bound in ("", "Gte", "Lte"))
    return (
        (exact is None or value == read(exact))
        and (low is None or value >= read(low))
        and (high is None or value <= read(high))
    )
