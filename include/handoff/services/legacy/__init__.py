"""The use cases of legacy clients."""
