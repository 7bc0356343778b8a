"""What the adapter needs to know of one Salesforce organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from handoff.errors import SettingsError

_VERSION = re.compile(r"\d{2}\.0")
_DOMAIN = re.compile(r"https://([\w.-]+)\.salesforce\.com")


@dataclass(frozen=True, slots=True)
class SalesforceConnection:
    """One organisation, reached by its My Domain, in one of three ways.

    `base_url` is My Domain's address (https://firm.my.salesforce.com) or an emulator's, without a path. With
    `consumer_key` and `consumer_secret` it is client credentials, with `consumer_key`, `private_key` (PEM) and
    `username` a signed assertion (JWT bearer); a `session_id` alone works as long as that session lives, and is never
    renewed.
    `timeout` is in seconds, for each wait for an answer. SettingsError where a value can't be right.
    """

    id: str
    base_url: str
    consumer_key: str = ""
    consumer_secret: str = field(default="", repr=False)
    username: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    session_id: str = field(default="", repr=False)
    api_version: str = "67.0"
    timeout: float = 30.0

    def __post_init__(self) -> None:
        base_url = self.base_url.rstrip("/")
        if not base_url.startswith("http://") and not _DOMAIN.fullmatch(base_url):
            raise self._wrong(
                "has no address of an organisation", "Give it My Domain's: https://firm.my.salesforce.com"
            )
        if not (self.session_id or (self.consumer_key and (self.consumer_secret or self._signs))):
            raise self._wrong(
                "has nothing to log in with",
                "Give it consumer_key, and either consumer_secret or private_key and a user.",
            )
        object.__setattr__(self, "base_url", base_url)
        object.__setattr__(self, "api_version", self.api_version.removeprefix("v"))
        if not _VERSION.fullmatch(self.api_version):
            raise self._wrong(f"names the API version '{self.api_version}'", "Use one such as 67.0.")

    @property
    def is_local(self) -> bool:
        """Whether an emulator is meant, since Salesforce itself is reached by https alone."""
        return self.base_url.startswith("http://")

    @property
    def domain(self) -> str:
        """My Domain, as the library wants it: without `.salesforce.com`."""
        match = _DOMAIN.fullmatch(self.base_url)
        return match.group(1) if match else "emulator.my"

    @property
    def audience(self) -> str:
        """Who an assertion is for: `test` for the login of Salesforce's sandboxes, else `login`.

        https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_jwt_flow.htm
        """
        return "test" if ".sandbox." in self.base_url else "login"

    @property
    def _signs(self) -> bool:
        return bool(self.private_key and self.username)

    def _wrong(self, what: str, mend: str) -> SettingsError:
        return SettingsError(f"It {what}.", record=f"connection {self.id}", mend=mend)
