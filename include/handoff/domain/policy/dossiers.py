"""What a dossier may hold, for whom, and where the client's cut goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handoff.domain.cuts import CutRules, RecordClass
from handoff.domain.returning import Retention


@dataclass(frozen=True, slots=True)
class DossierRules:
    """`cuts` say which classes of records each cut rests on; `client_cut` is where the client's goes: `nowhere` or into
    its `folder`; `may_name` are names of other companies that may stand in a dossier (suppliers, partners);
    `narrative` is the Airflow connection of a language model that retells the claims, `sorting` that of one that says
    which lines of a record tell what, "" for none; `retention` says why records that are not returned are kept, and how
    long, by class.
    """

    cuts: CutRules = field(default_factory=CutRules)
    client_cut: str = "nowhere"
    may_name: tuple[str, ...] = ()
    narrative: str = ""
    sorting: str = ""
    retention: Mapping[RecordClass, Retention] = field(default_factory=dict)
