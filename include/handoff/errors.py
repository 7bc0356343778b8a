"""The one tree of errors.

The type says whether a retry helps: everything below `TransientError` may hold the next time, everything below
`PermanentError` will not until a person has done something. Every error names the record, what happened and what
to do; none carries personal data, since messages reach logs and Airflow's pages.
"""

from __future__ import annotations


class HandoffError(Exception):
    """What happened, to which record, and what a person can do about it.

    `record` is the vendor's name of the record ("hubspot deal 123") or None where none is concerned.
    """

    def __init__(self, what: str, *, record: str | None = None, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.record = record
        self.mend = mend

    def __str__(self) -> str:
        head = f"{self.record}: {self.what}" if self.record else self.what
        return f"{head} {self.mend}" if self.mend else head


class TransientError(HandoffError):
    """The same call may succeed later: retry."""


class PermanentError(HandoffError):
    """The same call fails again until a person acts: do not retry."""


class VendorUnavailableError(TransientError):
    """A vendor did not answer, or answered that it is in trouble (5xx, a lock, a dropped connection on a read)."""


class RateLimitedError(TransientError):
    """A vendor asks us to slow down; `retry_after` is in seconds, None where the vendor did not say."""

    def __init__(
        self, what: str, *, record: str | None = None, mend: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(what, record=record, mend=mend)
        self.retry_after = retry_after


class OutcomeUnknownError(TransientError):
    """A write was sent and its answer was lost. The next attempt settles it by reading the record."""


class RegistryUnavailableError(TransientError):
    """The registry's database did not answer."""


class BusyError(TransientError):
    """Another attempt is at work on the same handoff; wait for it to end."""


class VerificationError(TransientError):
    """What was read back is not what was applied; vendors lag, so that it may hold later."""


class TypesettingError(TransientError):
    """A PDF was not set in time: the machine is busy, or the typesetter hangs."""


class ForgedError(PermanentError):
    """What was delivered to us does not come from whom it should, or not now."""


class UnreadableError(PermanentError):
    """What was delivered to us makes no sense."""


class ManifestError(PermanentError):
    """A manifest is no table of clients: the message says in which line or column, and what to write there."""


class NotAuthorisedError(PermanentError):
    """A vendor refuses our credentials or our rights."""


class RecordNotFoundError(PermanentError):
    """A record that is needed does not exist, or we may not see it."""


class InvalidRecordError(PermanentError):
    """A record is there, but is not as a handoff needs it (a deal without a company, an inactive successor)."""


class VendorRefusedError(PermanentError):
    """A vendor refuses the request as such (4xx)."""


class SettingsError(PermanentError):
    """A setting or a connection is missing or wrong."""


class PolicyError(PermanentError):
    """The policy file is wrong; the message gives file, place and allowed values."""


class PlanRefusedError(PermanentError):
    """A plan exceeds the policy's caps or reaches beyond the client."""


class ConflictError(PermanentError):
    """Somebody else changed a record after the plan was made; it is shown, not overwritten."""


class StoppedError(PermanentError):
    """The stop button was pressed; nothing further is applied."""


class MarkWithdrawnError(StoppedError):
    """The mark was taken back after the approval: nothing further is applied until a person has said what is wanted."""


class MarkChangedError(MarkWithdrawnError):
    """The mark names another successor or cut-off than was approved: likewise."""


class AnswerRefusedError(PermanentError):
    """An answer to an ask does not check (wrong digest, the decider approves, a reason is missing)."""


class TransitionError(PermanentError):
    """A handoff cannot go from its state to the one that was asked for."""


class NotFoundError(PermanentError):
    """The registry holds nothing under this id."""


class SettlementNeededError(PermanentError):
    """A write whose outcome cannot be read back: a person has to say whether it happened."""
