"""The templates and their one environment. HTML is escaped by Jinja's autoescape, Markdown by `as_markdown`."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined

from handoff.domain.canonical import Json
from handoff.domain.dossier import Dossier, Finding, Section
from handoff.domain.ports.tools import Letter
from handoff.render import text

ASK_LIMIT = 4000
"""Characters of an ask's body: what a person reads in a minute, well below what Airflow shows."""


class TemplateRenderer:
    """Renders from the templates beside this file."""

    def __init__(self) -> None:
        self._env = Environment(
            loader=PackageLoader("handoff.render"),
            autoescape=lambda name: ".html" in str(name),  # noqa: S701 - plain text and Markdown must not be
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for filter_ in (text.moment, text.day, text.safe_url, text.as_markdown, text.markdown_url, text.words):
            self._env.filters[filter_.__name__] = filter_

    def dossier_html(self, dossier: Dossier) -> str:
        """Return a whole, self-contained HTML page."""
        return self._render("dossier.html.j2", **_dossier(dossier))

    def dossier_markdown(self, dossier: Dossier) -> str:
        """Return Markdown."""
        return self._render("dossier.md.j2", **_dossier(dossier))

    def farewell(self, values: Mapping[str, str]) -> Letter:
        """Return the letter to one contact."""
        return Letter(
            subject=self._render("farewell.subject.txt.j2", **values).strip(),
            text=self._render("farewell.txt.j2", **values),
            html=self._render("farewell.html.j2", **values),
        )

    def dossier_note(self, values: Mapping[str, str]) -> str:
        """Return the text of the CRM note that links the dossier."""
        return self._render("note.txt.j2", **values).strip()

    def ask_body(self, values: Mapping[str, Json]) -> str:
        """Return the Markdown body of an ask; a long list of counts is shortened, the digest never is."""
        counts = values["counts"]
        kinds = list(counts.items()) if isinstance(counts, Mapping) else []
        for shown in range(len(kinds), -1, -1):
            body = self._render("ask.md.j2", **{**values, "counts": kinds[:shown], "more": len(kinds) - shown}).strip()
            if len(body) <= ASK_LIMIT:
                break
        return body

    def _render(self, template: str, **values: object) -> str:
        return self._env.get_template(template).render(**values)


def _dossier(dossier: Dossier) -> dict[str, object]:
    condition = next(page for page in dossier.pages if page.section is Section.CONDITION)
    first = condition.claims[0] if condition.claims else None
    badge = next(
        (word for word in ("red", "amber", "green") if first and _says(first.label + " " + first.text, word)), ""
    )
    return {"dossier": dossier, "badge": badge, "Finding": Finding}


def _says(sentence: str, word: str) -> bool:
    return word in sentence.lower().replace(",", " ").replace(":", " ").replace(".", " ").split()[:3]
