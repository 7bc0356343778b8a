"""What there is: versions, resources, limits, and descriptions of objects."""

from __future__ import annotations

from handoff_sandbox.salesforce.call import Answer, Call
from handoff_sandbox.salesforce.definitions.describe import describe, describe_brief, describe_global

OLDEST, NEWEST = 31, 67
RETIRED = range(21, 31)
_SEASONS = ("Spring", "Summer", "Winter")


def versions() -> list[dict[str, str]]:
    """Return the versions of the API that there are, oldest first."""
    return [
        {"label": _label(one), "url": f"/services/data/v{one}.0", "version": f"{one}.0"}
        for one in range(OLDEST, NEWEST + 1)
    ]


def _label(version: int) -> str:
    """Return a version's season: 67 is Summer '26, and three go to a year."""
    years, season = divmod(version - 66, 3)
    year = 26 + years + (season == 2)
    return f"{_SEASONS[season]} '{year}"


def resources(call: Call) -> Answer:
    """List the resources of a version."""
    names = ("sobjects", "query", "queryAll", "search", "parameterizedSearch", "composite", "limits", "jobs")
    return Answer({name: f"{call.root}/{name}" for name in names} | {"identity": "/services/oauth2/userinfo"})


def limits(call: Call) -> Answer:
    """Tell the organisation's limits and what is left of them."""
    return Answer(call.organisation.limiter.as_json())


def list_objects(call: Call) -> Answer:
    """Describe all objects in brief."""
    return Answer(describe_global(call.store.schema, call.root))


def read_object(call: Call) -> Answer:
    """Describe an object in brief."""
    return Answer({"objectDescribe": describe_brief(call.sobject, call.root), "recentItems": []})


def describe_object(call: Call) -> Answer:
    """Describe an object in full."""
    return Answer(describe(call.store.schema, call.sobject, call.root))
