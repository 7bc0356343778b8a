"""What a dossier may hold, for whom, and where the client's cut goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from handoff.domain.cuts import CutRules


@dataclass(frozen=True, slots=True)
class DossierRules:
    """`cuts` say which classes of records each cut rests on; `client_cut` is where the client's goes: `nowhere` or into
    its `folder`; `may_name` are names of other companies that may stand in a dossier (suppliers, partners).
    """

    cuts: CutRules = field(default_factory=CutRules)
    client_cut: str = "nowhere"
    may_name: tuple[str, ...] = ()
