"""The registry: what is durable, on PostgreSQL. Implements domain/ports/registry.py."""
