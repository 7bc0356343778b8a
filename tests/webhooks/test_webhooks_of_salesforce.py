"""Salesforce's outbound messages: acknowledged once their handoffs are recorded, refused where they do not check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
from endpoint import FakeAirflow, held_port, serving
from firm import GivenConnection, read_world
from practice import BOOKS, POLICY, SANA, Practice, wire

from handoff.settings import Settings
from handoff.web.webhooks import create_site
from handoff_sandbox.core.server import Server

ORGANISATION, SECRET = "00D000000000062EAA", "a-long-secret"
MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>{organisation}</OrganizationId>
   <ActionId>04k000000000001AAA</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>https://firm.my.salesforce.com/services/Soap/c/67.0</EnterpriseUrl>
   <PartnerUrl>https://firm.my.salesforce.com/services/Soap/u/67.0</PartnerUrl>
   <Notification>
    <Id>{key}</Id>
    <sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
     <sf:Id>{record}</sf:Id>
     <sf:StageName>Moving On</sf:StageName>
    </sObject>
   </Notification>
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>"""


@dataclass
class Served:
    """The endpoint of a firm with Salesforce."""

    practice: Practice
    airflow: FakeAirflow
    address: str

    def send(self, body: str, secret: str = SECRET) -> httpx.Response:
        """Send a message."""
        url = f"{self.address}/webhooks/salesforce/handoff_salesforce/{secret}"
        return httpx.post(url, content=body.encode(), headers={"SOAPAction": '""', "Content-Type": "text/xml"})

    def counts(self) -> tuple[int, int, int]:
        """Return how many handoffs, notices that wait, and refusals there are."""
        with self.practice.app() as app, app.registry.begin() as tx:
            waiting = tx.notices.waiting("handoff_salesforce", 100)
            return len(tx.handoffs.list()), len(waiting), sum(tx.notices.refusals().values())


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """Serve the endpoint of the firm that keeps its clients in Salesforce."""
    airflow, own, other = FakeAirflow(), held_port(), held_port()
    world = read_world("ledger_house")
    settings = Settings(database_url=database_url, policy=POLICY, artifacts=str(tmp_path / "artifacts"))
    with Server(json.loads(json.dumps(world, default=str))) as server, serving(airflow.app, other) as at:
        practice = wire(server, settings)
        given = practice.connections["handoff_salesforce"]
        extra = {**given.extra_dejson, "webhook_secret": SECRET, "organisation": ORGANISATION[:15]}
        practice.connections["handoff_salesforce"] = replace(given, extra_dejson=extra)
        practice.connections["handoff_airflow"] = GivenConnection("handoff_airflow", at, None, "service", "password")
        with practice.app() as product, serving(create_site(product), own) as address:
            yield Served(practice, airflow, address)


def _message(key: str = "04l000000000001AAA", record: str = BOOKS, organisation: str = ORGANISATION) -> str:
    return MESSAGE.format(key=key, record=record, organisation=organisation)


def _acknowledged(answer: httpx.Response) -> bool:
    assert answer.status_code == 200
    space = "{http://soap.sforce.com/2005/09/outbound}"
    said = ET.fromstring(answer.content).find(f".//{space}notificationsResponse/{space}Ack")  # noqa: S314 - our own
    assert said is not None
    return said.text == "true"


def test_message_is_acknowledged_once_its_handoff_is_recorded(served: Served) -> None:
    """The handoff is there with the answer; repeats, in whatever order, make no other, and the watcher finds it too."""
    mark = {"StageName": "Moving On", "Next_Adviser__c": SANA}
    served.practice.salesforce("PATCH", f"sobjects/Opportunity/{BOOKS}", json=mark)
    for key in ("04l000000000002AAA", "04l000000000001AAA", "04l000000000002AAA"):
        while not _acknowledged(served.send(_message(key))):  # the machine may be slow; Salesforce repeats it too
            assert served.counts()[2] == 0
        assert served.counts()[:2] == (1, 0)
    with served.practice.app() as app:
        assert len(app.detect()) == 1
    assert served.counts() == (1, 0, 0)


def test_message_is_not_acknowledged_while_salesforce_cannot_be_read(served: Served) -> None:
    """Its handoff can't be recorded without the history, so that Salesforce is told to send it again."""
    served.practice.fault("salesforce", "unavailable", "/services/data/.*", times=1000)
    assert not _acknowledged(served.send(_message()))
    assert served.counts()[:2] == (0, 1)
    served.practice.mend()  # else the endpoint does not end before it has tried to the last


def test_message_that_does_not_check_is_refused_and_only_counted(served: Served) -> None:
    """A wrong secret, another organisation, no SOAP, a doctype and half a message are refused with their status."""
    bomb = '<!DOCTYPE a [<!ENTITY b "b">]>' + _message().partition("?>")[2]
    cases = [
        (401, _message(), "another"),
        (401, _message(organisation="00D000000000099EAA"), SECRET),
        (400, "{}", SECRET),
        (400, "<a/>", SECRET),
        (400, bomb, SECRET),
        (400, _message()[:-40], SECRET),
        (400, _message(key="x"), SECRET),
        (400, _message(record="' OR Id != '"), SECRET),
    ]
    for count, (status, body, secret) in enumerate(cases, 1):
        assert served.send(body, secret).status_code == status
        assert served.counts() == (0, 0, count)
