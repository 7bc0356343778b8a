"""The part of a policy file about the dossier: what each cut may rest on, and where the client's goes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handoff.adapters.policy.scalars import AnyDuration, Part, Text
from handoff.domain.cuts import CutRules, RecordClass
from handoff.domain.policy import DossierRules
from handoff.domain.returning import Retention

ClassName = Literal["client_provided", "prepared", "work_product", "working_paper"]
_DEFAULT = CutRules()


class RetentionPart(Part):
    """Why records of a class are kept, and for how long."""

    basis: Text = Field(description="On what basis they are kept: a law, a contract, an agreement.")
    keep: AnyDuration | None = Field(default=None, description="How long after the cut-off.")


class DossierPart(Part):
    """What may stand in the dossier, for whom."""

    client: list[ClassName] | None = Field(
        default=None, description="The classes of records on which the client's cut rests; all but working papers."
    )
    successor: list[ClassName] | None = Field(
        default=None, description="The same for a successor who is a colleague; all four classes."
    )
    successor_outside: list[ClassName] | None = Field(
        default=None, description="The same for a successor outside the firm; all but working papers."
    )
    internal: list[Text] = Field(
        default_factory=list,
        description="Further words in names of folders, files and records that never leave the internal cut.",
    )
    client_cut: Literal["nowhere", "folder"] = Field(
        default="nowhere", description="Where the client's cut is delivered: into the client's folder, or nowhere."
    )
    may_name: list[Text] = Field(
        default_factory=list, description="Names of other companies in the CRM that may stand in a dossier."
    )

    narrative: Text | None = Field(
        default=None,
        description="The Airflow connection of a model that retells the claims in prose; nobody does if not said.",
    )
    sorting: Text | None = Field(
        default=None,
        description="The Airflow connection of a model that says which lines tell what; the rules do if not said.",
    )
    retention: dict[Literal["working_paper", "internal"], RetentionPart] = Field(
        default_factory=dict, description="Why records that are not returned are kept, and for how long, by class."
    )

    def value(self) -> DossierRules:
        """Return the domain's value."""
        return DossierRules(
            CutRules(
                client=_classes(self.client, _DEFAULT.client),
                successor=_classes(self.successor, _DEFAULT.successor),
                outside=_classes(self.successor_outside, _DEFAULT.outside),
                internal=tuple(self.internal),
            ),
            self.client_cut,
            tuple(self.may_name),
            self.narrative or "",
            self.sorting or "",
            {RecordClass(name): Retention(part.basis, part.keep) for name, part in self.retention.items()},
        )


def _classes(names: list[ClassName] | None, otherwise: frozenset[RecordClass]) -> frozenset[RecordClass]:
    return otherwise if names is None else frozenset(RecordClass(name) for name in names)
