"""Lists, their folders, members and filters."""
