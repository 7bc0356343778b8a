"""The words by which a paper is known that holds for every client of the firm: titles, and how its head begins."""

from __future__ import annotations

from typing import Final

GENERAL_TITLES: Final = r"""
    ^how to (?!reach|find|get to|contact)\w+ | \(wiki\)$ |
    \b(?:operating|user'?s?) (?:manual|guide|instructions)\b | \binstructions for use\b |
    \bquick(?: start|start)? guide\b | \bcheat ?sheet\b |
    ^wie man\b | ^so (?:lauft|geht|funktioniert) ein\w*\b | \b(?:bedienungsanleitung|kurzanleitung|benutzerhandbuch)\b |
    ^como se \w+[ae]n?\b | \bguia rapida\b | \bmanual (?:de|del) (?:uso|usuario)\b | \binstrucciones de uso\b
"""
"""How a paper is titled that tells how something is done, whoever it is for."""

GENERAL_HEADS: Final = r"""
    ^(?:\w+ ){0,2}(?:wiki(?: page| entry)?|house page)(?:[,.;:]| for\b|$) |
    ^(?:\w+ ){0,3}(?:guide|page|notes),? for (?:all|every|any) (?:\w+ )?(?:projects?|clients?|customers?|jobs?)\b |
    ^(?:\w+ ){0,3}(?:seite|anleitung|hilfe),? fur alle (?:projekte|kunden|auftrage|mandate)\b |
    ^(?:\w+ ){0,3}(?:guia|pagina),? para todos los (?:proyectos|clientes|encargos)\b |
    ^eine seite aus (?:unserem|dem) wiki\b | ^(?:una )?pagina (?:general|de la casa|del wiki)\b |
    ^(?:(?:a|this|one) (?:page|sheet|guide) )?for (?:all |our )?new (?:people|colleagues|joiners|staff|hires)\b |
    ^(?:(?:a|this|one) (?:page|sheet|guide) )?for (?:newcomers|beginners|apprentices|trainees|new \w+ers)\b |
    ^(?:(?:eine|diese) (?:seite|hilfe) )?fur (?:alle )?neue[nr]? (?:leute|kolleg\w+|mitarbeit\w+)\b |
    ^(?:(?:eine|diese) (?:seite|hilfe) )?fur (?:lehrlinge|lernende|einsteiger|neulinge|anfanger)\b |
    ^(?:(?:una|esta) (?:pagina|hoja|guia) )?para (?:los |las )?(?:recien llegad[oa]s|principiantes|aprendices)\b |
    ^(?:(?:una|esta) (?:pagina|hoja|guia) )?para (?:los |las )?nuev[oa]s(?: (?:companer|emplead)\w+)?(?:[,.;:]|$) |
    \b(?:holds?|applies|valid|meant) (?:for|to) (?:every|all|any) (?:\w+ )?(?:clients?|customers?)\b |
    \bgilt (?:fur|bei) (?:alle|jede\w*) (?:\w+ )?(?:kund\w+|mandant\w*|mandat\w*|auftrage?)\b |
    \b(?:sirve|vale|valid[oa]) para (?:todos los|cualquier|cada) (?:\w+ )?clientes?\b
"""
"""How such a paper speaks of itself at its head."""
