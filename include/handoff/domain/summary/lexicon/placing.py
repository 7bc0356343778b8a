r"""What stands beside a name and tells of whom it is: a department, a firm, that they go or stay. Data only.

Regular expressions over folded text (but ORGANISATIONS), in English, German and Spanish, alternatives parted by bars
with spaces.
"""

from __future__ import annotations

from typing import Final

DEPARTMENTS: Final = r"""
    (?:in|from|at|of) (?:the )?(?:\w+ )?(?:procurement | purchasing | accounts | accounting | finance | payroll |
        legal | hr | personnel | reception | warehouse | stores | dispatch | logistics | sales | marketing |
        facilities | maintenance | planning | quality | terminal | customs | workshop | office | compliance | safety |
        engineering | production | it | lab | laboratory)\b |
    (?:im|in der|aus dem|aus der|vom|von der|beim|bei der) (?:einkauf | lager | versand | vertrieb | buchhaltung |
        personal\w* | empfang | rechtsabteilung | technik | werkstatt | sekretariat | verwaltung | labor | lohnburo |
        qualitat\w* | disposition | leitstelle)\b |
    (?:en|de|del) (?:el |la |los |las )?(?:compras | contabilidad | administracion | finanzas | recursos humanos |
        recepcion | almacen | logistica | ventas | sistemas | mantenimiento | calidad | terminal | aduanas? |
        produccion | taller | oficina | nominas | laboratorio)\b
"""
"""Where in a house somebody works."""

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

HANDS_OVER: Final = r"""
    stays? (?:on|with|as|until) | takes? (?:[\w']+ ){0,3}(?:over|on)\b | steps in\b |
    goes on (?:\w+ )?leave | leaves (?:us|the (?:firm|company|office|studio|practice))\b |
    ubernimmt\b | bleibt\b(?! (?:offen|dabei)\b) | verlasst\b | geht in (?:\w+ )?(?:rente|pension|elternzeit) |
    sigue (?:con|en|al frente|llevando)\b | se queda (?:con|a cargo)\b | se (?:va|marcha|incorpora) (?:a|al)\b |
    toma el relevo\b | (?:lleva|coge|asume) [^\W\d_]
"""
"""How a colleague is said to go, to stay or to take over."""

PRESENT: Final = r"""
    ^(?:those )?(?:present|in attendance|attend(?:ees|ed|ing)|participants|apologies|absent)\b[^:.]{0,30}: |
    ^(?:anwesen\w+|teilnehm\w+|teilgenommen|entschuldigt|abwesend|verteiler)\b[^:.]{0,30}: |
    ^(?:asisten(?:tes|cia)?|presentes|participantes|ausentes|excusan\w*)\b[^:.]{0,30}:
"""
"""How a list of those who were there begins."""
