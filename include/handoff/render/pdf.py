"""The dossier as PDF, set by Typst with the fonts that it brings along: no system package, no font of the machine.

The text reaches the template as data (`sys.inputs`), never as markup, so that nothing that a vendor's record says can
be read as a command. Fonts cover Latin, Greek, Cyrillic, Hebrew and Arabic; letters of other scripts show as boxes. The
same dossier gives the same bytes.
https://typst.app/docs/reference/foundations/sys/
"""

from __future__ import annotations

import json

from handoff.domain.dossier import Claim, Dossier, Finding, Page, Source
from handoff.render.filters import clean, count, day, moment, one_line, record_name, safe_url
from handoff.render.news import news_lines, news_title
from handoff.render.pages import CUTS, Condition, gaps, read_by
from handoff.render.typesetting import typeset


def dossier_pdf(dossier: Dossier) -> bytes:
    """Return the PDF of one cut."""
    return typeset("dossier.typ", json.dumps(_values(dossier), ensure_ascii=False))


def _values(dossier: Dossier) -> dict[str, object]:
    condition = Condition.of(dossier)
    unknown = len(gaps(dossier))
    content = f"{count(len(dossier.claims), 'claim')}, each with its source"
    made = dossier.made_at
    return {
        "title": _line(f"Handoff dossier: {dossier.client}"),
        "firm": _line(dossier.firm),
        "client": _line(dossier.client),
        "kicker": _line(f"{dossier.firm} · Handoff dossier · {CUTS[dossier.cut][0]}"),
        "day": [made.year, made.month, made.day],
        "foot": _line(f"{dossier.firm} · {dossier.client} · version {dossier.version} · {CUTS[dossier.cut][0]}"),
        "condition": {"word": condition.word, "text": _line(condition.text)},
        "facts": [
            ["Access ends", moment(dossier.cutoff_at) or "not set yet"],
            ["Version", f"{dossier.version}, made {moment(made)}"],
            ["Content", content + (f"; {count(unknown, 'section')} unknown" if unknown else "")],
            *([["Reading", said]] if (said := read_by(dossier)) else []),
            ["Handoff", str(dossier.handoff)],
            ["For", CUTS[dossier.cut][1]],
        ],
        "narrative": [f"{_line(one.text)} [{', '.join(map(str, one.claims))}]" for one in dossier.narrative],
        "news_title": news_title(dossier),
        "news": [_line(line) for line in news_lines(dossier)],
        "sections": [_section(page, dossier) for page in dossier.pages],
        "unread": [[_line(item.title) or record_name(item.record), _line(item.reason)] for item in dossier.unread],
    }


def _section(page: Page, dossier: Dossier) -> dict[str, object]:
    says = {
        Finding.NONE: "None. It was looked for, and there is none.",
        Finding.WITHHELD: "Not in this cut. What is known about this rests on records that this cut does not show.",
    }
    return {
        "title": f"{page.section.number}. {page.section.title}",
        "gap": page.finding is Finding.UNKNOWN,
        "says": says.get(page.finding, "Unknown. Nothing about this was found in what was gathered."),
        "claims": [_claim(claim, dossier) for claim in page.claims],
    }


def _claim(claim: Claim, dossier: Dossier) -> dict[str, object]:
    return {
        "label": _line(claim.label),
        "text": _line(claim.text),
        "new": dossier.is_new(claim),
        "sources": [_source(source) for source in claim.sources],
    }


def _source(source: Source) -> dict[str, str]:
    by = f"{one_line(source.author) or 'author unknown'}, {day(source.as_of) or 'date unknown'}"
    return {"title": _line(source.title) or record_name(source.record), "url": safe_url(source.url), "by": by}


def _line(text: str) -> str:
    return one_line(clean(text))
