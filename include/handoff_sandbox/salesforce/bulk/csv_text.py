"""CSV as bulk jobs take and give it: every value in quotes, a delimiter and a line ending of the job's choice.

https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_intro_csv.htm
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from handoff_sandbox.salesforce.errors import bad_request

DELIMITERS = {"BACKQUOTE": "`", "CARET": "^", "COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "TAB": "\t"}
ENDINGS = {"LF": "\n", "CRLF": "\r\n"}


def write(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str, ending: str) -> bytes:
    """Return a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITERS[delimiter], lineterminator=ENDINGS[ending], quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def read(data: bytes, delimiter: str) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of CSV; raises InvalidBatch as a 400."""
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[delimiter], strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise bad_request("InvalidBatch", f"Failed to parse CSV: {error}") from None
    rows = [row for row in rows if row]
    if not rows:
        return [], []
    return [name.strip() for name in rows[0]], rows[1:]


def text_of(value: object) -> str:
    """Return a JSON value as it stands in CSV."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
