"""The limiter that all workers share. The library is imported here and nowhere else."""

from handoff.adapters.limits.limiter import SharedLimiter

__all__ = ["SharedLimiter"]
