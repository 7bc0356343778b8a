"""Rows by their heads, and comma-separated sheets, as Drive exports them.

The delimiter is found (comma, semicolon, tab, bar); the head is the first line with at least two cells that are no
figures but for years that figures stand below, or several years in a row; lines above it are read as paragraphs.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise

from handoff.domain.ports.tools import Block, BlockKind
from handoff.errors import InvalidRecordError

_FIGURE = re.compile(r"^[\d\s.,:/%€$£+-]*$")
_YEAR = re.compile(r"^(?:19|20)\d\d(?:/\d{2,4})?$")
_SOME_FIGURE = re.compile(r"\d")
_LOOKED_AT = 20
_DELIMITERS = ",;\t|"


def row_block(heads: Sequence[str], cells: Sequence[str], path: tuple[str, ...]) -> Iterator[Block]:
    """Yield a table's row, its cells by their heads, empty ones too; a row without any word is none."""
    held = tuple(zip(_filled(heads, len(cells)), cells, strict=False))
    if said := [cell for _, cell in held if cell]:
        yield Block(BlockKind.ROW, " | ".join(said), path, held)


def csv_blocks(text: str) -> Iterator[Block]:
    """Yield the rows of a sheet; InvalidRecordError where it is none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from table_blocks(map(_cells, reader), ())
    except csv.Error as error:
        raise InvalidRecordError(f"The sheet cannot be read: {error}.") from error


def table_blocks(rows: Iterable[Sequence[str]], path: tuple[str, ...]) -> Iterator[Block]:
    """Yield a table's rows by their heads, and what stands above the heads as paragraphs."""
    source = iter(rows)
    first = [*islice(source, _LOOKED_AT)]
    place = next((i for i, row in enumerate(first) if _is_head(row, first[i + 1] if i + 1 < len(first) else ())), None)
    above = chain(first, source) if place is None else first[:place]
    for row in above:
        if words := " ".join(cell for cell in row if cell):
            yield Block(BlockKind.PARAGRAPH, words, path)
    if place is not None:
        for row in chain(first[place + 1 :], source):
            yield from row_block(first[place], row, path)


def _cells(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def _is_head(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a line heads the columns: at least two cells are filled, with words, or with years.

    One year heads figures alone, since a thing may have one ('Boiler, 2019'); years in a row head whatever is no year.
    """
    filled = [(cell, _cell_at(below, place)) for place, cell in enumerate(row) if cell]
    bare = [(cell, other) for cell, other in filled if _FIGURE.match(cell)]
    of_years = all(_YEAR.match(cell) and not _YEAR.match(other) for cell, other in bare)
    of_figures = all(_SOME_FIGURE.search(other) for _, other in bare)
    in_a_row = of_years and len(bare) > 1 and _follow([int(cell[:4]) for cell, _ in bare]) and any(o for _, o in bare)
    return len(filled) >= 2 and of_years and (of_figures or in_a_row) and len(bare) < len(filled)


def _follow(years: Sequence[int]) -> bool:
    return all(later - year == 1 for year, later in pairwise(years))


def _cell_at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _filled(heads: Sequence[str], count: int) -> list[str]:
    return [*heads, *[""] * max(0, count - len(heads))]


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:_LOOKED_AT]
    counts = {d: Counter(line.count(d) for line in lines if d in line) for d in _DELIMITERS}
    scores = {d: max((n * min(k, 9) for k, n in count.items()), default=0) for d, count in counts.items()}
    return max(scores, key=lambda d: (scores[d], -_DELIMITERS.index(d)))
