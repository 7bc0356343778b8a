"""Cues of what falls due, what is to be done in case, what it costs, who can get in.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("DEADLINE", 2.0, """
        <future>
    """),
    ("DEADLINE", 1.5, """
        due | expire/expires/expiry/expiring | renew/renews/renewal/renewed | runs/run out | ends/end |
        lapses/lapse | deadline | no later | must | has/have to | needs/need to | by | until | before | latest |
        last day | closes/close | falls | comes up | is up | cut-off | valid | submission/submit/submitted |
        inspection/audit/hearing/test/exam/election/opening/launch | or the/we/they/it | starts/start/begins/begin |
        cancelled/cancel/notice | payable | from | returned/return | on
    """),
    ("DEADLINE", -4.0, """
        <past-day>
    """),
    ("DEADLINE", -2.0, """
        was/were/had/did | has/have been | sent on/in | paid on/in | met on
    """),
    ("MONEY", 2.0, """
        <money>
    """),
    ("MONEY", 1.5, """
        invoice/invoices/invoiced | fee/fees | pay/pays/paid/payable/payment/payments/unpaid/prepaid |
        cost/costs/costing | price/priced | owe/owes/owed | bill/bills/billed/billing | licence*/license* |
        subscription* | budget* | retainer | deposit | refund* | credit/credited | balance | rate/rates | discount |
        instalment*/installment* | renewal/renews | per month/year/hour/day/head/seat/user/quarter/visit |
        a month/year/quarter/day/seat/week | monthly | annually | yearly | quarterly | net | vat | plus |
        charge/charges/charged | commission | rent | settle/settled | outstanding | due | contract/retainer/grant |
        # seats/hours/visits | worth | value/valued | stage/milestone payment* | on account | advance/advances |
        float | expenses | mileage | overpaid | reimburse* | write/written off | held back | hold back | retention |
        retains | spend | top-up/topped | quote/quoted/quotes | estimate/estimated | sum | surcharge | penalty |
        # % of | an hour/month/year/visit/seat/user | each | hourly/daily rate | premium | postage | allowance |
        owing | arrears | hold/holds/holding | knocked/took .. off | card | on our/their/her card |
        every month/year/may/january | left
    """),
    ("MONEY", 3.0, """
        prepaid | pre-paid | paid for .. not/unused | paid in advance | paid up front | credit note |
        bills/billed/invoiced monthly/quarterly/annually/separately | prepaid/paid .. left
    """),
    ("MONEY", -2.0, """
        lottery | bet | damages | save/saved/saving | turnover | revenue | sales | salary | donation/donations
    """),
    ("ACCESS", 1.5, """
        account/accounts | login/logins/log-in | password*/passcode/pin/passphrase | credential* |
        admin/administrator/admins | portal | console | registrar | domain/domains | hosting | dns | server | vpn |
        api | token | fob | alarm code | safe | licence key | key card | user | mailbox | repository/repo |
        backend | cms | dashboard | workspace | tenant
    """),
    ("ACCESS", 2.0, """
        held by | kept in/by/at/with | stored in/at | runs on/under .. account/card/mail/email/name |
        in the/his/her/our name | registered to/with/on/in/at/under | belongs to |
        has/have/holds/hold .. access/rights/admin/owner/login | can log in |
        only .. has/have .. access/admin/login/password | is/are in the safe/vault/manager/drawer/notebook |
        is/are with | hosted with/at/on/by | administered by | managed by | is the owner of | logs/log in with/as |
        shared login | under our/his/her account
    """),
    ("ACCESS", -2.0, """
        if you/i | forgot | problem* | was/were | issue* | no password/passwords | without passwords
    """),
    ("CONTINGENCY", -4.0, """
        if you have/need/want/would/like/prefer/wish/agree/are/see/could/can/get |
        if that/this is ok/okay/fine/works/suits | questions | feel free | don't hesitate | let me/us know |
        if anything is unclear | if possible | if only | if in doubt call me | thank/thanks
    """),
)  # fmt: skip

GERMAN: Final = (
    ("DEADLINE", 2.0, """
        <future>
    """),
    ("DEADLINE", 1.5, """
        fällig* | frist/*frist | läuft/laufen .. ab/aus | ablauf/abläuft | endet/enden/ende |
        verlängert/verlängern | spätestens | muss/müssen | bis | vor dem | stichtag | termin/*termin | gültig* |
        einreichen/einzureichen/abgabe/abgeben |
        prüfung/audit/verhandlung/begehung/eröffnung/wahl/sitzung/versammlung | sonst | beginnt/startet |
        kündigen/kündigung/kündbar/gekündigt | zahlbar/zahlung | ab | zurück | am | zum
    """),
    ("DEADLINE", -4.0, """
        <past-day>
    """),
    ("DEADLINE", -2.0, """
        wurde/wurden/war/waren | ist/sind .. worden | bezahlt am | hat/haben .. bezahlt
    """),
    ("MONEY", 2.0, """
        <money>
    """),
    ("MONEY", 1.5, """
        rechnung/rechnungen/*rechnung | honorar*/gebühr*/*gebühr/*gebühren |
        zahl*/bezahl*/gezahlt/überwiesen/überweis* | kostet/kosten/kostete | preis/*preis | schuldet/schulden |
        abgerechnet/abrechnung | lizenz*/*lizenz/*lizenzen | abo*/*abo | budget/etat | pauschale/*pauschale |
        anzahlung/kaution | erstatt*/rückerstatt* | guthaben/gutschrift | saldo | satz/*satz | rabatt/skonto |
        rate/raten | verlängerung | im monat/jahr/quartal | pro monat/jahr/stunde/tag/platz/nutzer |
        monatlich/jährlich/quartalsweise/vierteljährlich | netto/brutto | zzgl/zuzüglich | miete |
        beglichen/begleichen | offen* | # stunden/plätze | berechnet | vorauszahlung/vorausbezahlt | einbehalt* |
        nachzahlung | abschlag* | teilrechnung | provision | porto | auslagen | vorschuss | mahnung/mahn* |
        überzahl* | stunde/stundensatz | je stunde/monat/quadratmeter/platz | wert | angebot | kostenvoranschlag |
        summe | gesamt | verrechnet/verrechnung | rücklage | zuschuss | forderung/außenstände | beträgt/betragen |
        stehen aus | pro stück | jahresbeitrag/beitrag | wartungsvertrag/vertrag | einzug/lastschrift | rest |
        quartal | kaution | weiter | karte
    """),
    ("MONEY", 3.0, """
        vorausbezahlt/vorauszahlung | im voraus bezahlt/gezahlt |
        bezahlt/gezahlt .. nicht/noch abgerufen/genutzt/verbraucht | gutschrift |
        wird/werden monatlich/quartalsweise/jährlich abgerechnet/berechnet | guthaben von |
        noch # stunden/termine/besuche
    """),
    ("MONEY", -2.0, """
        lotto | wette* | schadensersatz | umsatz | spende/spenden | gehalt | einspar* | streitwert
    """),
    ("ACCESS", 1.5, """
        konto/konten/*konto | zugang/zugänge/*zugang/login/logins | passwort/passwörter/kennwort/pin |
        zugangsdaten | admin/administrator*/adminrechte/admin-* | portal/*portal | domain/domains | hosting/hoster |
        dns | server | vpn | api | token | transponder/chip | alarmcode/*code | tresor/safe | schlüsselkarte |
        benutzer* | postfach | repository | zertifikat*/signaturkarte | vollmacht
    """),
    ("ACCESS", 2.0, """
        liegt/liegen bei/im/in | hinterlegt bei/im/in | läuft/laufen auf/über .. namen/karte/konto | auf .. namen |
        registriert/angemeldet auf/bei | hat/haben/besitzt .. zugriff/zugang/adminrechte/rechte/vollzugriff |
        nur .. hat/haben zugriff/zugang | gehört | gehostet | verwaltet/verwalten | eingetragen auf/als |
        inhaber/inhaberin ist/: | abgelegt in | meldet .. sich an
    """),
    ("ACCESS", -2.0, """
        ^ wenn | vergessen | problem* | war/waren | störung | keine passwörter
    """),
    ("CONTINGENCY", -4.0, """
        wenn/falls/sollten sie/ihr/du .. fragen/rückfragen/wünschen/möchten/wollt/magst/brauchen/braucht/haben |
        gerne | melden sie sich | jederzeit | danke | zögern | rückfragen | unklar
    """),
)  # fmt: skip

SPANISH: Final = (
    ("DEADLINE", 2.0, """
        <future>
    """),
    ("DEADLINE", 1.5, """
        vence/vencen/vencimiento | caduca/caducan/caducidad | expira* | se renueva/renuevan/renovación |
        termina/terminan/acaba/acaban/finaliza* | plazo | a más tardar | como muy tarde | hay que |
        tiene/tienen que | debe/deben | hasta/antes/para el/de/del | último día | fecha límite |
        cierra/cierran/cierre | válid* | presentar/entrega/entregar |
        inspección/auditoría/juicio/examen/elecciones/apertura/feria/junta/revisión | empieza/arranca |
        cancelar/preaviso | pagar/pago/cobro | o se/nos/perdemos/pierde | desde/el/al
    """),
    ("DEADLINE", -4.0, """
        <past-day>
    """),
    ("DEADLINE", -2.0, """
        fue/fueron/era/eran | se hizo/hicieron/pagó/entregó/envió | ha/han sido
    """),
    ("MONEY", 2.0, """
        <money>
    """),
    ("MONEY", 1.5, """
        factura/facturas/facturado/facturamos/factur* | honorarios |
        paga/pagar/pagan/pago/pagos/pagado/pagada/impagad*/pagará | cuesta/cuestan/coste/costes/costo/costos/costó |
        precio/precios | debe/deben/debemos | cobr* | licencia/licencias | suscrip* | presupuesto | cuota/cuotas |
        fianza/depósito/anticipo/señal | devol*/reembols* | saldo/abono/crédito | tarifa/tarifas | descuento |
        plazo/plazos | renovación/renueva | al mes/año/trimestre/día | por hora/mes/año/usuario/visita |
        mensual*/anual*/trimestral* | iva | más | comisión | alquiler | liquid* | iguala | # horas | contrato |
        retención | valor/vale | provisión de fondos | suplidos | portes | presupuestado | importe | total |
        asciende/ascienden | abonar/abonó/abonado | ingres* | transferencia | domiciliad* | por adelantado |
        adelant* | recargo | penalización | por pedido/envío/unidad | mensualidad* | renta | gasto/gastos |
        sobra/sobran | a cuenta | dominio | a su favor | bono | tarjeta | sobran/quedan
    """),
    ("MONEY", 3.0, """
        prepago/prepagad* | pagad* .. sin usar/gastar/consumir | pagado/pagada/pagadas/pagados por adelantado |
        nota de abono | se factura/facturan mensual*/trimestral*/aparte | quedan # horas/sesiones/visitas
    """),
    ("MONEY", -2.0, """
        lotería | apuesta* | ventas | facturación anual | sueldo | ahorr* | donación/donaciones | multa
    """),
    ("ACCESS", 1.5, """
        cuenta/cuentas | acceso/accesos/login | contraseña/contraseñas/clave/claves/pin | credenciales |
        administrador*/admin | portal/panel | dominio/dominios | alojamiento/hosting | dns | servidor | vpn | api |
        token | mando | alarma | caja fuerte | usuario/usuarios | buzón | repositorio | certificado digital |
        tarjeta | firma digital
    """),
    ("ACCESS", 2.0, """
        la/lo/los/las tiene/tienen/guarda/guardan | está/están a nombre | a nombre de | registrad* a/en/por |
        alojad* en | está/están en la/el/manos caja/gestor/bóveda/cajón/cuaderno | guardad* en |
        tiene/tienen .. acceso/permisos/derechos/admin/rol | solo/sólo .. tiene/tienen/entra/puede | pertenece a |
        gestionad*/gestiona/administra | entra/entran con | va/van con .. tarjeta/correo | titular es/:
    """),
    ("ACCESS", -2.0, """
        ^ si | olvid* | problema* | incidencia | sin contraseñas | ninguna contraseña
    """),
    ("CONTINGENCY", -4.0, """
        si tienes/tiene/tenéis/tienen/necesitas/necesita/necesitáis/quieres/quiere/queréis/te/os/le parece/
        prefieres/duda | no dude/dudes/dudéis | cualquier duda | gracias | avísame | encantad*
    """),
)  # fmt: skip
