"""What has changed, and who is told."""
