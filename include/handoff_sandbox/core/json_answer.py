"""JSON as each vendor sends it: the same bytes, with the media type in the vendor's own spelling.

Every vendor names the character set, which clients that compare the whole header, or that guess one where there is
none, meet in no other way.
"""

from __future__ import annotations

from starlette.responses import JSONResponse


class GoogleJSON(JSONResponse):
    """As the examples of https://developers.google.com/workspace/drive/api/guides/performance have it."""

    media_type = "application/json; charset=UTF-8"


class HubSpotJSON(JSONResponse):
    """As HubSpot's own answers have it."""

    media_type = "application/json;charset=utf-8"


class SalesforceJSON(JSONResponse):
    """As the examples of the REST API's developer guide have it."""

    media_type = "application/json;charset=UTF-8"
