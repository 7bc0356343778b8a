"""about.get: who the caller is, and what this Drive imports and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handoff_sandbox.google_drive import errors
from handoff_sandbox.google_drive.drives.drives import THEMES
from handoff_sandbox.google_drive.files.content import EXPORTS, IMPORTS
from handoff_sandbox.google_drive.files.editing import signed_in
from handoff_sandbox.google_drive.model import DOCUMENT, PRESENTATION, SPREADSHEET

if TYPE_CHECKING:
    from handoff_sandbox.google_drive.call import Call
    from handoff_sandbox.google_drive.store import Store
    from handoff_sandbox.google_drive.wire import Json


def get_about(store: Store, call: Call) -> Json:
    """Return who the caller is, and which formats there are; `fields` is required, as at Google."""
    if not call.text("fields"):
        message = "The 'fields' parameter is required for this method."
        raise errors.DriveError(400, "required", message, location="fields")
    email = signed_in(call)
    mine = [file for file in store.files.values() if file.owner == email]
    used, trash = (str(sum(len(file.content) for file in files)) for files in (mine, filter(store.is_trashed, mine)))
    return {
        "kind": "drive#about",
        "user": call.wire(store).user(email),
        "storageQuota": {"usage": used, "usageInDrive": used, "usageInDriveTrash": trash},
        "importFormats": {source: [target] for source, target in IMPORTS.items()},
        "maxImportSizes": {DOCUMENT: str(50 * 2**20), SPREADSHEET: str(100 * 2**20), PRESENTATION: str(100 * 2**20)},
        "folderColorPalette": ["#ac725e", "#d06b64", "#f83a22", "#16a765", "#4986e7", "#8f8f8f"],
        "driveThemes": [
            {"id": name, "colorRgb": color, "backgroundImageLink": f"{call.base_url}/drive/theme/{name}"}
            for name, color in THEMES.items()
        ],
        "exportFormats": {source: list(targets) for source, targets in EXPORTS.items()},
        "maxUploadSize": "5242880000000",
        "appInstalled": True,
        "canCreateDrives": store.directory.organisation(email) == store.directory.domains[0],
    }
