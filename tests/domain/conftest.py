"""Hypothesis for the domain: how fast a machine is says nothing about what always holds."""

from hypothesis import HealthCheck, settings

settings.register_profile("domain", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("domain")
