"""The words by which files, folders and records are understood by their names: data, and nothing else.

Terms are written as the package says.
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
    issued | sent | given | handed | passed on | for the client | to client | to the client | outgoing | going out |
    gone out | went out | out the door | left the house | left us | signed off | completed | finished | published |
    live | shipped | supplied | submitted | lodged | filed | served | despatched | dispatched | transmitted |
    transmittal | transmittals | presented | deployed | installed | as built | what we made | our work | work done |
    delivered | output | outputs | release | releases | work product | work products | results | gone to * |
    ubergeben* | *ubergeben | ausgegeben* | ausgehandigt* | ausgefolgt* | ausgeliefert* | abgeliefert* | geliefert* |
    abgeschlossen* | fertig | fertige | fertiggestellt* | an den kunden | an kunden | an mandant* | fur den kunden |
    raus | rausgegangen* | hinausgegangen* | hinausgegeben* | herausgegeben* | veroffentlicht* | abgenommen* |
    abgegeben* | verschickt* | versandt* | versendet* | gesendet | zugestellt* | uberreicht* | eingereicht* |
    vorgelegt* | ausgang | *ausgang | unsere arbeit | arbeitsergebnis* | ergebnis | ergebnisse |
    entregad* | enviad* | remitid* | emitid* | presentad* | terminad* | acabad* | despachad* | mandad* | facilitad* |
    publicad* | salida | salidas | lo que salio | salio | lo que dimos | para el cliente | al cliente | cerrad* |
    trabajos | hecho por nosotros | resultados | producto final | productos finales
"""
"""Names of folders, which say more of what lies in them than a file's own name would."""
UNFINISHED_NAMES: Final = """
    draft | drafts | template | templates | archive | old | copy of | wip | entwurf | entwurfe | vorlage |
    vorlagen | alt | kopie von |
    borrador | borradores | plantilla | plantillas | copia de | archivo
"""
NOT_OUTGOING_FOLDERS: Final = """
    sent by | given by | handed by | supplied by | submitted by | received | incoming | mail | mails | e-mail |
    e-mails |
    email | emails | letters | post | to be * | to issue | to send | to submit | not yet | not * yet | ready to * |
    ready for * | unsent | for comment | for comments | for review | for approval | zur prufung | zur freigabe |
    para revision | para comentarios | a revision | von kunden | vom kunden | vom mandanten | von mandant* |
    kunde gesendet | erhalten |
    empfangen | eingang | *eingang | noch nicht | noch zu * | nicht * | zu ubergeben* | briefe | schriftverkehr |
    recibid* | por el cliente | del cliente | de cliente | sin * | por enviar | por entregar | por presentar |
    pendiente | pendientes | cartas | correos
"""
"""Names of folders of what was sent, but not by the firm, not yet, or as a letter only."""

NOT_DELIVERED_NAMES: Final = """
    terms of business | terms and conditions | terms of engagement | terms of trade | terms of service | terms signed |
    signed terms | engagement letter | letter of engagement | rate card | rates and terms | terms and rates | nda |
    price list | fee schedule | power of attorney | deadlines | due dates | expiry dates | expiries | expiry tracker |
    renewal dates | fristen | *fristen | fristenliste | termine | ablaufdaten | geschaftsbedingungen | agb |
    preisliste | vollmacht | auftragsschreiben | plazos | vencimientos | fechas limite | condiciones generales |
    condiciones de contratacion | lista de precios | poder notarial | hoja de encargo | carta de encargo |
    statement of work | sow | contract | contracts | agreement | agreements | proposal | proposals | quote | quotes |
    quotation | quotations | offer | offers | invoice | invoices | bill | bills | final account | minutes |
    correspondence | vertrag | *vertrag | vertrage | angebot | angebote | rechnung | rechnungen | schlussrechnung |
    schlussabrechnung | kostennote | schlussnote | korrespondenz | contrato | contratos | propuesta | propuestas |
    presupuesto | presupuestos | oferta | ofertas | factura | facturas | correspondencia | acta | cuenta final
"""
CONTRACT_NAMES: Final = """
    terms of business | terms and conditions | terms of engagement | terms of trade | terms of service | terms signed |
    signed terms | engagement letter | letter of engagement | statement of work | sow | contract | contracts |
    agreement | agreements | geschaftsbedingungen | agb | auftragsschreiben | vertrag | *vertrag | vertrage |
    mandatsvereinbarung* | mandatsvertrag | rahmenvereinbarung | acuerdo marco | acuerdo de servicio* |
    condiciones generales | condiciones de contratacion | hoja de encargo | carta de encargo | contrato | contratos
"""
"""Names of papers that say what will be, or what holds of all work, and nothing of what was done."""

LISTED_NAMES: Final = """
    register | log | list | notes | checklist | *rechnung | protokoll | liste | *liste | verzeichnis | notizen | lista |
    registro | notas
"""
"""Names of what is kept at hand; it is delivered where it lies in a folder of what was."""

ACCEPTANCE_NAMES: Final = "acceptance | accepted | sign-off | sign off | abnahme* | *abnahme | aceptacion | conformidad"
INDEX_NAMES: Final = """
    register | log | list | index | issue sheet | issue register | drawing sheet | record of | schedule of | inventory |
    transmittal | transmittals | what * | handed over | delivered | tracker | overview | contents | liste | *liste |
    verzeichnis | *verzeichnis | ubersicht | aufstellung | nachweis | *ausgang | was wir * | ubergeben* | protokoll |
    lista | listado | relacion | registro | indice | control de * | cuadro de * | resumen de * | inventario |
    lo que * | lo entregado | entregas
"""
"""Names of files that only list what was delivered."""

DELIVERY_NOTES: Final = """
    handing over note | handover note | hand over note | handover certificate | delivery note | despatch note |
    dispatch note | transmittal | transmittal note | receipt | proof of delivery | lieferschein* | ubergabeprotokoll* |
    ubergabeschein* | ubergabebestatigung | empfangsbestatigung | abnahmeprotokoll* | acta de entrega |
    acta de recepcion | albaran | nota de entrega | acuse de recibo
"""
"""Names of papers that say what was handed over."""

STILL_OPEN: Final = """
    overdue | late | still | outstanding | unpaid | unsigned | not yet | missed | uberfallig* | noch | unbezahlt |
    versaumt | ausstehend* | vencido y * | aun | todavia | pendiente | pendientes | sin pagar | sin firmar | atrasad*
"""
"""Words for what is still to be done although its day is past."""

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
    in this issue | in this edition | read this online | in dieser ausgabe | in diesem heft | online lesen |
    en este numero | en esta edicion | leer en linea | early bird | fruhbucher* |
    unsubscribe | manage preferences | manage your preferences | email preferences | view in browser |
    view this email | view in your browser | you receive this because | you are receiving this | opt out here |
    abbestellen | abmelden konnen sie | newsletter abmelden | im browser ansehen | sie erhalten diese | austragen |
    darse de baja | date de baja | darte de baja | cancelar la suscripcion | cancelar suscripcion |
    ver en el navegador | gestionar preferencias | recibe este correo porque | recibes este correo porque
"""
"""What stands below a mail that is written to everybody."""

MENUS: Final = """
    menu of the day | menu of the week | lunch order* | lunch list | lunch menu | sandwich order* | canteen |
    canteen menu | speiseplan | speisekarte | mittagstisch | mittagskarte | wochenkarte | kantine |
    almuerzos | menu del dia | menu de la semana | carta del restaurante
"""
"""Names of lists of what people eat, and what it costs whoever buys it: no bill, and nothing that was agreed."""

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
