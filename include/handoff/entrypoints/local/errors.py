"""What can go wrong on this machine; each message names the part, what happened and what to do."""

from handoff.errors import PermanentError


class LocalError(PermanentError):
    """The local runtime cannot start, or a part of it has ended by itself."""


class StepError(LocalError):
    """A step of the demo that did not happen."""

    def __init__(self, step: str, what: str, mend: str = "") -> None:
        super().__init__(f"The step '{step}' did not happen: {what}", mend=mend)
