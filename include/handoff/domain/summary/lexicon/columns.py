"""The terms of table columns, and of the words before a colon, in English, German and Spanish: data, and nothing else.

Terms are written as the package says; the names are those of the roles in roles.py.
"""

from __future__ import annotations

from typing import Final

from handoff.domain.summary.lexicon.story_columns import STORY_TERMS

QUANTITIES: Final = """
    number | quantity | qty | count | how many | in stock | anzahl | menge | stuck | bestand | cantidad | unidades
"""
"""Heads of columns that say how many there are of a thing."""

ROLE_TERMS: Final = {
    **STORY_TERMS,
    "TASK": """
        was noch fehlt | was fehlt | what is missing | missing | que falta | lo que falta | noch zu tun | still to do
        | por hacer | task | action | action item | open item | open point | to do | to-do | todo | next step |
        follow-up | loose end | aufgabe | massnahme | offener punkt | nachster schritt | offen | noch offen | tarea |
        accion | pendiente | proximo paso | tema pendiente | still open | outstanding | needs a decision |
        decision needed | decisions needed | to be decided | in progress | next | waiting for | waiting on |
        next action | next actions | next steps | next move | nachste schritte | nachste aktion | was als nachstes |
        proxima accion | proximos pasos | siguiente paso | que sigue | zu entscheiden | in arbeit | als nachstes |
        warten auf | por decidir | en curso | a la espera de
    """,
    "ITEM": """
        producto | product | pieza | archivo | file | datei | actuacion | repaso | anlass | agreement | contract |
        contrato | vertrag | entregado como | drawing | plan nr | plano | zeichnung | pflicht | obligacion | duty |
        question | questions | frage | pregunta | thing | leistung | encargo | auftrag | dok | doc | document |
        dokument | cert | inspection | revision de | prufung | prufpunkt | wartung | line item | posten | item |
        description | subject | title | topic | what | punkt | beschreibung | thema | was | bezeichnung | titel |
        gegenstand | descripcion | asunto | concepto | tema | que | titulo | elemento | matter | point | position |
        vorgang | angelegenheit | sache | detail | partida | detalle | filing | obligation | job | arbeit | trabajo |
        gestion | defect | fault | snag | finding | observation | query | request | device | instrument | equipment |
        machine | asset | permit | certificate | mangel | fehler | befund | feststellung | beanstandung | anliegen |
        gerat | anlage | maschine | unterlage | nachweis | genehmigung | defecto | fallo | hallazgo | observacion |
        deficiencia | anomalia | equipo | aparato | maquina | instalacion | permiso de | certificado | tramite |
        documento
    """,
    "OWNER": """
        lo debe | industrial | sub | subcontractor | letrado | abogado | sachbearbeiter | quien lo lleva |
        erledigt von | wer macht | asignado | asignada | assigned | le toca a | lo hace | la hace | prepara |
        prepared by | contractor | quien viene | gewerk | gremio | trade | bearbeitet von | action by | actioned by |
        handled by | resp | verantw | owner | responsible | assignee | assigned to | who | lead | by whom |
        accountable | verantwortlich* | zustandig* | wer | bearbeiter | responsable | quien | encargado | encargada |
        asignado a | propietario | who does it | whose desk | in charge | macht | kummert sich | bei wem liegt es |
        zustandig | lo lleva | a cargo | a cargo de | quien lo hace | with whom
    """,
    "DUE": """
        reply needed | reply by | answer by | response due | fix by | a mas tardar | zu erledigen bis | needed by |
        wanted by | requested by date | toca en | le toca en | toca | wieder fallig | due next | hasta el dia |
        tag der falligkeit | eta | expected on | expected date | liefertermin | fecha prevista | due | due date |
        due by | deadline | by | by when | until | target date | when | fallig | fallig am | faelligkeit | falligkeit
        | frist | bis | bis wann | termin | wann | vence | vencimiento | fecha limite | plazo | para cuando | cuando |
        hasta | latest | no later than | spatestens | bis spatestens | antes de | limite | tope | fecha tope |
        release date | freigabedatum | fecha de liberacion | next * | nachste* * | proxim* * | * bis | again on |
        wieder am | next due | nachster termin | proximo vencimiento | fallt an | to be done by
    """,
    "STATUS": """
        current status | cumplido | cumplida | ok | geklart | sorted | situacion actual | erledigung | progress % |
        avance | listo | lista | tick | answered | beantwortet | contestado | respondido | cierre | fertig | abgehakt
        | completed | resuelto | resuelta | status | state | done | done? | progress | closed | rag | stand | zustand
        | erledigt | erledigt? | estado | situacion | hecho | hecho? | erl | erl. | erledigt am | resolved | cerrado |
        cerrada | cerrado el
    """,
    "PRIORITY": """
        priority | prio | severity | urgency | prioritat | dringlichkeit | prioridad | urgencia | gravedad
    """,
    "CONSEQUENCE": """
        consequence | if not done | if missed | why it matters | konsequenz | sonst | falls nicht | consecuencia |
        si no se hace | if not | if late | if it * | if this * | if we miss it | if we do not | what if not |
        wenn nicht | wenn versaumt | wenn verpasst | wenn es * | bei versaumnis | folge bei versaumnis |
        falls versaumt | falls verpasst | si no | si no llega | si se * | si falla | si no se cumple | de lo contrario
    """,
    "IF": """
        if | trigger | if this happens | event | scenario | in case | situation | wenn | falls | fall | ereignis |
        szenario | si | caso | escenario | evento | desencadenante
    """,
    "THEN": """
        then | do | do this | what to do | steps | dann | was tun | vorgehen | schritte | entonces | que hacer | pasos
    """,
    "CALL": """
        ring | ring first | call first | anruf bei | zuerst anrufen | avisar a | llamar primero a | call |
        contact them | escalate to | who to call | whom to call | anrufen | wen anrufen | eskalation an | llamar |
        llamar a | a quien llamar | escalar a
    """,
    "DEADLINE": """
        insured to | expira | expira el | expiran | vigente al | gultig | valid | valido | good till |
        wird verlangert am | se renueva el | fin de vigencia | fin vigencia | valid to | valid till | good until |
        holds until | expiry date | expiration | expiration date | befristet bis | laufzeit bis | vertragsende |
        endet am | contract end | end of term | notice by | kundigung bis | termina el | fin de contrato |
        fecha de fin | valida hasta | fecha de caducidad | guaranteed until | guarantee until | warranty until |
        warranty to | licence until | license until | insured until | garantie bis | gewahrleistung bis |
        garantia hasta | licencia hasta | seguro hasta | milestone | key date | expiry | expires | expires on |
        renewal date | ablauf | lauft ab | ablaufdatum | stichtag | meilenstein | caducidad | caduca |
        fecha de renovacion | hito | renews | renews on | renewed on | runs to | runs until | valid until | ends on |
        lauft bis | gultig bis | kundbar bis | valido hasta | ends | end date | contract ends | runs out | runs out on
        | endet | ende am | laufzeitende | vertrag endet | finaliza | finaliza el | acaba el |
        fecha de fin de contrato | vigencia | vigente hasta | next renewal | proxima renovacion | ablauf am |
        verlangert sich | end | ende | fin
    """,
    "FREQUENCY": """
        repeat | repeats | wiederholung | heads up needed | notice required | repeticion | vorfrist | remind us |
        reminder | wiedervorlage am | aviso previo | avisar con | lead time | renewal lead time | dias habiles |
        preaviso | notice period | notice | kundigungsfrist | auto-renew | auto renewal | renov automatica |
        renovacion automatica | se renueva solo | verlangert sich automatisch | automatic renewal | validez | wie oft
        | how often | cada | cada cuanto | periodicidad | frequency | frecuencia | turnus | intervall | interval |
        haufigkeit | rhythmus | every | zyklus | ciclo
    """,
    "SYSTEM": """
        schliesst | offnet | opens | unlocks | abre | zones | zonas | fob | badge | keycard | transponder | tarjeta |
        login | logins | zugang | zugange | acceso a | access to | portal | what for | wofur | konto bei | account at
        | software | program | programm | programa | website | domain | dominio | key | schlussel | llave | system |
        tool | platform | service | application | app | environment | account | plattform | dienst | anwendung |
        werkzeug | umgebung | konto | sistema | herramienta | plataforma | servicio | aplicacion | entorno | cuenta
    """,
    "RIGHT": """
        que hace | decide sobre | position held | dienststellung | funcion | papel | responsabilidad | responsibility
        | does what | what they do | decides | decides on | entscheidet | entscheidet uber | decide | zustandigkeit |
        perfil | profile | profil | berechtigungen | zutritt | funktion | function | job title | cargo | puesto | role
        | rights | permission | permissions | access level | level | access | rolle | rechte | recht | berechtigung |
        zugriff | rol | permiso | permisos | nivel de acceso | acceso
    """,
    "HOLDER": """
        principal | benutzer id | zugeteilt an | who can get in | la tiene | las tiene | los tiene | ausgegeben an |
        asignada a | key holder | keyholder | schlusselinhaber | wer hat | who has | benutzerkonto | user id |
        who has it | who has them | who has the key | wer hat es | wer hat ihn | quien la tiene | quien tiene la llave
        | holder | inhaber | inhaberin | bei wem | whose | on whose name | in whose name | quien lo tiene | lo tiene |
        a nombre de | wer hat zugang | who holds it | held with | held by | account holder | user | users | login |
        username | user name | who has access | admin | nutzer | benutzer | benutzername | kontoinhaber | titular |
        usuario | usuarios | administrador
    """,
    "CHANGE": """
        last used | zuletzt benutzt | approver | last login | granted by | granted on | granted | revoked | gesperrt |
        gesperrt seit | freigeschaltet | freigeschaltet am | letzter login | ultimo acceso | alta | baja |
        at the change | on change | to do at the change | what to do at the change | at the handover | at handover |
        to do at handover | bei wechsel | beim wechsel | zu tun beim wechsel | zu tun bei wechsel | bei der ubergabe |
        bei ubergabe | al cambio | al cambiar | en el cambio | que hacer al cambio | en el traspaso | al traspasar
    """,
    "PLACE": """
        aufbewahrt | aufbewahrung | wo aufbewahrt | verwahrt | verwahrt bei | liegt | liegt bei | liegt in | lives in
        | kept | kept at | kept with | where it is kept | guardada | guardado | se guarda en | donde esta |
        donde se guarda | custodia | safe | passwort in | passwort liegt | password in | clave en | clave guardada en
        | secret kept in | where the secret is kept | password kept in | stored in | vault | where is the password |
        credential location | kept in | where kept | secret | password | passwort | kennwort | zugangsdaten | ablage |
        ablageort | abgelegt in | hinterlegt in | gespeichert in | tresor | contrasena | guardado en | guardada en |
        ubicacion | almacenado en | boveda
    """,
    "DELIVERABLE": """
        lieferobjekt | work package | arbeitspaket | paquete de trabajo | deliverables | entregables | deliverable |
        output | artefact | artifact | work product | liefergegenstand | ergebnisdokument | lieferung | entregable |
        entrega | what went out | what we delivered
    """,
    "VERSION": """
        idx | ver | ronda | round | build | ausgabestand | stand der fassung | version | revision | ausgabe | fassung
        | rev | rev no | edition | issue no | index | auflage | edicion | rev nr
    """,
    "HANDED": """
        remision | albaran | alb | delivery note | dn | lieferschein | entregada el | entregada a | a la atencion de |
        who got it | fecha recepcion | fecha de recepcion | verteiler | distribution | entregado por | ubergeben von |
        delivered by | abgegeben an | raus | raus am | raus an | empf | zugestellt | zugestellt an | zugestellt am |
        dropped | dropped off | went out | servido | material servido | versendet | versendet am | hinaus am | gone to
        | shipped | shipped on | expedido | despachado | shipped to | recipient | recipients | destinatario |
        destinataria | empfangerin | delivered | delivered on | delivered to | issued | issued on | issued to | sent |
        sent on | sent to | date sent | handed over | handed over on | handed over to | given to | given on |
        submitted | submitted on | submitted to | released | released on | supplied | despatched | dispatched |
        filed on | lodged | transmitted | issue date | delivery date | ubergeben | ubergeben am | ubergeben an |
        geliefert | geliefert am | geliefert an | ausgeliefert | ausgehandigt | ausgefolgt | abgegeben am |
        eingereicht am | versandt | versandt am | versandt an | verschickt | verschickt am | ausgegeben am |
        ubergabe am | ubergabedatum | lieferdatum | empfanger | entregado | entregada | entregado a | entregado el |
        fecha de entrega | enviado | enviado a | enviado el | remitido | remitido a | presentado el | emitido |
        emitido el | salida | fecha de envio | fecha de salida
    """,
    "WHERE": """
        site | sites | location | building | house | branch | premises | room | floor | flat | wing | plant | yard |
        store | shop | depot | ward | clinic | area | zone | town | city | region | country | line | vessel | standort
        | haus | objekt | gebaude | filiale | ort | raum | zimmer | etage | stockwerk | werk | halle | betrieb |
        bereich | stadt | lager | niederlassung | station | liegenschaft | sede | centro | edificio | local | planta |
        sala | piso | tienda | almacen | delegacion | sucursal | obra | zona | ciudad | nave | finca | emplazamiento |
        sitio | lugar
    """,
    "ASKER": """
        raised by | reported by | requested by | asked by | found by | noted by | raised on | reported on | opened on
        | gemeldet von | gemeldet am | melder | festgestellt von | erfasst am | angefragt von | avisado por |
        pedido por | solicitado por | detectado por | comunicado por | abierto el | aviso
    """,
    "LINK": """
        link | url | address | pfad | enlace | direccion | ruta
    """,
    "ACCEPTED": """
        freigabe | freigabe durch | abnahme durch | aprobada por | aprobado el | validado | validado por | validada |
        reviewer | client reviewer | approval | approved on | uat | they said | recibe | recibio | signed | signed by
        | unterschrift | unterschrieben | angenommen | angen | firmo | firma cliente | firmado | ok cliente |
        client ok | customer ok | ok kunde | abn | abnahmedatum | vorbehalt | vorbehalte | reservas | firma de |
        accepted | accepted on | accepted by | acceptance | approved | approved by | signed off | sign-off |
        abgenommen | abgenommen am | abnahme | freigegeben | aceptado | aceptado por | aceptacion | aprobado |
        aprobado por | conformidad | received by | confirmed by | quittiert | quittiert von | quittiert durch |
        abgenommen durch | abgenommen von | angenommen von | gegengezeichnet | unterschrieben von | signed for by |
        signed for | receipt | recibi | recibido | firmado por | conforme | recibido por | visto bueno | ok by
    """,
    "INVOICE": """
        invoice | invoice no | invoice number | licence | license | subscription | renewal | fee | payment | cost item
        | retainer | prepaid | final invoice | rechnung | rechnungsnummer | rechnungsnr | schlussrechnung | lizenz |
        abo | abonnement | honorar | zahlung | verlangerung | guthaben | factura | n factura | numero de factura |
        licencia | suscripcion | renovacion | honorario | pago | cuota
    """,
    "AMOUNT": """
        pounds | pound | dollars | pesos | soles | francs | franken | kronen | rupees | rand | quid | sterling | € | $
        | £ | £k | k€ | teur | tchf | chf | mxn | aud | s/ | clp | cop | honorarios | suplidos | fees | annual cost |
        kosten/jahr | premium | rent | pramie | *pramie | gebuhr | *gebuhr | miete | prima | alquiler | tasa | *preis
        | *betrag | *kosten | *summe | amount | total | price | cost | value | net | gross | sum | eur | usd | gbp |
        betrag | summe | preis | kosten | wert | netto | brutto | importe | precio | coste | costo | valor | suma |
        per year | a month | per month | rate | jahrlich | monatlich | pro monat | pro jahr | al mes | al ano | anual
        | mensual | euro | euros | tarifa | how much | wieviel | cuanto
    """,
    "BUDGET": """
        budget | budgeted | presupuesto | presupuestado | gastado | spent | committed | forecast | beauftragt |
        verbraucht | facturado | invoiced | claimed | certified | pte cobro | pendiente de cobro | restbudget |
        kostenschatzung | angebot | quoted | cotizado | rest | ausgeschopft | ejercido
    """,
    "PAYER": """
        who pays | who pays it | paid by | payer | charged to | billed to | wer zahlt | wer bezahlt | bezahlt von |
        zahlt wer | zahler | quien paga | quien lo paga | pagado por | paga
    """,
    "STANCE": """
        interest | influence | interes | influencia | nivel de influencia | interesse | einfluss | haltung | attitude
        | stance | posicion frente a | power | support | actitud
    """,
    "PERSON": """
        representante | representative | vertreten durch | vertreter | delegado | delegada | attendee | member |
        surname | last name | first name | nachname | vorname | apellido | apellidos | familienname | name | contact |
        person | stakeholder | contact person | ansprechpartner | ansprechpartnerin | ansprechperson | kontakt |
        nombre | contacto | persona | interlocutor
    """,
    "EMAIL": """
        email | e-mail | mail | email address | e-mail-adresse | correo | correo electronico
    """,
    "PHONE": """
        durchw | direct line | direct dial | tfno | tlf | telf | fijo | cell | mobile no | natel | whatsapp |
        extension | ext | ext no | durchwahl | rufnummer | anexo | telefono directo | extension telefonica | phone |
        telephone | mobile | tel | telefon | mobil | handy | telefono | movil
    """,
    "PREFERENCE": """
        best way to reach | how to contact | reach them by | mejor forma de contactar | como contactar |
        am besten erreichbar | preference | preferences | prefers | likes | how to reach | best reached | vorliebe |
        bevorzugt | wunsch | erreichbar | preferencia | prefiere | how to talk to them | how they like it |
        handle with | umgang | trato | note on them | good to know
    """,
    "COMMITMENT": """
        commitment | promised | we promised | zusage | zugesagt | versprochen | compromiso | prometido
    """,
    "TACIT": """
        we learned | we learnt | good to know | note well | beware | watch out | gotcha | tip | insider |
        gut zu wissen | vorsicht | achtung | tipp | gelernt | wir haben gelernt | aprendimos | hemos aprendido | ojo |
        conviene saber | consejo | cuidado
    """,
    "RECORD": """
        records | record class | kind of record | data set | data category | documents and data | unterlagen |
        datenart | datenkategorie | aktenart | registros | tipo de registro | categoria de datos
    """,
    "FATE": """
        what happens | disposition | returned or kept | fate | action on exit | was geschieht | verbleib | ruckgabe |
        destino | destination | bestimmungsort | zielort | que se hace | disposicion
    """,
    "BASIS": """
        legal basis | basis | retention basis | rechtsgrundlage | aufbewahrungsgrund | base legal | base juridica
    """,
    "RETENTION": """
        retention | retention period | retain until | keep until | kept until | aufbewahrung | aufbewahren bis |
        aufbewahrungsfrist | conservar hasta | plazo de conservacion
    """,
    "REMARK": """
        remark | remarks | comment | comments | note | notes | bemerkung | bemerkungen | anmerkung | anmerkungen |
        kommentar | hinweis | notiz | vermerk | observaciones | comentario | comentarios | nota | notas
    """,
    "TYPE": """
        type | kind | category | log | art | typ | kategorie | tipo | clase | categoria
    """,
    "DATE": """
        date | on | datum | am | fecha
    """,
}
"""Terms of column headings, and of the words before a colon, by role."""
