"""Legacy clients: those who left before Handoff was there, named in a manifest and handed off as a batch."""
