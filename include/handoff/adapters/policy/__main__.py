"""Prints the policy's JSON schema: `python -m handoff.adapters.policy > docs/policy.schema.json`."""

import json
import sys

from handoff.adapters.policy.model import PolicyFile

sys.stdout.write(json.dumps(PolicyFile.model_json_schema(), indent=2, ensure_ascii=False) + "\n")
