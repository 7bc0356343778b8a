"""The template of a manifest: what each column is for, and one row that shows how it is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from handoff.domain.legacy.manifest import Column, ManifestRow

MARKER = "Example:"
"""How the client of the template's own row begins."""

EXPLAINED: Mapping[Column, str] = {
    Column.CLIENT: "The company's name as it stands in the CRM. It, or the record, is needed; all else may be empty.",
    Column.DOMAIN: "Its mail domain, where several companies have the name.",
    Column.CONNECTION: "The CRM's connection, as the policy names it; needed only where there are several.",
    Column.RECORD: "The company's id in the CRM: it goes before name and domain.",
    Column.FOLDER: "The client's folder in Google Drive, its id or its address; empty for the one that the CRM names.",
    Column.SUCCESSOR: "The address of the colleague who takes over; empty for whom the policy names.",
    Column.LEFT_ON: "The day on which the client left, as 2024-03-31; empty where nobody knows.",
    Column.CUTOFF: "The day on which access ends, as 2026-12-31; empty for the day on which the client left.",
    Column.DECIDED_BY: "The address of who decided; the dossier says 'unknown' for whom the CRM does not know.",
    Column.REASON: "Why the client left, for the dossier.",
    Column.GROUP: "A word of your own by which rows are approved together, such as a year or a team.",
}

EXAMPLE: Mapping[Column, str] = {
    Column.CLIENT: f"{MARKER} Marlow Interiors",
    Column.DOMAIN: "marlow-interiors.example",
    Column.FOLDER: "https://drive.google.com/drive/folders/1a2b3c-example",
    Column.SUCCESSOR: "colleague@your-firm.example",
    Column.LEFT_ON: "2024-03-31",
    Column.DECIDED_BY: "partner@your-firm.example",
    Column.REASON: "They hired a team of their own.",
    Column.GROUP: "2024",
}
"""What a person writes into the first row; left as it is, it is no row."""

_OWN = (Column.CLIENT, Column.DOMAIN, Column.FOLDER)


def lines_of_template() -> list[list[str]]:
    """Return the template's lines: the header and the example."""
    return [[column.value for column in Column], [EXAMPLE.get(column, "") for column in Column]]


def named_template() -> tuple[dict[str, str], dict[str, str]]:
    """Return the example and what each column is for, by the columns' names."""
    example, explained = ({column.value: text for column, text in one.items()} for one in (EXAMPLE, EXPLAINED))
    return example, explained


def is_example(row: ManifestRow) -> bool:
    """Whether a row is the template's own, as it came; a spreadsheet may have written its dates anew."""
    return all(row[column] == EXAMPLE[column] for column in _OWN)


def is_marked_example(row: ManifestRow) -> bool:
    """Whether a row is marked as the example, whatever else it says."""
    return row[Column.CLIENT].casefold().startswith(MARKER.casefold())
