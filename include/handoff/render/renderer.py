"""The templates and their one environment.

HTML is escaped by Jinja's autoescape, Markdown by `as_markdown`, and every value loses what deceives the eye
(`filters.clean`). Plain text is not escaped: nothing reads it but people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from handoff.domain.canonical import Json
from handoff.domain.dossier import Dossier, Finding
from handoff.domain.ports.tools import Letter
from handoff.render import filters, markdown, pages
from handoff.render.csv_text import table_csv
from handoff.render.news import news_lines, news_title

ASK_LIMIT = 4000
"""Bytes of an ask's body: what a person reads in a minute, well below what Airflow shows."""

_FILTERS = (
    filters.one_line,
    filters.plain_line,
    filters.moment,
    filters.day,
    filters.day_of,
    filters.count,
    filters.kind_words,
    filters.record_name,
    filters.safe_url,
    filters.mail_url,
    markdown.as_markdown,
    markdown.markdown_url,
    pages.groups,
)


class TemplateRenderer:
    """Renders from the templates beside this file."""

    def __init__(self) -> None:
        self._env = Environment(
            loader=PackageLoader("handoff.render"),
            autoescape=lambda name: ".html" in str(name),  # noqa: S701 - plain text and Markdown must not be
            finalize=filters.clean,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._env.filters |= {filter_.__name__: filter_ for filter_ in _FILTERS}

    def dossier_html(self, dossier: Dossier) -> str:
        """Return a whole, self-contained HTML page."""
        return self._render("dossier.html.j2", **_dossier(dossier))

    def dossier_markdown(self, dossier: Dossier) -> str:
        """Return Markdown."""
        return self._render("dossier.md.j2", **_dossier(dossier))

    def dossier_pdf(self, dossier: Dossier) -> bytes:
        """Return a PDF with its fonts in it."""
        from handoff.render.pdf import dossier_pdf  # noqa: PLC0415 - Typst is loaded by the one task that needs it

        return dossier_pdf(dossier)

    def table_csv(self, rows: Sequence[Sequence[str]]) -> str:
        """Return CSV in which no cell can be a formula."""
        return table_csv(rows)

    def manifest_workbook(self, example: Mapping[str, str], explained: Mapping[str, str]) -> bytes:
        """Return the template of a manifest as an Excel workbook."""
        from handoff.render.manifest import template_workbook  # noqa: PLC0415 - one command in many needs its library

        return template_workbook(example, explained)

    def certificate(self, package: Mapping[str, Json]) -> str:
        """Return the certificate of a return package in Markdown."""
        return self._render("certificate.md.j2", package=package)

    def farewell(self, values: Mapping[str, str]) -> Letter:
        """Return the letter to one contact; a value that is "" leaves out what would be said with it."""
        lines = {name: filters.one_line(value) for name, value in values.items()}
        return Letter(
            subject=self._render("farewell.subject.txt.j2", **lines).strip(),
            text=self._render("farewell.txt.j2", **lines),
            html=self._render("farewell.html.j2", **lines),
        )

    def reminder(self, values: Mapping[str, str]) -> Letter:
        """Return the letter that reminds an approver."""
        lines = {name: filters.one_line(value) for name, value in values.items()}
        return Letter(
            subject=self._render("reminder.subject.txt.j2", **lines).strip(),
            text=self._render("reminder.txt.j2", **lines),
            html=self._render("reminder.html.j2", **lines),
        )

    def dossier_note(self, values: Mapping[str, str]) -> str:
        """Return the text of the CRM note that links the dossier; `link` comes through as it is."""
        return self._render("note.txt.j2", **values).strip()

    def ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of an ask.

        A long list of counts is shortened, first of all changes, then of those that can't be undone; the digest and
        the link never are.
        """
        return self._ask_body("ask.md.j2", values)

    def mark_ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of a question about a mark that no longer says what was approved."""
        return self._ask_body("mark_ask.md.j2", values)

    def batch_ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of a question about many plans, shortened like that about one."""
        return self._ask_body("batch_ask.md.j2", values)

    def _ask_body(self, template: str, values: Mapping[str, Json]) -> str:
        counts, irreversible = _most_first(values["counts"]), _most_first(values["irreversible"])
        shown, named = len(counts), len(irreversible)
        while True:
            body = self._render(
                template,
                **{**values, "counts": counts, "irreversible": irreversible, "shown": shown, "named": named},
            ).strip()
            if len(body.encode()) <= ASK_LIMIT or not shown + named:
                return body
            shown, named = (shown - 1, named) if shown else (shown, named - 1)

    def _render(self, template: str, **values: object) -> str:
        return self._env.get_template(template).render(**values)


def _dossier(dossier: Dossier) -> dict[str, object]:
    return {
        "dossier": dossier,
        "condition": pages.Condition.of(dossier),
        "gaps": pages.gaps(dossier),
        "read_by": pages.read_by(dossier),
        "Finding": Finding,
        "news": [*news_lines(dossier)],
        "news_title": news_title(dossier),
        "cut": {"name": pages.CUTS[dossier.cut][0], "says": pages.CUTS[dossier.cut][1]},
    }


def _most_first(counts: Json) -> list[tuple[str, int]]:
    if not isinstance(counts, Mapping):
        return []
    numbers = [(kind, number) for kind, number in counts.items() if isinstance(number, int)]
    return sorted(numbers, key=lambda item: (-item[1], item[0]))
