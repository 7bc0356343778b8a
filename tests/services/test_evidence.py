"""Evidence of a handoff that was really played: written from the registry, checked without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from firm import Firm

from handoff.adapters.evidence import check_bundle, new_key
from handoff.domain import evidence


def test_evidence_is_checked_on_a_machine_that_has_nothing_else(firm: Firm, tmp_path: Path) -> None:
    """Plans, answers, journal, hashes, scans and dossier of a closed handoff check by the command alone.

    People stand by id but in people.json and the dossier.
    """
    new_key(tmp_path / "key.pem")
    firm.settings = firm.settings.model_copy(update={"evidence_key": tmp_path / "key.pem"})
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    firm.carry_out(handoff)
    assert firm.archive(handoff) is None
    with firm.app() as app:
        app.evidence(handoff, tmp_path / "with")
        app.evidence(handoff, tmp_path / "without", people=False)
    verify = [str(Path(sys.executable).with_name("handoff")), "evidence", "verify", str(tmp_path / "with")]
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    checked = subprocess.run(verify, env=bare, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Marlow" in checked.stdout
    with_people = {path.name for path in (tmp_path / "with").iterdir()}
    assert with_people - {path.name for path in (tmp_path / "without").iterdir()} == {evidence.PEOPLE}
    assert check_bundle(tmp_path / "without").problems == []
    people = json.loads((tmp_path / "with" / evidence.PEOPLE).read_bytes())
    assert len(people) > 5
    assert all(person["email"] for person in people.values())
    for name in (evidence.JOURNAL, evidence.ASKS, evidence.SNAPSHOTS, evidence.SCANS, evidence.HANDOFF):
        said = (tmp_path / "with" / name).read_text()
        assert said.strip(), name
        assert not any(person["email"] in said for person in people.values()), name
    damaged = tmp_path / "with" / evidence.SNAPSHOTS
    damaged.write_bytes(damaged.read_bytes().replace(b"a", b"b", 1))
    again = subprocess.run(verify, env=bare, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert again.returncode == 1
    assert evidence.SNAPSHOTS in again.stdout
