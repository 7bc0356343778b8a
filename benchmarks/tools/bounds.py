"""The fewest calls that a gathering can take, from what the world holds and what the vendor gives in a call.

Nothing here asks an adapter. What is counted is what anybody must ask who does not know beforehand what there is: each
record once, in full batches or pages; each way in which the vendor lets a record of the client hang on another, once;
what the account itself defines (owners, stages, fields). Calls to sign in are not counted.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import Any

from handoff_sandbox.generate.google_drive import folder_id
from handoff_sandbox.generate.google_drive import rows as drive_rows
from handoff_sandbox.generate.hubspot import PROJECTS
from handoff_sandbox.generate.hubspot import counts as hubspot_counts
from handoff_sandbox.generate.salesforce import counts as salesforce_counts
from handoff_sandbox.generate.size import Client, Size

_CONTAINERS = ("companies", "contacts", "deals", "tickets")
_ACTIVITIES = ("notes", "emails", "tasks", "calls", "meetings", "communications")
_HISTORY = ("deals",)
_OBJECTS = ("Account", "Contact", "Opportunity", "Case", "Task", "Event", "EmailMessage", "Project__c")


def client_of(size: Size) -> Client:
    """Return the first client, which the benchmarks hand off."""
    return next(iter(size.all_clients()))


def hubspot(size: Size) -> int:
    """Return the bound for a HubSpot client.

    Batch reads take 100 records, 50 with history; association reads take 1,000 records and give 500 associations of
    each. Any two of company, contact, deal and ticket can be associated, each of them with every activity, and a deal
    with line items and quotes. A generated client has one company, and its portal one custom object, which says itself
    what it can be associated with. Of which lists a company or a contact is in is asked for 100 of them at a time, and
    the lists once; of attached files 100 are told in a call.
    https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
    """
    total = hubspot_counts(client_of(size))
    read = [kind for kind, count in total.items() if count]
    records = sum(ceil(total[kind] / 100) for kind in read if kind not in _HISTORY)
    records += 1 + ceil(max(0, total["deals"] - 50) / 100)
    pairs = [(one, other) for one in _CONTAINERS for other in _ACTIVITIES]
    pairs += [(one, other) for n, one in enumerate(_CONTAINERS) for other in _CONTAINERS[n + 1 :]]
    pairs += [(other, "companies") for other in _CONTAINERS[1:]]  # whether they are another client's too
    pairs += [("deals", "line_items"), ("deals", "quotes"), ("quotes", "line_items")]
    pairs += [(one, "projects") for one in PROJECTS["association_ids"]]
    links = sum(
        max(ceil(total[one] / 1000), ceil(total.get(other, 0) / 500) if one == "companies" else 1)
        for one, other in pairs
        if total[one]
    )
    owners, stages, fields, customs = 2, 2, 5, 1  # active and archived; deals, tickets; what has owners; the schemas
    currency = 1
    lists = ceil((total["companies"] + total["contacts"]) / 100) + (1 if total["contacts"] else 0)
    return records + links + lists + owners + stages + fields + customs + currency


def salesforce(size: Size) -> int:
    """Return the bound for a Salesforce client.

    A query tells one object, 2,000 records a page, and with each record what hangs on it (roles, teams, old notes,
    links to files). A composite request takes five queries, of first pages or of further ones; no page can be asked for
    before the one that leads to it is there. Beside these: the objects' descriptions, which one composite request
    holds, one more for those of the organisation's own objects, which the others lead to, and the texts of the notes,
    whose ids nothing but the links to files tells.
    https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
    """
    total = salesforce_counts(client_of(size))
    pages = [max(1, ceil(total[name] / 2000)) for name in _OBJECTS]
    rounds = sum(ceil(sum(1 for count in pages if count > place) / 5) for place in range(max(pages)))
    return 2 + rounds + (1 if total["files"] else 0)


def google_drive(size: Size) -> int:
    """Return the bound for a client's folder.

    In My Drive: the folder itself, then for each level pages of 1,000 of what lies in its folders, of which 50 are
    asked for in a call; and the permissions of what its reader may not share, which a list does not tell, 100 in a
    batch. In a shared drive: pages of the whole drive, its members, and what has permissions of its own.
    https://developers.google.com/workspace/drive/api/guides/performance
    """
    rows = list(drive_rows(size))
    if size.shared_drive:
        own = sum(1 for row in rows if row.get("permissions") or row.get("limited"))
        return 1 + ceil(len(rows) / 1000) + 1 + ceil(own / 100)
    levels, folders, below, hidden = _levels(rows, client_of(size))
    listed = sum(max(ceil(folders[level] / 50), ceil(below[level] / 1000)) for level in range(max(levels.values()) + 1))
    return 1 + listed + ceil(hidden / 100)


def _levels(rows: list[dict[str, Any]], client: Client) -> tuple[dict[str, int], Counter[int], Counter[int], int]:
    """Return each folder's level, how many folders a level has, how much lies in them, and whose permissions hide."""
    levels = {folder_id(client, 0): 0}
    folders: Counter[int] = Counter({0: 1})
    below: Counter[int] = Counter()
    hidden = 0
    for row in rows:
        above = levels.get(row.get("parent", ""))
        if above is None:
            continue
        below[above] += 1
        if row["type"] == "folder":
            levels[row["id"]] = above + 1
            folders[above + 1] += 1
        hidden += row.get("owner") is not None and row.get("writers_can_share") is False
    return levels, folders, below, hidden
