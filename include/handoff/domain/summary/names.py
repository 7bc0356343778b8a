"""The words by which files, folders and records are understood by their names: data, and nothing else.

Written as in lexicon.py.
"""

from __future__ import annotations

from typing import Final

DELIVERY_NAMES: Final = """
    deliverable | deliverables | delivery | deliveries | final | finals | released | accepted | signed |
    signed off |
    lieferung | lieferungen | liefergegenst* | abgabe | abnahme | abnahme* | *abnahme | endfassung | endversion |
    freigegeben |
    entrega | entregas | entregable | entregables | definitivo | definitiva
"""
DELIVERY_FOLDERS: Final = """
    issued | issued * | sent to * | given to * | handed to * | for the client | to client | to the client |
    outgoing | going out | signed off | completed | finished | published | live | shipped | as built |
    what we made | our work | work done | ubergeben* | ausgegeben | ausgehandigt | abgeschlossen | fertig |
    fertiggestellt | an den kunden | an kunden | an mandant* | fur den kunden | raus | veroffentlicht | abgenommen |
    abgegeben | verschickt | versandt | unsere arbeit | entregad* | enviad* | terminad* | acabad* |
    para el cliente | al cliente | publicad* | cerrad* | trabajos | hecho por nosotros | delivered | handed over |
    output | outputs | release | releases | work product | work products | results | arbeitsergebnis* | ergebnis |
    ergebnisse | ubergeben | geliefert | ausgeliefert | entregado | entregados | resultados | producto final |
    productos finales
"""
"""Names of folders, which say more of what lies in them than a file's own name would."""
UNFINISHED_NAMES: Final = """
    draft | drafts | template | templates | archive | old | copy of | wip | entwurf | entwurfe | vorlage |
    vorlagen | alt | kopie von |
    borrador | borradores | plantilla | plantillas | copia de | archivo
"""
NOT_DELIVERED_NAMES: Final = """
    statement of work | sow | contract | agreement | proposal | quote | offer | invoice | invoices | minutes |
    correspondence | vertrag | *vertrag | angebot | rechnung | rechnungen | schlussrechnung | contrato | propuesta |
    factura | facturas | acta
"""
LISTED_NAMES: Final = """
    register | log | list | notes | checklist | *rechnung | protokoll | liste | *liste | verzeichnis | notizen | lista |
    registro | notas
"""
"""Names of what is kept at hand; it is delivered where it lies in a folder of what was."""

ACCEPTANCE_NAMES: Final = "acceptance | accepted | sign-off | sign off | abnahme* | *abnahme | aceptacion | conformidad"
TEMPLATE_NAMES: Final = """
    template | templates | vorlage | vorlagen | muster | *vorlage | plantilla | plantillas | sample | lorem ipsum |
    blank form
"""
CIRCULAR_NAMES: Final = """
    newsletter | newsletters | digest | gazette | bulletin | press review | webinar | webinars | out of office |
    automatic reply | auto reply | auto-reply | autoreply | rundbrief | rundschreiben | verbandsbrief |
    mitgliederbrief | kundenbrief | infobrief | pressespiegel | abwesenheit* | automatische antwort | boletin |
    circular | gaceta | respuesta automatica | fuera de la oficina | seminario web
"""
"""Names of what is written to everybody, or by nobody."""

CIRCULAR_WORDS: Final = """
    unsubscribe | manage preferences | manage your preferences | email preferences | view in browser |
    view this email | view in your browser | you receive this because | you are receiving this | opt out here |
    abbestellen | abmelden konnen sie | newsletter abmelden | im browser ansehen | sie erhalten diese | austragen |
    darse de baja | date de baja | darte de baja | cancelar la suscripcion | cancelar suscripcion |
    ver en el navegador | gestionar preferencias | recibe este correo porque | recibes este correo porque
"""
"""What stands below a mail that is written to everybody."""

INTERNAL_NAMES: Final = """
    internal | internal only | firm only | do not share | intern | interne | internes | nur intern | interno | interna |
    internos | internas | uso interno | no compartir
"""
"""Names of folders, files and records that are for the firm's eyes only."""

INTERNAL_MATTERS: Final = """
    internal audit | internal audits | internal auditor | internal revenue | internal medicine | internal server error |
    internal control | internal controls | internal communications | internal comms | internal linking |
    internal links | internal walls | internal doors | internal wiring | internal network | internal training |
    interne revision | internes kontrollsystem | interne kommunikation | interne schulung | auditoria interna |
    medicina interna | comunicacion interna | control interno | reglamento interno | regimen interno | bolsa interna
"""
"""Matters of a client that have the word in their own names, and say nothing of who may read."""

CLIENT_PROVIDED_NAMES: Final = """
    from client | from the client | client provided | provided by client | provided by the client | client supplied |
    received from client | client originals | client material | client materials |
    vom kunden | von kundenseite | kundenunterlagen | vom mandanten | mandantenunterlagen | beigestellt |
    del cliente | recibido del cliente | aportado por el cliente | material del cliente
"""
