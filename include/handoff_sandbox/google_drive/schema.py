"""The Drive v3 discovery document that ships with google-api-python-client, read as data.

It says which methods, parameters, scopes and fields there are, so that what the emulator takes is what the vendor
publishes. Only the JSON file is used, none of the client's code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NewType

SchemaNode = dict[str, Any]
MethodId = NewType("MethodId", str)
"""As in the discovery document, less the API's name: 'files.list'."""


@dataclass(frozen=True)
class Parameter:
    """A path or query parameter; `type` is 'string', 'integer' or 'boolean'."""

    name: str
    type: str
    default: str | None
    minimum: int | None
    maximum: int | None
    required: bool


@dataclass(frozen=True)
class Method:
    """A method of the API; `scopes` are short names ('drive.readonly'), `path` is relative to /drive/v3/."""

    id: MethodId
    verb: str
    path: str
    parameters: dict[str, Parameter]
    scopes: frozenset[str]
    body: str | None
    answer: str | None
    takes_media: bool


@cache
def document() -> dict[str, Any]:
    """Return the discovery document as shipped; not to be changed."""
    text = (files("googleapiclient.discovery_cache") / "documents" / "drive.v3.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def document_for(base_url: str) -> dict[str, Any]:
    """Return the discovery document of a Drive that is served at `base_url`."""
    root = base_url.rstrip("/") + "/"
    local = document() | {"rootUrl": root, "baseUrl": root + "drive/v3/"}
    del local["mtlsRootUrl"]
    return local


@cache
def common_parameters() -> frozenset[str]:
    """Return the query parameters that every method takes."""
    return frozenset(document()["parameters"]) | {"uploadType", "upload_id", "$alt"}


@cache
def methods() -> dict[MethodId, Method]:
    """Return all methods of the API, also those that are not emulated."""
    found = {}
    for resource, node in document()["resources"].items():
        for name, method in node["methods"].items():
            method_id = MethodId(f"{resource}.{name}")
            found[method_id] = Method(
                id=method_id,
                verb=method["httpMethod"],
                path=method["path"],
                parameters={key: _parameter(key, value) for key, value in method.get("parameters", {}).items()},
                scopes=frozenset(scope.rpartition("/")[2] for scope in method.get("scopes", ())),
                body=method.get("request", {}).get("$ref"),
                answer=method.get("response", {}).get("$ref"),
                takes_media=bool(method.get("supportsMediaUpload")),
            )
    return found


def _parameter(name: str, node: SchemaNode) -> Parameter:
    minimum, maximum = (int(node[bound]) if bound in node else None for bound in ("minimum", "maximum"))
    return Parameter(name, node["type"], node.get("default"), minimum, maximum, bool(node.get("required")))


def node_of(name: str) -> SchemaNode:
    """Return the schema of a resource: 'File', 'PermissionList'."""
    found: SchemaNode = document()["schemas"][name]
    return found


def resolve(node: SchemaNode) -> SchemaNode:
    """Follow a reference and step into an array: what a field mask selects from."""
    if "$ref" in node:
        return resolve(node_of(node["$ref"]))
    return resolve(node["items"]) if node.get("type") == "array" else node


def child(node: SchemaNode, name: str) -> SchemaNode | None:
    """Return the schema of a field of a resource; None for one that does not exist."""
    node = resolve(node)
    found: SchemaNode | None = node.get("properties", {}).get(name) or node.get("additionalProperties")
    return found
