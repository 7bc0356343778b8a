"""What the small studio plants in its documents and notes, and no dossier may show."""

from __future__ import annotations

SECRETS = (
    "Fennel-Harvest-2291",
    "Rosemary!Glass-7714",
    "thyme-on-the-hill-88",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "Chamomile_2291_relay",
    "mfk_9f2c71d0b64e4b0f8a35e6127c90ad13",
    "ghp_f1e1dn0te0000examp1e0000000000000000",
    "juniper-berry-4",
)
