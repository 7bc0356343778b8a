"""One call of the API, as the handlers see it, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from handoff_sandbox.hubspot.errors import invalid
from handoff_sandbox.hubspot.records.records import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from handoff_sandbox.hubspot.definitions.object_types import ObjectType
    from handoff_sandbox.hubspot.limits import Limiter
    from handoff_sandbox.hubspot.store import Store
    from handoff_sandbox.hubspot.webhooks.apps import Apps
    from handoff_sandbox.hubspot.wire import Json


@dataclass(frozen=True)
class Token:
    """An access token: what it may do (None: everything) and whose changes it makes."""

    value: str
    scopes: frozenset[str] | None
    source: Source
    developer: bool = False
    """Whether it is for an app's own settings alone, as a client credentials token is."""


NOBODY = Token("", frozenset(), Source("API"))
"""Who makes a call that needs no token."""


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `body` None is an empty one, `raw` are bytes in place of JSON with their media type."""

    body: Json | None = None
    status: int = 200
    raw: tuple[bytes, str] | None = None


@dataclass(frozen=True)
class Call:
    """One request, its token accepted; `url` is the whole address up to the query, `version` 'v3', 'v4' or dated."""

    store: Store
    apps: Apps
    limiter: Limiter
    token: Token
    url: str
    version: str
    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    body: Any
    raw: bytes = b""
    content_type: str = ""
    fault_of: Callable[[str], str | None] = lambda _: None
    """The fault, by its name, that the admin API has set for one record of this call."""

    @property
    def base_url(self) -> str:
        """The address by which the client reached the emulator, without a path."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}"

    @property
    def kind(self) -> ObjectType:
        """The type of record that the path names."""
        return self.store.types[self.path["type"]]

    @property
    def target(self) -> ObjectType:
        """The second type of record that the path names."""
        return self.store.types[self.path["to"]]

    def text(self, name: str) -> str | None:
        """Return a parameter of the query, the last where it is repeated."""
        return dict(self.query).get(name)

    def names(self, name: str) -> list[str]:
        """Return a list in the query: the parameter repeated, or separated by commas."""
        values = (part.strip() for key, value in self.query if key == name for part in value.split(","))
        return list(dict.fromkeys(filter(None, values)))

    def flag(self, name: str) -> bool:
        """Return a yes or no of the query, in any case; no where it is missing."""
        value = (self.text(name) or "false").lower()
        if value not in ("true", "false"):
            raise invalid(f"{name} is true or false, not {value!r}")
        return value == "true"

    def limit(self, default: int, most: int) -> int:
        """Return how many results the client wants on a page."""
        text = self.text("limit")
        if text is None:
            return default
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise invalid(f"limit is a whole number from 1 to {most}, not {text!r}")
        return int(text)

    def after(self) -> int:
        """Return the cursor, 0 where there is none."""
        text = self.text("after") or "0"
        if not text.isdecimal():
            raise invalid(f"after is a cursor from an earlier page, not {text!r}")
        return int(text)

    def whole(self, name: str, default: int, most: int) -> int:
        """Return a whole number of the query, from 0 up to `most`."""
        text = self.text(name) or str(default)
        if not text.isdecimal() or int(text) > most:
            raise invalid(f"{name} is a whole number up to {most}, not {text!r}")
        return int(text)

    def paging(self, after: str) -> Json:
        """Return the `paging` that leads to the next page of this call."""
        query = [(key, value) for key, value in self.query if key != "after"]
        return {"next": {"after": after, "link": f"{self.url}?{urlencode([*query, ('after', after)])}"}}

    def inputs(self, most: int) -> list[Json]:
        """Return the inputs of a batch."""
        inputs = self.body.get("inputs") if isinstance(self.body, dict) else None
        if not isinstance(inputs, list) or not all(isinstance(one, dict) for one in inputs):
            raise invalid("Invalid input: 'inputs' is missing or not a list of objects")
        if len(inputs) > most:
            raise invalid(f"The batch has {len(inputs)} inputs, the limit is {most}")
        return inputs

    def listed(self, key: str) -> list[str]:
        """Return a list of names in the body, empty where it is missing."""
        names = self.object().get(key) or []
        if not isinstance(names, list):
            raise invalid(f"{key} is a list of names")
        return [str(name) for name in names]

    def object(self, *required: str) -> Json:
        """Return the body, which has to be an object with these fields."""
        if not isinstance(self.body, dict):
            raise invalid("Invalid input JSON: the body is not an object")
        missing = [name for name in required if self.body.get(name) is None]
        if missing:
            raise invalid(f"Invalid input JSON: some required fields were not set: [{', '.join(missing)}]")
        return self.body
