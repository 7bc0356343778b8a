"""What it takes to send the firm's letters and to find them again; plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How a connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class SentFolder:
    r"""Where sent letters are found, by IMAP.

    It must be the folder in which the provider itself files what was submitted by SMTP, as Gmail and Microsoft 365 do;
    otherwise a letter that was sent would look as if it were not. `folder` "" takes the one marked `\Sent`.
    """

    host: str
    port: int = 993
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    security: Security = Security.TLS
    folder: str = ""


@dataclass(frozen=True, slots=True)
class MailConnection:
    """A submission server and whose name letters go out in.

    `id` is the Airflow connection's, for messages. Without `user` there is no login. `timeout` is in seconds. `sent`
    None: nothing can be read back.
    """

    id: str
    host: str
    sender_email: str = field(repr=False)
    sender_name: str = ""
    reply_to: str = field(default="", repr=False)
    port: int = 587
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    security: Security = Security.STARTTLS
    timeout: float = 30.0
    sent: SentFolder | None = None
