"""What all emulators stand on: the server, the clock, the world file, the fault rules, the request log."""
