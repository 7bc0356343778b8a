"""What implements the ports, one folder for each vendor or tool; an SDK is imported in its own adapter only."""
