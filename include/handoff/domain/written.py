"""A written dossier: the forms of its cuts in the artifact store, what stops its release, and what is new in it.

The registry keeps one reference to this value with each version, so that a version stays as it was written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handoff.domain.canonical import Json
from handoff.domain.cuts import Cut
from handoff.domain.ids import ArtifactRef


@dataclass(frozen=True, slots=True)
class Forms:
    """One cut in its forms, each an artifact whose name is its hash; `pdf` is None where there is none."""

    model: ArtifactRef
    html: ArtifactRef
    markdown: ArtifactRef
    pdf: ArtifactRef | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a dossier may not be released: what was found ("names another client"), and where, for a person to look."""

    what: str
    found: str
    where: str


@dataclass(frozen=True, slots=True)
class Written:
    """All that was written of one version."""

    cuts: Mapping[Cut, Forms]
    stops: Sequence[Stop] = ()

    def as_json(self) -> Json:
        """Return it as JSON."""
        return {
            "cuts": {
                cut.value: {"model": forms.model, "html": forms.html, "markdown": forms.markdown, "pdf": forms.pdf}
                for cut, forms in self.cuts.items()
            },
            "stops": [{"what": stop.what, "found": stop.found, "where": stop.where} for stop in self.stops],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Written:
        """Read `as_json` back; KeyError or ValueError on what is not one."""
        cuts, stops = value["cuts"], value["stops"]
        if not isinstance(cuts, Mapping) or not isinstance(stops, list):
            raise ValueError("not a written dossier")  # noqa: TRY004 - a malformed value, not a wrong type in our code
        return cls(
            {Cut(name): _forms(forms) for name, forms in cuts.items() if isinstance(forms, Mapping)},
            tuple(
                Stop(str(stop["what"]), str(stop["found"]), str(stop["where"]))
                for stop in stops
                if isinstance(stop, Mapping)
            ),
        )


def _forms(value: Mapping[str, Json]) -> Forms:
    model, html, markdown, pdf = (value.get(name) for name in ("model", "html", "markdown", "pdf"))
    return Forms(
        ArtifactRef(str(model)),
        ArtifactRef(str(html)),
        ArtifactRef(str(markdown)),
        ArtifactRef(pdf) if isinstance(pdf, str) else None,
    )
