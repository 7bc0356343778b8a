"""The mapping of successors: a CSV file with the columns client, successor and, if need be, role."""

from __future__ import annotations

import csv
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from handoff.adapters.policy.scalars import Address
from handoff.errors import PolicyError

COLUMNS = {"client", "successor", "role"}
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


def read_mapping(path: Path) -> dict[tuple[str, str], str]:
    """Return addresses by client and role, clients in lower case; PolicyError naming each line that is wrong."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            named = {*(rows.fieldnames or ())}
            if not {"client", "successor"} <= named or not named <= COLUMNS:
                columns = ", ".join(sorted(named)) or "missing"
                raise PolicyError(f"{path}:1: the columns are {columns}; allowed: client, successor, role")
            return _read(path, rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no CSV in UTF-8"
        raise PolicyError(f"{path}: the successors can't be read ({reason}).", mend="See docs/policy.md.") from error


def _read(path: Path, rows: csv.DictReader[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    wrong: list[str] = []
    for row in rows:
        client, role = (row.get("client") or "").strip().lower(), (row.get("role") or "").strip()
        where = f"{path}:{rows.line_num}"
        if not client:
            wrong.append(f"{where}: client is empty; allowed: a name, a mail domain, vendor/kind/id, or * for all")
        elif (client, role) in found:
            wrong.append(f"{where}: '{client}' is there already; allowed: each client once for a role")
        else:
            try:
                found[client, role] = _ADDRESS.validate_python(row.get("successor") or "")
            except ValidationError:
                wrong.append(f"{where}: successor: '{row.get('successor') or ''}' is not a mail address")
    if wrong:
        raise PolicyError("\n".join(wrong), mend="\nSee docs/policy.md.")
    return found
