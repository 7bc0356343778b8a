"""Cues of what went wrong, and of what it cost.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("CHALLENGE!", 2.5, """
        broke/broken down | broke | failed | crashed | collapsed | leaked | flooded | flood/floods | burst |
        caught fire | stolen | theft | hacked | phish* | ransomware | malware | breach/breached | outage* |
        blackout | power cut | went down/bust/missing/dark/under/wrong/bankrupt/insolvent | bankrupt | insolvent |
        fell through/ill/sick/behind/out/over | ran out of | ran dry | ran over | overran | overspent | blew |
        jammed | cracked | tripped | seized | sank | pulled out | dropped out | walked out | walked off | quit |
        resigned | on strike | strike | shortage | recall | recalled | corrupt/corrupted | wiped | accidentally |
        by mistake/accident | mixed up | mix-up | mislaid | misprint* | misread | mismatch | overheated | froze |
        infest* | mould | contaminat* | backlash | stalled | bottleneck | slipped by | held up | stuck |
        out of action/order/service | unusable | unreadable | double-booked | duplicate* | wrongly | spoiled |
        scrapped | crisis | sour | turned out to be/have | bounced | struggled | was/were off sick |
        fell/falling apart | derailed | nightmare | disaster | setback | emergency | injured | accident | died |
        turned away/back/down | clogged | backed up |
        garbled/scrambled/corroded/rusted/warped/melted/soaked/rotted/rotten | overcharged/undercharged |
        double-paid/double-charged/double-billed | failed its/the inspection/audit/test | went astray |
        went to the wrong | no-show | didn't/did not show/turn/arrive/deliver/hold/work/fit/load | poached |
        left us | dispute* | complained | bad review | furious | fell out | deadlock* | objection/objected |
        asbestos/bats/rot | came in .. over | over budget | tripled | ballooned/spiralled | twice the/as |
        withdrew | mislabelled/mislabeled | misplaced | forgot to | forgotten | ignored | overlooked |
        missed the/a/our/its/two | hung up | locked/frozen/froze up/out | crash/crashing | brought down |
        took down | took out | lightning | vandal* | burgl* | virus | spam | blacklisted | banned |
        penalty/penalised | clash/clashed | overheating | blew up | conflict | came in the wrong |
        arrived in the wrong/without | went out twice/wrong/late | took half/out/down/off the/a |
        walked out/in week | wouldn't/would not start/open/load/dry/fit/stick/sign/let | refused to | never got |
        ended up in the wrong | in the wrong place/country/room/order | got the wrong | short by |
        came back twice/three | sat in customs | nobody had | was for the wrong | went to waste | in the bin/skip |
        had been off/down/out/wrong/broken | lost its/our/their/her/his | had changed | overnight lost
    """),
    ("CHALLENGE!", 1.5, """
        lost | late | delay/delays/delayed | missing | wrong | problem* | trouble* | difficult* | refused |
        rejected | blocked | complained | complaint* | error/errors | bug/bugs | damaged | damage | dead | sick |
        ill | unhappy | mistake* | chaos | too small/big/short/late/slow | incident | fault/faulty | bad |
        could not | couldn't | did not arrive/come/work | didn't arrive/come/work/match |
        kept breaking/failing/dropping/losing | stopped working | never arrived/came | stray | short of |
        issue/issues | unexpected* | surprise/surprised | rain* | frost | storm | hit
    """),
    ("CHALLENGE", 1.0, """
        for a/two/three/four/five/six/# day/days/week/weeks/month/months/hours/fortnight/nights | cost us |
        cost the/them/her | # days/weeks/hours/months | fortnight | for almost/nearly/about/over | twice |
        three times | halfway | mid-* | just before | in the middle of | on the morning/eve/day | the night before |
        suddenly | in .. january/february/march/april/may/june/july/august/september/october/november/december |
        last year/spring/summer/autumn/winter
    """),
    ("CHALLENGE", -3.0, """
        ^ if | ^ should | ^ when | might | could be/happen/fail | would | risk* | no problem/problems/trouble |
        went well/smoothly/fine | without a hitch/trouble/problem | hasn't/haven't/isn't | not yet | my car |
        football | weather | will be | for nine/ten/twelve/six/eight/# weeks/months running |
        if he/she/they was/were lucky | hopes to/for | would like | may be/have/fail/not/need/come |
        my train/bus/flight
    """),
    ("CHALLENGE!", 2.5, """
        suspended | overwrote/overwritten | was/were gone | double-counted | under water |
        lost most/all/half/weeks/days/two/three/four/five/six/eight/ten/eleven/twelve/# |
        locked us/them/her/him out | expired and/on/over/during | got rejected/refused/blocked/stuck/lost |
        none of our | kept and kept | knocked out | gave out | gave up | packed up | fell off | washed away/out |
        cost us | threw away/out | had to be thrown/scrapped/redone/stopped/closed/recalled/evacuated |
        turned up wrong/broken/short/empty/dead/late | went up in | burned/burnt | snapped | split open |
        shut down/us | sent to the wrong | mistook | misheard | mis-* | lapsed | unpaid for | walked away |
        let us/them down | overbooked | sold out twice | came apart | came loose | choked | ground to a halt |
        at a standstill | out cold | sued | fined | embargo | customs held | held at customs | held in customs |
        impounded | flu | covid | norovirus | power failed
    """),
    ("CHALLENGE", 1.0, """
        an hour out | too high/low/long/late/hot/cold/thin/thick/narrow/weak | mismatched | half the/of |
        a third of the | without warning/notice | out of nowhere | the day before/of | rain on | of all days |
        before christmas/easter/launch | mid-season | mid-project | mid-way | partway | while | although
    """),
    ("CHALLENGE", -2.0, """
        <present>
    """),
    ("CHALLENGE", -2.0, """
        <future>
    """),
    ("CHALLENGE", 0.5, """
        <story>
    """),
    ("CHALLENGE", 1.5, """
        fitted a/another/new | cleared up | moved rehearsals/to the
    """),
)  # fmt: skip

GERMAN: Final = (
    ("CHALLENGE!", 2.5, """
        ausgefallen | *ausfall | fiel/fielen .. aus | abgestürzt/abgeraucht | zusammengebrochen |
        brach/brachen .. zusammen/ab/ein/weg | geplatzt/platzte | gebrochen | wasserschaden/*schaden | schimmel |
        überschwemm* | überflutet | brand | gebrannt/abgebrannt | einbruch | gestohlen | diebstahl | gehackt |
        phishing* | verschlüsselt* | *angriff | datenverlust | gescheitert/scheiterte/scheiterten | fehlgeschlagen |
        schiefgegangen/schiefgelaufen | ging/gingen/lief .. schief/verloren/kaputt | kaputt* | defekt* |
        insolvent/insolvenz | pleite | streik* | lieferengpass | engpass | rückruf | versehentlich | aus versehen |
        irrtümlich | verwechsel* | vertauscht | verrechnet | verlegt |
        doppelt gebucht/verschickt/gezahlt/gezogen/erfasst | sprang/sprangen .. ab | abgesprungen |
        gekündigt hatte | krank/erkrankt*/krankheit | *panne/panne | zerstört | beschädigt* | stillstand |
        stand/standen still | hing/hingen fest | festgefahren | blockierte | geriet* | eskaliert* | zerstritten |
        ins stocken | aus dem ruder | verunglück* | unfall |
        falsch gebucht/geliefert/verbucht/berechnet/eingestellt | fehlten plötzlich | nicht mehr auffindbar |
        unauffindbar | absturz | betriebsprüf* | wegen .. gesperrt | abgelehnt worden | leck/lecks/leckte |
        undicht* | verstopf* | verschwand/verschwunden | verzogen | korrodiert/verrostet | durchnässt |
        doppelt berechnet/überwiesen/bezahlt | durchgefallen | nicht bestanden | nicht erschienen/erschien |
        abgeworben | streit/krach/zerwarfen/zerwürfnis | widerspruch | nachforderung |
        verspätungszuschlag/säumniszuschlag | asbest | verdoppelte/verdreifachte/explodierten | virus/trojaner |
        bescheid | abgelehnt hatte/wurde | verpasst/versäumt | vergessen | absage | zog .. zurück | stornierte* |
        ging .. in die knie | bruchlandung | fehlgebucht/fehlbuchung | verwechslung | blitz*/blitzschlag |
        kassensturz | falsche/falscher/falschen/falsches/falschem | lahm/gelähmt | zu hoch/niedrig/spät/früh |
        nicht lesbar/kompatibel/angekommen | kollidierte | gesperrt hatte/wurde | nicht gepasst/passte/passten |
        kam/kamen doppelt/falsch/zu | nicht anerkennen/anerkannt | in der falschen/im falschen |
        stellte sich heraus/als | statt in/im/am |
        wollte/wollten nicht trocknen/halten/starten/laufen/anspringen/weichen/schließen | weigerte/weigerten sich |
        fuhr/fuhren fest | stand plötzlich | tauchte/tauchten .. auf | abgefallen/abgebrochen |
        war/waren nach .. tot | in den müll | in die tonne | tot war | kaputtgegangen/zerbrochen | hingeschmissen
    """),
    ("CHALLENGE!", 1.5, """
        verspätet/verspätung/zu spät | verzögerung/verzögert*/verzögerte | fehlte/fehlten | fehlerhaft* | fehler |
        problem* | schwierig* | ärger | beschwer* | reklam* | mängel/mangel* | verlor/verloren | verweigert* |
        zog/zogen .. hin | konnte/konnten .. nicht | ließ/ließen .. nicht | kam/kamen .. nicht |
        funktionierte/funktionierten .. nicht | falsch* | störung/störungen/*störung | vorfall | chaos |
        überraschend | plötzlich | unerwartet* | knapp | überlastet* | zu klein/kurz/groß/wenig/teuer/langsam |
        sturm/frost/hochwasser/regen | wochenlang/tagelang/monatelang | rückstand | stockte | widersprach* |
        gekündigt
    """),
    ("CHALLENGE", 1.0, """
        # tage/tagen/wochen/stunden/monate/monaten |
        drei/zwei/vier/fünf/sechs/acht/zehn tage/tagen/wochen/stunden/monate/monaten |
        einen/eine/einem tag/woche/monat | tagelang/wochenlang | kostete/kosteten | mitten in/im | kurz vor |
        ausgerechnet | im januar/februar/märz/april/mai/juni/juli/august/september/oktober/november/dezember |
        letztes/vergangenes jahr | letzten winter/sommer/herbst | zweimal/dreimal | zunächst | anfangs
    """),
    ("CHALLENGE", -3.0, """
        ^ wenn | ^ falls | ^ sollte | risiko/risiken | kein/keine problem/probleme | reibungslos | problemlos |
        lief .. gut/glatt | noch nicht | mein/meinem auto | fußball | wetter | muss/müssen noch |
        steht/stehen noch aus
    """),
    ("CHALLENGE!", 2.5, """
        unter wasser | ging/gingen .. insolvent/verloren/unter/pleite | meldete .. insolvenz | sprang .. ab |
        blieb/blieben .. liegen/stehen/aus/stecken/leer/hängen | stand .. leer/still | kam und kam nicht |
        legte/legten .. lahm | lahmgelegt | weg war/waren | war/waren weg/verschwunden/tot/dicht/hin/futsch |
        war verstopft/verschimmelt/vergessen/falsch/defekt/überlastet/leer/kaputt | überschrieben | doppelt |
        gelöscht worden/wurde | riss/rissen | bruch/rohrbruch/*bruch | legionellen | *befall/befall |
        sperrung/gesperrt | verdorben | gestrandet | verhagelt | versandet | abgebrannt | steckengeblieben |
        vergaß/vergessen worden/hatte | übersehen | zerstritten | durchgefallen .. bei | warf/warfen .. hin |
        geplatzt | machte/machten .. dicht | zurückgewiesen | rückläufer | abmahnung | bußgeld | verklagt |
        beanstandet* | ungültig | hing .. fest | festhing | zoll .. hielt/zurückgehalten | nicht zugestellt |
        ausgesperrt
    """),
    ("CHALLENGE", 1.0, """
        weil die/der/das | obwohl | ohne vorwarnung | über nacht | am tag vor | ausgerechnet | mitten | halb* |
        ein drittel | sechs/sieben/neun/zwei/drei/vier/fünf/acht/zehn wochen/tage/monate/stunden | zwischendurch |
        im herbst/winter/sommer/frühjahr
    """),
    ("CHALLENGE", -2.0, """
        <present>
    """),
    ("CHALLENGE", -2.0, """
        <future>
    """),
    ("CHALLENGE", 0.5, """
        <story>
    """),
    ("CHALLENGE", 1.5, """
        eingespielt | neu geliefert/beschafft | alles wieder
    """),
)  # fmt: skip

SPANISH: Final = (
    ("CHALLENGE!", 2.5, """
        se rompió/rompieron/averió/averiaron/cayó/cayeron/estropeó/estropearon/quemó/inundó/agrietó/bloqueó/perdió/
        perdieron/desplomó/atascó/colapsó/hundió/incendió/retrasó/retrasaron/torció/canceló/paró/pararon/fundió/
        agotó/agotaron/fue/cruzaron | falló/fallaron/fallaba | avería/averías | fuga/fugas | inundación/inundó |
        incendio | robo/robaron/robado* | ataque | hacke* | ransomware | apagón | corte de luz/agua/suministro |
        caída del/de | huelga | quiebra | concurso de acreedores | insolven* | desabastecimiento | rotura de stock |
        por error/equivocación | sin querer | por accidente | equivoc* | confundi* | extravi* | duplicad* |
        corrupt* | borrad*/borró | plantón | se marchó/marcharon/dio de baja/despidió | dimitió/dimitieron |
        nos dejó tirados/colgados | cayó/cayeron enferm* | de baja | plaga | moho | contamin* | crisis |
        se disparó/dispararon | sobrecost* | rebas* | fuera de servicio/plazo | inservible* | ilegible* |
        roto/rota/rotos/rotas | atascad*/atasco | se quedó/quedaron sin/parado/a/bloquead*/colgad* |
        salió/salieron mal | se echó atrás | desastre | accidente | murió | llegaron/llegó tarde/mal/rot*/con |
        retenid* | denegad*/denegaron/denegó | mal impres*/calculad*/etiquetad*/medid* | tumbó/tumbaron |
        dejó de/dejaron de | caducó | desapareció/desaparecieron |
        se derrumbó/oxidó/derritió/mojó/encareció/duplicó/triplicó/saturó/torcieron/estropearon/atascaron |
        cobramos/cobraron de más | cobro doble | no pasó la/el | no se presentó/presentaron | plantó |
        disputa/bronca/pelea | reclamación | requerimiento | multa | colapsó/colapsaron | virus |
        olvidó/olvidamos/olvidaron | se nos pasó/olvidó | perdido/perdida/perdidos | salió mal |
        mal hecho/puesto/escrito | equivocad* | confusión | cruzad* | caducad* | vencieron | rompimos | quemó |
        sin stock | aduanas | paro de | bloqueo/bloqueos |
        nos cerraron/cerró/cortaron/cortó/cancelaron/canceló/dejó/dejaron/subieron/quitaron | rayo | rotura |
        avería | quedó/quedaron atrapad*/colgad*/parad*/bloquead* | apareció/aparecieron un/una/unos/unas |
        no estaba/estaban en | devolvió/devolvieron | llegó/llegaron sin/con/a | resultó/resultaron ser |
        salió/salieron dos veces | se plantaron | no quiso arrancar/pagar/firmar | renunció/renunciaron a |
        se nos fue | a la basura | dejó el/la | se marchó en
    """),
    ("CHALLENGE!", 1.5, """
        perdió/perdimos/perdieron | tarde | retraso/retrasos/demora/demoras | faltaba/faltaban/faltó | mal |
        problema/problemas | dificultad* | rechaz* | bloque* | queja/quejas/quejó/quejaron | error/errores |
        fallo/fallos | daño/daños/dañad* | enferm* | lío | caos | incidencia/incidente | defectuos* |
        no llegó/llegaron/funcionó/funcionaba/cuadraba/cuadraban/pudo/pudimos/pudieron/cupo/encajaba/salía |
        imprevist* | de repente | de golpe | inesperad* | sorpresa | lluvia* | helada* | tormenta | temporal |
        sequía | cost* más | susto | tropez* | encalló | contra las cuerdas
    """),
    ("CHALLENGE", 1.0, """
        # días/semanas/meses/horas |
        un/una/dos/tres/cuatro/cinco/seis/diez día/días/semana/semanas/mes/meses/horas/noches | quincena |
        nos costó/costaron | durante | casi | en plena/pleno | en mitad de | justo antes | la víspera |
        dos/tres veces |
        en enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre/diciembre |
        el año/verano/invierno pasado
    """),
    ("CHALLENGE", -3.0, """
        ^ si | ^ en caso | podría/podrían | puede que | sería | riesgo* | ningún/sin problema/problemas |
        fue/fueron/va bien | sin contratiempos/incidencias | aún no | todavía no | mi coche | fútbol |
        el tiempo hace | será/serán
    """),
    ("CHALLENGE!", 2.5, """
        se nos/le/les cayó/cayeron/rompió/rompieron/quemó/quemaron/fue/fueron/echó/murió/perdió/perdieron/inundó/
        llenó/vino/dañó/estropeó/pudrió/atoró | quemados/quemada/quemado/quemadas | tronó/tronaron |
        rechazado/rechazada/rechazaron/rechazó dos/tres/el/la/nuestro/todo | había/habían rechazado |
        se hizo el sordo | suspendid*/suspendieron/suspendió | bloqueó/bloquearon/bloqueado/bloqueada |
        sobrescribi*/machac* | desapareci* | borr* | perdimos el/la/los/las/todo/una/dos/tres/# | nos quedamos sin |
        se agot* | se vino abajo | se echó a perder | volcó | encalló | retenida/retenido/retuvo en/la | aduana |
        multa/multaron | sanción | demandó/demandaron | granizo/helada arras* | vandal* | saque* | derrame |
        cortocircuito | goteras | sin luz/agua/internet/sistema | dejaron/dejó plantad* | abandonó/abandonaron |
        rescindi* .. el proveedor | se fue a/el/la pique/proveedor/luz | baja médica
    """),
    ("CHALLENGE", 1.0, """
        porque el/la/los/las | aunque | sin previo aviso | la mitad de | un tercio de | a mitad de | en plena |
        dos/tres/cuatro/cinco/seis/ocho/diez días/semanas/meses/horas | por un/una/unos/unas | por culpa |
        según ellos
    """),
    ("CHALLENGE", -2.0, """
        <present>
    """),
    ("CHALLENGE", -2.0, """
        <future>
    """),
    ("CHALLENGE", 0.5, """
        <story>
    """),
    ("CHALLENGE", 1.5, """
        entró/entraron su/el/la/otro/otra | acabó a/en
    """),
)  # fmt: skip
