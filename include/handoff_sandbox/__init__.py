"""The sandbox: emulators of the vendors, reached over HTTP by the vendors' own SDKs.

It shares no code with the product, and neither imports the other. `handoff_sandbox.core.server.Server` runs it inside a
test, `handoff-sandbox serve` as a process.
"""
