"""The signatures by which an app knows that a webhook comes from HubSpot.

https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

_DECODED = re.compile(r"%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", re.IGNORECASE)


def signature_headers(secret: str, method: str, uri: str, body: bytes, timestamp: int) -> dict[str, str]:
    """Return the headers of a signed request; `timestamp` is in milliseconds since 1970."""
    return {
        "X-HubSpot-Request-Timestamp": str(timestamp),
        "X-HubSpot-Signature": hashlib.sha256(secret.encode() + body).hexdigest(),
        "X-HubSpot-Signature-Version": "v1",
        "X-HubSpot-Signature-v3": signature_v3(secret, method, uri, body, timestamp),
    }


def signature_v3(secret: str, method: str, uri: str, body: bytes, timestamp: int) -> str:
    """Sign method, URI, body and time; of what the URI has encoded only some characters are decoded."""
    decoded = _DECODED.sub(lambda found: chr(int(found[0][1:], 16)), uri)
    signed = method.encode() + decoded.encode() + body + str(timestamp).encode()
    return base64.b64encode(hmac.new(secret.encode(), signed, hashlib.sha256).digest()).decode()
