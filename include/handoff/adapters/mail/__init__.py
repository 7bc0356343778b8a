"""The firm's mail, by SMTP and IMAP."""

from handoff.adapters.mail.connection import MailConnection, Security, SentFolder
from handoff.adapters.mail.mail import SmtpMail

__all__ = ["MailConnection", "Security", "SentFolder", "SmtpMail"]
