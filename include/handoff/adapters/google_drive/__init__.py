"""Google Drive. The SDK is imported here and nowhere else; a connection is described without it."""

from handoff.adapters.google_drive.connection import GOOGLE, DriveConnection
from handoff.adapters.google_drive.drive import GoogleDrive

__all__ = ["GOOGLE", "DriveConnection", "GoogleDrive"]
