"""Two calls of the SOAP API: login(), a name and password for a session, up to API version 64; and merge(), which
the REST API does not have.

https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_login.htm
https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from starlette.responses import Response

from handoff_sandbox.salesforce.access.auth import Auth, GrantError
from handoff_sandbox.salesforce.errors import SalesforceError
from handoff_sandbox.salesforce.records.merging import merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from handoff_sandbox.salesforce.access.sessions import Login

LAST_VERSION = 64
_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" '
    'xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns="urn:partner.soap.sforce.com" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>{}</soapenv:Body></soapenv:Envelope>'
)


@dataclass(frozen=True)
class Soap:
    """The SOAP endpoint of one organisation."""

    auth: Auth

    async def answer(self, request: Request) -> Response:
        """Log a user in or merge records, or fail as SOAP does."""
        try:
            call = ET.fromstring(await request.body())  # noqa: S314 - what our own clients on loopback send
        except ET.ParseError:
            return _fault("INVALID_XML", "the request is not XML")
        named = {_local(one): one for one in call.iter()}
        if "merge" in named:
            return self._merge(named["merge"], _text(named.get("sessionId")))
        if "login" in named:
            return self._login(request, {name: _text(one) for name, one in named.items()})
        return _fault("INVALID_OPERATION", "the emulator knows login() and merge() alone of the SOAP API")

    def _login(self, request: Request, texts: Mapping[str, str]) -> Response:
        version = request.path_params["version"]
        if not version.replace(".", "").isdigit() or float(version) > LAST_VERSION:
            return _fault("UNSUPPORTED_API_VERSION", f"login() is not available in API version {version}")
        try:
            user = self.auth.password_user(texts.get("username", ""), texts.get("password", ""), security_token=True)
        except GrantError:
            message = "Invalid username, password, security token; or user locked out."
            return _fault("INVALID_LOGIN", message)
        url = f"{str(request.base_url).rstrip('/')}{request.url.path}/{self.auth.store.organization_id[:15]}"
        told = {"serverUrl": url, "sessionId": self.auth.sessions.open(user.id), "userId": user.id}
        result = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told.items())
        return _xml(f"<loginResponse><result>{result}</result></loginResponse>", 200)

    def _merge(self, call: ET.Element, session: str) -> Response:
        try:
            login = self.auth.sessions.login(f"Bearer {session}")
        except SalesforceError as error:
            return _fault(error.code, error.message)
        return _xml(f"<mergeResponse>{''.join(self._merged(login, call))}</mergeResponse>", 200)

    def _merged(self, login: Login, call: ET.Element) -> Iterator[str]:
        """Yield the result of each request of a merge() call."""
        for request in (one for one in call if _local(one) == "request"):
            master = next((one for one in request if _local(one) == "masterRecord"), ET.Element("masterRecord"))
            name = next((text for key, text in master.attrib.items() if key.endswith("}type")), "").rpartition(":")[2]
            name = name or next((_text(one) for one in master if _local(one) == "type"), "")
            master_id = next((_text(one) for one in master if _local(one) == "Id"), "")
            merged = [_text(one) for one in request if _local(one) == "recordToMergeIds"]
            try:
                record, moved = merge(self.auth.store, login, name, master_id, merged)
            except SalesforceError as error:
                told = f"<message>{escape(error.message)}</message><statusCode>{error.code}</statusCode>"
                yield f'<result><errors>{told}</errors><id xsi:nil="true"/><success>false</success></result>'
                continue
            ids = "".join(f"<mergedRecordIds>{one}</mergedRecordIds>" for one in merged)
            ids += "<success>true</success>" + "".join(f"<updatedRelatedIds>{one}</updatedRelatedIds>" for one in moved)
            yield f"<result><id>{record.id}</id>{ids}</result>"


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element | None) -> str:
    return "" if element is None else element.text or ""


def _fault(code: str, message: str) -> Response:
    told = f"{code}: {escape(message)}"
    return _xml(
        f"<soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>{told}</faultstring><detail><sf:UnexpectedErrorFault>"
        f"<sf:exceptionCode>{code}</sf:exceptionCode><sf:exceptionMessage>{escape(message)}</sf:exceptionMessage>"
        "</sf:UnexpectedErrorFault></detail></soapenv:Fault>",
        500,
    )


def _xml(body: str, status: int) -> Response:
    return Response(_ENVELOPE.format(body), status, media_type="text/xml; charset=UTF-8")
