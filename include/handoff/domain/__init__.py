"""Pure values and rules of a handoff; standard library only, no input or output."""
