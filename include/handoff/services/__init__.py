"""The use cases, one a module. Each is a frozen dataclass of the ports that it needs, called with ids."""
