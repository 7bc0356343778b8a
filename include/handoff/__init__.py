"""Handoff runs a firm's goodbyes: plans, shows, applies, verifies and records the transition of a leaving client."""
