"""The ports: what the services need of the world, each implemented by adapters, registry or render."""
