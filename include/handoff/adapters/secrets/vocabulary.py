"""The words around passwords in prose, in English, German and Spanish: data, and nothing else."""

from __future__ import annotations

from typing import Final

STRONG: Final = (
    r"(?:[\w-]{0,30}(?:passwor[dt]|kennwort|contrase(?:ñ|n)a)s?|passwörter|kennwörter|passwd|[\w-]{0,30}pwd|pw|passphrase"
    r"|pass ?code|(?<!\bkey or )pass(?=\s*[:=])"
    r"|(?<!\bcrank )(?<!\bhinge )(?<!\bpivot )(?<!\bdowel )(?<!\bsplit )(?<!\bshear )pin(?:[ -]?code|[ -]?nummer)?"
    r"|geheimzahl|losungswort|clave(?: de acceso)?)"
)
"""Words that name a password; what they are said to be is one, unless it is an everyday word. A 'key or pass' opens a
door, and a crank pin holds one.
"""

_KINDS = "api|access|secret|private|client|auth|service|account|encryption|licen[cs]e|product|ssh|wifi|wlan"
WEAK: Final = (
    rf"(?:(?:[\w-]{1, 30}[ _-])?(?:{_KINDS})[ _-]?(?:key|token|secret|schlüssel)|(?:bearer|refresh)[ _-]?token"
    r"|(?:[\w-]{1,30}_)?(?:secret|token|key)|credentials?|zugangscode|zugangsdaten|türcode|alarmcode|lizenzschlüssel"
    r"|(?:door|alarm|entry|gate|access|safe)[ -]code|código(?: de acceso)?|credenciales)"
)
"""Words that may name a secret; what they are said to be is one if it looks like one."""

LOGIN: Final = (
    r"(?:log[ -]?ins?|credentials?|zugangsdaten|zugang|anmeldedaten|acceso|credenciales"
    r"|(?:log|sign|logged|einloggen|anmelden) ?(?:in )?(?:as|with|mit|als))"
)
"""Words after which a name and a password stand, parted by a stroke."""

ACCOUNT: Final = r"(?:admin|root|ftp|sftp|ssh|cms|wp|wordpress|db|smtp)(?:[ -](?:account|user|login|zugang))?"
"""The same, but these words need a colon or an 'is' after them."""

USER: Final = r"(?:user(?:[ -]?name)?|login|benutzer(?:name)?|nutzer(?:name)?|usuario|account|konto|cuenta|e-?mail)"

EVERYDAY: Final = """
    a an the see ask via per in on at is are was kept stored held saved shared sent given known lost forgotten same
    changed changes change reset resets rotated rotates expired expires required requires needed none unknown unset
    empty missing tbd tbc n/a na no not never yes old new wrong right correct safe secure weak strong invalid valid
    unchanged protected encrypted hashed simple long short available public private personal important please must
    should will may can cannot only with by from our your their his her my we they you it this that there here to be
    for of and or but if when until as all any each every policy manager reset-link management protection hygiene
    rotation vault keepass keepassxc bitwarden 1password lastpass dashlane keeper vaultwarden nordpass passbolt
    hashicorp delinea keychain envelope post-it sticky printed paper separately handed entered typed generated
    created managed disabled enabled active inactive up fine ok good bad hard easy different identical visible
    hidden still now siehe bei beim im ist sind war wird wurde liegt liegen hinterlegt gespeichert abgelegt geteilt
    bekannt unbekannt verloren vergessen gleich geändert zurückgesetzt abgelaufen erforderlich nötig leer fehlt
    keine keins kein nicht nie ja nein alt neu falsch richtig sicher unsicher schwach stark ungültig gültig
    unverändert geschützt verschlüsselt lang kurz öffentlich privat bitte muss soll kann darf nur mit von vom unser
    euer ihr sein mein wir sie es das der die den dem ein eine und oder aber wenn bis als alle jede jeder folgt
    kommt über auf zum zur tresor passwortmanager passworttresor umschlag telefonisch persönlich schriftlich ver
    véase está están guardada guardado guardadas en el la los las un una son era fue será con por para de del y o
    pero si nunca sí vieja viejo nueva nuevo incorrecta correcta segura seguro débil fuerte válida caducada caduca
    cambiada cambia desconocida perdida olvidada igual misma mismo vacía falta ninguna ninguno solo sólo nuestro su
    mi lo gestor bóveda sobre caja pedir preguntar consultar
"""
"""What follows the word 'password' in everyday prose and is none; the names of password managers among it."""
