r"""What is mistaken for something to be told: words by which a sentence is not about a topic, whatever its cues.

Regular expressions as in phrases.py, in English, German and Spanish: data only.
"""

from __future__ import annotations

from typing import Final

NEVER: Final = """
noch nie | noch niemals | never before | never once | never yet | nunca antes | jamas antes
"""
"""What has never happened, and so is not what is still to come."""

EITHER_WAY: Final = r"""
    ^(?!.*\b{asking}\b).*\bwhether or not (?:\w+ ){1,4}(?:is|are)\b |
    ^(?!.*\b{asking}\b).*\bob (?:\w+ ){1,6}oder nicht\W*$
"""
"""What says that a thing does not hang on what is open: 'access is returned whether or not invoices are open'. A word
of ASKING stands for `{asking}`.
"""

ASKING: Final = r"""
    ask\w* | find\w* out | found out | decid\w+ | clarif\w+ | check\w* | settl\w+ | know\w* | see | unclear | say |
    tell\w* | frag\w* | klar\w* | geklart | prufen | wissen | weiss | entscheid\w+ | unklar | sagen | schauen | sehen
"""
"""Words of somebody who wants to know, or to decide."""

ACCOUNT_OFFICES: Final = r"\baccount (?:manager|executive|director|handler|lead|team)s?\b"
"""Offices that are named for a client's account, which is none that somebody logs in to."""

PASSED_ON: Final = r"\bleite[tn]? (?:[\w.]+ ){1,6}weiter\b | \bforwards? (?:it|them|the|this|every)\b | \breenvia\w*\b"
"""What is done with a mail, and is nobody's office: 'leitet … weiter' is not 'leitet'."""

SIGNED: Final = r"""
    ^(?:signed|unterschrieben|gezeichnet|firmad[oa]s?)\b[^;]{0,30}\b(?:by|on|von|am|por|el)\b |
    \b(?:represented by|vertreten durch|representad[oa]s? por)\b
"""
"""What stands below a contract, and neither decides nor delivers anything."""

POLITE_IFS: Final = r"""
    ^(?:if|when) (?:you ask me|(?:that|this|it) suits|you agree|you like|you don't mind|i may|it were up to me) |
    ^(?:wenn|falls) (?:du mich fragst|sie mich fragen|(?:es |das )?(?:dir|euch|ihnen)(?: das| es)? (?:passt|recht)) |
    ^wenn (?:es nach mir|ich ehrlich|ich darf) |
    ^si (?:me pregunta\w*|(?:te|le|os|les) (?:cuadra|parece|viene bien|va bien)|no (?:te|le|os) importa|por mi fuera)
"""
"""How a sentence begins that only asks for leave, or for a view: none of these is a case that may come."""

ENDS_BY_ITSELF: Final = r"""
    \b(?:renew|expire|end|lapse|last|stop)s?\b | \b(?:run|roll|hold|keep|start|begin|open)s\b |
    \b(?:valid|good (?:until|till|to)|paid|insured|booked|guaranteed)\b |
    \bfall(?:s|en)? due\b | \b(?:warranty|guarantee|retention|notice period|term (?:ends|of))\b |
    \b(?:beginnt|startet|verlangert|endet|enden|gilt|gelten|lauft|laufen|verfallt|bleibt|bleiben|gewahr\w*)\b |
    \b(?:garantie\w*|frist|empieza|comienza|arranca|caduca|caducan|vence|vencen|termina|acaba|rige|prorroga)\b |
    \b(?:renueva|guarda|vale|dura|garantia|vigente|vigencia)\b
"""
"""What runs until a day by itself: whoever has to do something by then is not said."""

NOT_IN_PASSING: Final = {
    "DELIVERABLE": r"""
        \b(?:not | never | once | if | until | when | unless | will | would | must | should | nicht | noch | wenn |
        sobald | bis | falls | muss | mussen | soll | sollen | wird | si | cuando | hasta | debe | deben | aun |
        todavia | invitation | einladung | invitacion | minutes | protokoll\w* | acta | budget | offer | tender |
        quote | quotation | angebot\w* | oferta | presupuesto | invoice | rechnung\w* | factura | post | resignation |
        exam | test | law | act | cheque | contract | contrato | vertrag | lease | agreement)\b
        | n't\b
    """,
    "MONEY": r"\b(?:pension | attendance | occupancy | goals? | targets? | rose | fell | ziel\w* | objetivo\w*)\b",
    "ACCESS": r"\b(?:lost | had | forgot\w* | if | no longer | verloren | wenn | falls | si)\b",
    "COMMITMENT": r"""
        ^(?:if | wenn | falls | si)\b | ^(?:as (?:we )?promised | wie (?:versprochen | zugesagt) | como prometimos)\W*
        (?:\w+\W*){0,3}$
    """,
    "PERSON": r"^(?:if | wenn | falls | si | cuando | when | sobald)\b",
    "PREFERENCE": r"^(?:if | wenn | falls | si | cuando | when)\b | \?$",
}
"""What says that a sentence says nothing of a topic in passing, or something else; written as in passing.py."""
