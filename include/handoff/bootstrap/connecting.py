"""From Airflow's connections to what each adapter needs; docs/connect.md says what goes where.

A connection that lacks something is a SettingsError that names it; nothing falls back to anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from handoff.domain.policy import Firm
from handoff.errors import SettingsError
from handoff.settings import Connection

if TYPE_CHECKING:
    from handoff.adapters.airflow import AirflowConnection
    from handoff.adapters.google_drive import DriveConnection
    from handoff.adapters.hubspot import HubSpotConnection, HubSpotReceiver
    from handoff.adapters.mail import MailConnection, Security
    from handoff.adapters.salesforce import SalesforceConnection, SalesforceReceiver

SUBMISSION_PORT = 587
IMAP_PORT = 993
AIRFLOW = "handoff_airflow"
"""The id of the connection to Airflow itself."""


def hubspot_connection(given: Connection) -> HubSpotConnection:
    """Read a HubSpot connection: password is the token; host, extra.api_version, extra.portal_id and extra.searches
    (a second) may be set.
    """
    from handoff.adapters.hubspot import HubSpotConnection

    extra = given.extra_dejson
    return HubSpotConnection(
        id=given.conn_id,
        base_url=given.host or "https://api.hubapi.com",
        access_token=_needed(given.password, given, "password (the private app's access token)"),
        api_version=str(extra.get("api_version") or "2026-03"),
        portal_id=str(extra.get("portal_id") or ""),
        **{name: number for name in ("searches",) if (number := _count(extra, name, given))},
    )


def salesforce_connection(given: Connection) -> SalesforceConnection:
    """Read a Salesforce connection: host is My Domain, login the user of a signed assertion; extra has the rest, named
    as Airflow's own Salesforce connections name it: consumer_key, consumer_secret or private_key, version.
    """
    from handoff.adapters.salesforce import SalesforceConnection

    extra = {key: str(value) for key, value in given.extra_dejson.items()}
    return SalesforceConnection(
        id=given.conn_id,
        base_url=_needed(given.host or extra.get("instance_url"), given, "host (My Domain's address)"),
        consumer_key=extra.get("consumer_key", ""),
        consumer_secret=extra.get("consumer_secret", ""),
        username=given.login or "",
        private_key=extra.get("private_key", ""),
        session_id=extra.get("session_id", ""),
        api_version=extra.get("version") or "67.0",
    )


def drive_connection(given: Connection) -> DriveConnection:
    """Read a Drive connection: extra.service_account and extra.subject; host, extra.read_only, and the quota units a
    minute of the project (extra.units) and of a user (extra.units_per_user) may be set.
    """
    from handoff.adapters.google_drive import DriveConnection

    extra = given.extra_dejson
    account = extra.get("service_account")
    if not isinstance(account, Mapping):
        raise _incomplete(given, "extra.service_account (the key's JSON)")
    return DriveConnection(
        id=given.conn_id,
        service_account=account,
        subject=_needed(str(extra.get("subject") or ""), given, "extra.subject (the user to act as)"),
        root_url=given.host or "https://www.googleapis.com/",
        read_only=extra.get("read_only") is True,
        api_key=str(extra.get("api_key") or ""),
        probe=extra["probe"] if isinstance(extra.get("probe"), Mapping) else None,
        **{name: number for name in ("units", "units_per_user") if (number := _count(extra, name, given))},
    )


def mail_connection(given: Connection, firm: Firm) -> MailConnection:
    """Read a mail connection: host, port, login, password; extra.security (starttls, tls or none) and extra.imap."""
    from handoff.adapters.mail import MailConnection, SentFolder

    extra = given.extra_dejson
    imap = extra.get("imap")
    sent = None
    if isinstance(imap, Mapping):
        sent = SentFolder(
            host=str(imap["host"]),
            port=int(imap.get("port", IMAP_PORT)),
            user=str(imap.get("user", "")),
            password=str(imap.get("password", "")),
            security=_security(imap, given, default="tls"),
            folder=str(imap.get("folder") or ""),
        )
    return MailConnection(
        id=given.conn_id,
        host=_needed(given.host, given, "host"),
        port=given.port or SUBMISSION_PORT,
        user=given.login or "",
        password=given.password or "",
        sender_email=firm.sender_email,
        sender_name=firm.sender_name,
        reply_to=firm.reply_to,
        security=_security(extra, given, default="starttls"),
        sent=sent,
    )


def airflow_account(given: Connection) -> AirflowConnection:
    """Read the connection to Airflow's own API: host, login, password."""
    from handoff.adapters.airflow import AirflowConnection

    return AirflowConnection(
        base_url=_needed(given.host, given, "host (Airflow's address)"),
        user=_needed(given.login, given, "login"),
        password=_needed(given.password, given, "password"),
    )


def hubspot_receiver(given: Connection) -> HubSpotReceiver:
    """Read what HubSpot's webhooks are checked with: extra.webhook_secret, and extra.portal_id where it is set."""
    from handoff.adapters.hubspot import HubSpotReceiver

    extra = given.extra_dejson
    secret = _needed(str(extra.get("webhook_secret") or ""), given, "extra.webhook_secret (the app's client secret)")
    return HubSpotReceiver(given.conn_id, secret, str(extra.get("portal_id") or ""))


def salesforce_receiver(given: Connection) -> SalesforceReceiver:
    """Read what outbound messages are checked with: extra.webhook_secret (the address's end) and extra.organisation."""
    from handoff.adapters.salesforce import SalesforceReceiver

    extra = given.extra_dejson
    secret = _needed(str(extra.get("webhook_secret") or ""), given, "extra.webhook_secret (the end of the address)")
    organisation = _needed(str(extra.get("organisation") or ""), given, "extra.organisation (the organisation's id)")
    return SalesforceReceiver(given.conn_id, organisation, secret)


def _security(extra: Mapping[str, Any], given: Connection, default: str) -> Security:
    from handoff.adapters.mail import Security

    value = str(extra.get("security", default))
    try:
        return Security(value)
    except ValueError:
        allowed = ", ".join(Security)
        raise _incomplete(given, f"security among {allowed} (it says '{value}')") from None


def _count(extra: Mapping[str, Any], name: str, given: Connection) -> int | None:
    """Return a number of one or more, None where it is not set."""
    value = extra.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not str(value).isdecimal() or int(value) < 1:
        raise _incomplete(given, f"number above 0 as extra.{name}")
    return int(value)


def _needed(value: str | None, given: Connection, what: str) -> str:
    if not value:
        raise _incomplete(given, what)
    return value


def _incomplete(given: Connection, what: str) -> SettingsError:
    return SettingsError(
        f"The Airflow connection '{given.conn_id}' has no {what}.",
        mend="Complete it in Admin, Connections; docs/connect.md says what goes where.",
    )
