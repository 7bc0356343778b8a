"""What the names in a query mean: fields, relationships, children; where they mean nothing, Salesforce's errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handoff_sandbox.salesforce.definitions.schema import NAME_OBJECT, Field, Schema, SObject
from handoff_sandbox.salesforce.soql.plan import Reach
from handoff_sandbox.salesforce.soql.problems import problem

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.errors import SalesforceError
    from handoff_sandbox.salesforce.soql.tree import Path

DEEPEST = 5
_SEE = "Please reference your WSDL or the describe call for the appropriate names."


@dataclass(frozen=True)
class Names:
    """The names that one query, or subquery, can use; `text` is the whole query, for its errors."""

    schema: Schema
    text: str
    root: SObject
    alias: str | None = None

    def reach(self, path: Path) -> Reach:
        """Return the field that a path leads to; raises INVALID_FIELD."""
        names = list(path.names)
        if len(names) > 1 and names[0].lower() in (self.root.name.lower(), (self.alias or "").lower()):
            # The object's own name, or its alias, may stand in front; a relationship of that name goes before it.
            own = self.root.relationship(names[0])
            if own is None or names[0].lower() == (self.alias or "").lower():
                names = names[1:]
        if len(names) - 1 > DEEPEST:
            raise self.wrong("MALFORMED_QUERY", path.at, f"Relationship path {path} exceeds {DEEPEST} levels")
        owner, steps = self.root, []
        for name in names[:-1]:
            step = owner.relationship(name)
            if step is None:
                raise self.no_relationship(name, path.at)
            steps.append(step)
            owner = self.target(step)
        field = owner.get(names[-1])
        if field is None:
            raise self.no_column(names[-1], owner, path.at)
        told = (*(step.relationship or "" for step in steps), field.name)
        return Reach(tuple(steps), owner, field, told)

    def target(self, step: Field) -> SObject:
        """Return the object that a reference leads to, or what all that it can lead to have in common."""
        return self.schema.objects[NAME_OBJECT.lower()] if step.polymorphic else self.schema[step.to[0]]

    def wrong(self, code: str, at: int, message: str) -> SalesforceError:
        """Return the 400 for what stands at a place of the query."""
        return problem(code, self.text, at, message)

    def no_column(self, name: str, owner: SObject, at: int) -> SalesforceError:
        """Return the 400 for a field that an object does not have."""
        message = (
            f"No such column '{name}' on entity '{owner.name}'. If you are attempting to use a custom field, be sure "
            f"to append the '__c' after the custom field name. {_SEE}"
        )
        return self.wrong("INVALID_FIELD", at, message)

    def no_relationship(self, name: str, at: int) -> SalesforceError:
        """Return the 400 for a relationship that an object does not have."""
        message = (
            f"Didn't understand relationship '{name}' in field path. If you are attempting to use a custom "
            f"relationship, be sure to append the '__r' after the custom relationship name. {_SEE}"
        )
        return self.wrong("INVALID_FIELD", at, message)

    def child(self, path: Path) -> tuple[str, SObject, Field]:
        """Return a relationship to children: its name, the child and the reference; raises INVALID_TYPE."""
        wanted = path.names[-1].lower()
        for name, child, reference in self.schema.children(self.root):
            if name.lower() == wanted:
                return name, child, reference
        message = (
            f"Didn't understand relationship '{path.names[-1]}' in FROM part of query call. If you are attempting to "
            f"use a custom relationship, be sure to append the '__r' after the custom relationship name. {_SEE}"
        )
        raise self.wrong("INVALID_TYPE", path.at, message)


def find_object(schema: Schema, text: str, path: Path) -> SObject:
    """Return the object that a query is about; raises INVALID_TYPE."""
    found = schema.get(path.names[0]) if len(path.names) == 1 else None
    if found is None:
        message = (
            f"sObject type '{path}' is not supported. If you are attempting to use a custom object, be sure to append "
            f"the '__c' after the entity name. {_SEE}"
        )
        raise problem("INVALID_TYPE", text, path.at, message)
    return found
