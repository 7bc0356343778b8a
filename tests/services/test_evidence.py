"""Evidence of a handoff that was really played: written from the registry, checked without it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from firm import POLICY, Firm, GivenConnection

from handoff.adapters.evidence import check_bundle, fingerprint, new_key
from handoff.domain import evidence
from handoff.errors import SettingsError


def test_key_stands_in_a_connection_and_what_people_showed_is_in_the_bundle(firm: Firm, tmp_path: Path) -> None:
    """Signed by the key of the connection, in the app and by the command; with it goes what was given by hand, byte for
    byte; a byte of that which was changed fails the check.
    """
    made = new_key(tmp_path / "key.pem")
    pem = (tmp_path / "key.pem").read_text()
    rule = {"name": "Figma", "what": "Remove them", "owner": "tomas@fieldnote.example", "when": "always"}
    policy = yaml.safe_load(POLICY.read_text()) | {"systems": {"rules": [rule | {"evidence": "The member list"}]}}
    (tmp_path / "policy.yaml").write_text(yaml.safe_dump(policy))
    firm.settings = firm.settings.model_copy(update={"policy": tmp_path / "policy.yaml"})
    handoff = firm.mark()
    firm.approve(firm.prepare(handoff))
    picture = bytes(range(256))
    with firm.app() as app:
        (item,) = app.manual.list(handoff)
        app.manual.done(
            handoff, item.change.id, by="Tom\u00e1s", evidence="https://figma.example/members", file=picture
        )
    with firm.app() as app, pytest.raises(SettingsError, match="handoff_evidence"):
        app.evidence(handoff, tmp_path / "none")
    firm.connections["handoff_evidence"] = GivenConnection("handoff_evidence", password="no key")
    with firm.app() as app, pytest.raises(SettingsError, match="can't be read"):
        app.evidence(handoff, tmp_path / "none")
    firm.connections["handoff_evidence"] = GivenConnection("handoff_evidence", password=pem)
    with firm.app() as app:
        app.evidence(handoff, tmp_path / "bundle")
    checked = check_bundle(tmp_path / "bundle", fingerprint(made.public))
    assert checked.problems == []
    shown = {path.name: path.read_bytes() for path in (tmp_path / "bundle" / "by_hand").iterdir()}
    assert set(shown.values()) == {picture, b"https://figma.example/members"}
    assert all(hashlib.sha256(data).hexdigest() == name for name, data in shown.items())
    assert evidence.BY_HAND in (tmp_path / "bundle" / evidence.READ_ME).read_text()
    one = next((tmp_path / "bundle" / "by_hand").iterdir())
    one.write_bytes(one.read_bytes()[:-1])
    assert any(one.name in problem for problem in check_bundle(tmp_path / "bundle").problems)
    command = [str(Path(sys.executable).with_name("handoff")), "evidence", "key"]
    connection = json.dumps({"conn_type": "generic", "password": pem.replace("\n", "\\n")})
    settings = {
        "HANDOFF_DATABASE_URL": firm.settings.database_url,
        "HANDOFF_POLICY": str(tmp_path / "policy.yaml"),
        "HANDOFF_ARTIFACTS": firm.settings.artifacts,
        "AIRFLOW_CONN_HANDOFF_EVIDENCE": connection,
    }
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)} | settings
    told = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert fingerprint(made.public) in told.stdout, told.stderr


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
    assert evidence.BY_HAND not in (tmp_path / "with" / evidence.READ_ME).read_text(), "nothing was done by hand"
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
