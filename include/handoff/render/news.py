"""What is new in a version of a dossier, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handoff.domain.cuts import Cut
from handoff.domain.dossier import Dossier
from handoff.render.filters import count


def news_title(dossier: Dossier) -> str:
    """Return what heads the news, "" for a first version."""
    return "" if dossier.news is None else f"What changed since version {dossier.news.version}"


def news_lines(dossier: Dossier) -> Iterator[str]:
    """Yield a line for each section that changed.

    What has gone is counted; it is named in the internal cut alone, since it may have gone because it should not have
    been shown.
    """
    news = dossier.news
    if news is None:
        return
    added, gone = Counter(section for section, _ in news.added), Counter(section for section, _ in news.gone)
    for page in dossier.pages:
        section = page.section
        said = [f"{count(added[section], 'new line')}"] if added[section] else []
        said += [f"{count(gone[section], 'line')} gone"] if gone[section] else []
        if said:
            yield f"{section.title}: {', '.join(said)}"
        if dossier.cut is Cut.INTERNAL:
            yield from (f"Gone: {text}" for of, text in news.gone if of is section)
    if not added and not gone:
        yield "Nothing."
