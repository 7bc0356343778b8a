"""SOAP's login(): a user's name and password for a session, up to API version 64; nothing else of the SOAP API.

https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_login.htm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from starlette.responses import Response

from handoff_sandbox.salesforce.auth import Auth, GrantError

if TYPE_CHECKING:
    from starlette.requests import Request

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
        """Log a user in, or fail as SOAP does."""
        version = request.path_params["version"]
        if not version.replace(".", "").isdigit() or float(version) > LAST_VERSION:
            return _fault("UNSUPPORTED_API_VERSION", f"login() is not available in API version {version}")
        try:
            call = ET.fromstring(await request.body())  # noqa: S314 - what our own clients on loopback send
        except ET.ParseError:
            return _fault("INVALID_XML", "the request is not XML")
        texts = {one.tag.rpartition("}")[2]: one.text or "" for one in call.iter()}
        if "login" not in texts:
            return _fault("INVALID_OPERATION", "the emulator knows login() alone of the SOAP API")
        try:
            user = self.auth.password_user(texts.get("username", ""), texts.get("password", ""), security_token=True)
        except GrantError:
            message = "Invalid username, password, security token; or user locked out."
            return _fault("INVALID_LOGIN", message)
        url = f"{str(request.base_url).rstrip('/')}{request.url.path}/{self.auth.store.organization_id[:15]}"
        told = {"serverUrl": url, "sessionId": self.auth.sessions.open(user.id), "userId": user.id}
        result = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in told.items())
        return _xml(f"<loginResponse><result>{result}</result></loginResponse>", 200)


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
