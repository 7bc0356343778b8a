"""A Google Drive that behaves as Drive v3 does, in memory, for google-api-python-client and plain HTTP."""

from handoff_sandbox.google_drive.emulator import GoogleDrive

Emulator = GoogleDrive

__all__ = ["Emulator", "GoogleDrive"]
