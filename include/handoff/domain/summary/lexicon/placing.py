r"""What stands beside a name and tells of whom it is: a department, a firm, that they go or stay. Data only.

Regular expressions over folded text (but ORGANISATIONS), in English, German and Spanish, alternatives parted by bars
with spaces.
"""

from __future__ import annotations

from typing import Final

DEPARTMENTS: Final = r"""
    (?:in|from|at|of) (?:the )?(?:\w+ )?(?:procurement | purchasing | accounts | accounting | finance | payroll |
        legal | hr | personnel | reception | warehouse | stores | dispatch | logistics | sales | marketing |
        facilities | maintenance | planning | customs | workshop | office | compliance | safety | engineering | lab |
        laboratory)\b |
    (?:im|in der|aus dem|aus der|vom|von der|beim|bei der) (?:einkauf | lager | versand | vertrieb | buchhaltung |
        personal\w* | empfang | rechtsabteilung | technik | werkstatt | sekretariat | verwaltung | labor | lohnburo |
        disposition | leitstelle)\b |
    (?:en|de|del) (?:el |la |los |las )?(?:compras | contabilidad | administracion | finanzas | recursos humanos |
        recepcion | almacen | logistica | ventas | sistemas | mantenimiento | aduanas? | taller | oficina | nominas |
        laboratorio)\b
"""
"""Where in a house somebody works."""

WORKPLACES: Final = r"""
    (?:in|from|at|of) (?:the )?(?:\w+ )?(?:production | it | terminal | quality)\b |
    (?:im|in der|aus dem|aus der|vom|von der|beim|bei der) (?:qualitat\w* | produktion | edv | it | terminal)\b |
    (?:en|de|del) (?:el |la )?(?:produccion | informatica | terminal | calidad)\b
"""
"""The same where goods and programs may be as well: 'the mailer in production is slow'."""

REACHES: Final = r"""
    \b(?:ring|call|phone|ask|tell|e-?mail|contact|thank|write to|(?:speak|talk) (?:to|with)) |
    \b(?:frag\w*|ruf\w*|grusst?|bitte[nt]?|schreib\w* an|(?:sprich|sprechen|rede\w*) mit) |
    \b(?:llam\w+|pregunt\w+|avis\w+|escrib\w+|habl\w+) (?:a|con)
"""
"""What stands before whoever is reached, and before no program."""

ORGANISATIONS: Final = r"""
    & | \b(?:Ltd|Limited|LLP|Inc|PLC|plc|GmbH|AG|KG|SL|SA|S\.L\.|S\.A\.|SpA|BV|NV|Co)\b |
    \b(?:Bank|Insurance|Solicitors|Council|Agency|University|Institute|Commission|Partners|Trust|Associates|Group)\b |
    \b(?:Versicherung\w*|Sparkasse|Amt|\w+amt|Kanzlei|Institut|Universität|Verband|Stiftung|Genossenschaft)\b |
    \b(?:Banco|Seguros|Ayuntamiento|Agencia|Universidad|Instituto|Cámara|Asociación|Consejería|Delegación)\b
"""
"""What shows that a name is a firm's or an authority's, in text as it was written."""

BEFORE_NAMES: Final = r"""
    the | our | their | his | her | la | el | su | nuestr[oa]
"""
"""What stands before a role and a single name: 'the inspector Roig'."""

BEFORE_NOUNS: Final = r"""
    der | die | unsere? | ihre? | seine?
"""
"""The same where a role has a capital, as in German: 'der Hausmeister Huber'; 'den Mietern Schlüssel' is none."""

LEADING: Final = r"""
    \w (?:lead|head|hand)$
"""
"""A role that is none without the word before it: 'their press lead, Orme'."""

HANDS_OVER: Final = r"""
    stays? (?:on|with|as|until) | takes? over\b | takes? on (?:the|our|their|his|her|all|this|these)\b | steps in\b |
    takes? (?:it|this|that|these|them|everything|the (?:[\w']+ ){0,2}[\w']+) over\b(?! (?:the|a|an)\b) |
    goes on (?:\w+ )?leave | leaves (?:us|the (?:firm|company|office|studio|practice))\b |
    ubernimmt\b | bleibt\b(?! (?:offen|dabei)\b) | verlasst\b | geht in (?:\w+ )?(?:rente|pension|elternzeit) |
    sigue (?:con|en|al frente|llevando)\b | se queda (?:con|a cargo)\b | se (?:va|marcha|incorpora) (?:a|al)\b |
    toma el relevo\b |
    (?:lleva|coge|asume) (?:(?:el|la|los|las|su|sus|nuestr\w+|est[ea]) )?(?:cuentas? | clientes? | proyectos? | relevo |
        cartera | contabilidad | obras? | encargos? | asuntos? | mantenimiento)\b
"""
"""How a colleague is said to go, to stay or to take over."""

PRESENT: Final = r"""
    ^(?:those )?(?:present|in attendance|attend(?:ees|ed|ing)|participants|apologies|absent)\b[^:.]{0,30}: |
    ^(?:anwesen\w+|teilnehm\w+|teilgenommen|entschuldigt|abwesend|verteiler)\b[^:.]{0,30}: |
    ^(?:asisten(?:tes|cia)?|presentes|participantes|ausentes|excusan\w*)\b[^:.]{0,30}:
"""
"""How a list of those who were there begins."""
