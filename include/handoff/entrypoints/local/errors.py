"""What can go wrong on this machine; each message names the part, what happened and what to do."""

from handoff.errors import PermanentError


class LocalError(PermanentError):
    """The local runtime cannot start, or a part of it has ended by itself."""
