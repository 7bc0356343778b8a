"""Keys and tokens of known forms: the detectors of detect-secrets, and the few that it lacks.

Only text with a long word that holds a digit is looked at, since none of these forms is shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detect_secrets.plugins.artifactory import ArtifactoryDetector
from detect_secrets.plugins.aws import AWSKeyDetector
from detect_secrets.plugins.azure_storage_key import AzureStorageKeyDetector
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.cloudant import CloudantDetector
from detect_secrets.plugins.discord import DiscordBotTokenDetector
from detect_secrets.plugins.github_token import GitHubTokenDetector
from detect_secrets.plugins.gitlab_token import GitLabTokenDetector
from detect_secrets.plugins.ibm_cloud_iam import IbmCloudIamDetector
from detect_secrets.plugins.ibm_cos_hmac import IbmCosHmacDetector
from detect_secrets.plugins.jwt import JwtTokenDetector
from detect_secrets.plugins.mailchimp import MailchimpDetector
from detect_secrets.plugins.npm import NpmDetector
from detect_secrets.plugins.openai import OpenAIDetector
from detect_secrets.plugins.pypi_token import PypiTokenDetector
from detect_secrets.plugins.sendgrid import SendGridDetector
from detect_secrets.plugins.slack import SlackDetector
from detect_secrets.plugins.softlayer import SoftlayerDetector
from detect_secrets.plugins.square_oauth import SquareOAuthDetector
from detect_secrets.plugins.stripe import StripeDetector
from detect_secrets.plugins.telegram_token import TelegramBotTokenDetector
from detect_secrets.plugins.twilio import TwilioKeyDetector

_PLUGINS: tuple[type[RegexBasedDetector], ...] = (
    ArtifactoryDetector,
    AWSKeyDetector,
    AzureStorageKeyDetector,
    CloudantDetector,
    DiscordBotTokenDetector,
    GitHubTokenDetector,
    GitLabTokenDetector,
    IbmCloudIamDetector,
    IbmCosHmacDetector,
    JwtTokenDetector,
    MailchimpDetector,
    NpmDetector,
    OpenAIDetector,
    PypiTokenDetector,
    SendGridDetector,
    SlackDetector,
    SoftlayerDetector,
    SquareOAuthDetector,
    StripeDetector,
    TelegramBotTokenDetector,
    TwilioKeyDetector,
)
_LACKING = (
    re.compile(r"\bAIza[\w-]{35}(?![\w-])"),  # Google API keys
    re.compile(r"\bya29\.[\w-]{20,}"),  # Google access tokens
    re.compile(r"\bpat-(?:na|eu|ap)\d-[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}\b", re.IGNORECASE),  # HubSpot private apps
    re.compile(r"\b00D[A-Za-z0-9]{12,15}![\w.]{20,}"),  # Salesforce sessions
    re.compile(r"\bgithub_pat_\w{22,}"),
    re.compile(r"\b(?:sk|rk|pk)[-_](?:live|test|proj|ant)[-_][\w-]{16,}"),
    re.compile(r"\bxapp-\d-[\w-]{20,}", re.IGNORECASE),
)
_PATTERNS: tuple[re.Pattern[str], ...] = (*(p for plugin in _PLUGINS for p in plugin().denylist), *_LACKING)
_CANDIDATE = re.compile(r"\S{16}")
_DIGIT = re.compile(r"\d")
_WHOLE_SECRET = 16


def known_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of keys and tokens of known forms."""
    if not _DIGIT.search(text) or not _CANDIDATE.search(text):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _DIGIT.search(match.group()):
                yield _secret_part(match)


def _secret_part(match: re.Match[str]) -> tuple[int, int]:
    """Return where the secret stands: the pattern's own group if it marks all of it, else the whole match."""
    groups = [n for n in range(1, match.re.groups + 1) if match[n] and len(match[n]) >= _WHOLE_SECRET]
    start, end = match.span(groups[0]) if groups else match.span()
    found = match.string[start:end]
    return start + len(found) - len(found.lstrip(" \t\"'=:")), start + len(found.rstrip(" \t\"'"))
