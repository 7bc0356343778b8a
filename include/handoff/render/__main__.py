"""Print the schema of a dossier's JSON."""

import json
import sys

from handoff.render.schema import dossier_schema

sys.stdout.write(json.dumps(dossier_schema(), indent=1) + "\n")
