"""Cues of what nobody has written down: quirks, habits of things, where something really is.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("TACIT!", 3.0, """
        alone knows/know | only .. knows/know | knows where/how/which/why/who | know where/how/which |
        nobody/no-one else | isn't/aren't/not on any/the plan/plans/drawing/drawings/map/list |
        isn't/not in any/the manual/handbook/contract/docs/documentation/system/crm/file |
        never written/documented | whatever the manual/label/plan/sign/drawing says | despite what | the trick |
        unwritten | rule of thumb | between us | off the record | by word of mouth |
        you would/wouldn't think/guess/expect | worth knowing | good to know | don't be fooled | looks like .. but |
        looks .. when/but | looks .. isn't | says .. but | says .. but means | the label/sign says | supposedly |
        contrary to | a knack | has a habit of | tends to | temperamental |
        only/merely works/opens/starts/runs/closes/prints/fits/syncs/loads if/when/with/after/on/from/in |
        will only work/open/start/run/print/accept/sync |
        won't work/open/start/run/print/accept/sync/close unless/if/when/until/without
    """),
    ("TACIT!", 2.0, """
        unless | otherwise | or else | or it/they/he/she/you/the | kick/jiggle/thump/bang/wiggle/tap | sticks |
        jams | lies | drifts | trips | freezes | hums | reboots | drips | forgets | clogs | trap | quirk* |
        catch is | beware | careful | mind the | watch out | never/don't touch/trust/open/use/move/delete/rename/
        restart/switch/leave/park/turn/unplug/cancel/rely/let/run/send/put/close/lock/ask/mention | must never |
        should never | do not ever | always .. first/twice/before/by | has/have to be .. by hand/first/twice |
        needs/need .. by hand/first/twice/every | you have/need to | ignore the/its | known as | really means |
        actually | in reality | in fact | in practice | strictly speaking | the real | goes by | answers to |
        wrong way round | back to front | upside down | is off by | runs/is # minutes/hours fast/slow/late |
        mislabelled | misnamed | mislabeled | is/are wired to/into | shares a/the/its | fed from | runs off |
        hard-coded/hardcoded | depends on |
        breaks/fails/crashes/floods/stalls/leaks/stops if/when/every/whenever/as |
        needs a restart/reboot/kick/nudge/push/minute | takes/take # minutes | times out | rounds | duplicates |
        drops/loses/overwrites/swallows/eats/skips/doubles the/any/every/a | resets itself |
        creaks/leans/squeaks/rattles |
        is/are thinner/narrower/wider/lower/higher/older/heavier/smaller/bigger/deeper/longer/shorter than |
        measures # | not to scale | dates from |
        was/were never registered/listed/drawn/commissioned/measured/updated/finished/declared/documented |
        belongs to her/his/their/the | is married/related to | went to school with | used to work/be/run |
        don't/never mention/bring/say | avoid the | sore point/subject | touchy subject | behind the scenes |
        unofficial* | by tradition | they close | closes for | deliveries only | do not upgrade | no matter what |
        in a shoebox | handwritten | unsorted | comes in a |
        always/usually comes/arrive/arrives/sends/send/puts/put/books/book | stands for | code for | also called |
        nicknamed | is short for | lives in the | plugged into | piggybacks | the wrong | lie about | counts twice |
        out of sync | never matches/match | a day/week/month late | copy of the real |
        only after/if/when/with/once | is/are really/actually | hides | filed under |
        stamps/prints/shows/reports/counts .. with/as | first run | lies by | everything with |
        arrives/arrive .. wrong | in the flowerpot/shed/drawer | unplug the | under the name | belongs to |
        by itself | the one that counts | only reach/get/see/find/open .. from/with/through/by | can only
    """),
    ("TACIT", 1.5, """
        every spring/summer/autumn/winter/january/february/march/april/may/june/july/august/september/october/
        november/december/monday/tuesday/wednesday/thursday/friday/time/year/night/morning/quarter/month/day/few |
        each spring/summer/winter/autumn/year/time/night/month/quarter | in wet/hot/cold/dry/damp weather |
        when it rains/snows/freezes/is | whenever | after heavy/rain | twice a | once a | at night | in frost |
        in summer/winter | on mondays/tuesdays/wednesdays/thursdays/fridays/saturdays/sundays |
        before/after noon/lunch/ten/nine/eight | for years | since the days |
        always/usually/often/sometimes/rarely/never/seldom
    """),
    ("TACIT", 1.5, """
        under/behind/above/beneath/inside/below the | taped to | hangs/lives/sits/hides/hidden |
        in the drawer/shed/cellar/attic/cupboard/loft/basement/kitchen |
        stopcock/valve/switch/fuse/breaker/key/keys/lever/hatch/socket/tap | by hand | manually | nobody/no-one |
        without telling/notice/warning | on her/his own | by heart | undocumented | spare key
    """),
    ("TACIT", -2.0, """
        <money> | <future> | <past-day> | we delivered/agreed/decided/invoiced/promised | not yet | hasn't/haven't |
        please find | attached | let me know | was/were/had | yesterday | today | tomorrow | last week |
        agreed/decided
    """),
    ("TACIT!", 3.0, """
        hidden tab/drawer/menu/button/switch/page/folder/door | can only be | will only | learned/learnt the hard |
        took me/us .. to/a figure/find/work/month/week/day/year/afternoon | figured it out | figured out |
        cost me a/an | don't ask me why | no one/nobody knows/remembers/can say | nobody/no-one .. remembers/knows |
        for the next/whoever | note to self/successor | one for the next | for whoever | so take nothing |
        ignore the/it/that | don't believe | is a lie | the true | real one is | the right one is |
        the second is right | hour/minutes behind/ahead/fast/slow/out/off | means something else |
        gets wiped/reset/cleared/overwritten/deleted | in all caps | the wrong key/door/number/way/label |
        doesn't/does not/won't fit/match/open/close/count/sync/ring/print/show/latch | doesn't .. unless | if you
        hit/press/click/touch/type/open/park/use/turn/pull/push/leave/enter/save/put/switch/lift/hold/move/plug |
        not theft | nothing to worry | false alarm | not a real/fault/leak/bug/mistake | is normal | looks worse |
        hold it down | spins | goes off when/if/whenever/every | never quite | old name | still called |
        under its old | two .. share the same | same number | backwards
    """),
    ("TACIT", 1.5, """
        always look/looks/shows/reads/reports | shows/reads/says/reports # | the one that | the other one |
        lefthand/left-hand/right-hand | upwards/downwards/sideways | twice | instead of the | not the |
        that's the/why/because | keep/keeps in the | by a script | gets | known only | in her/his head | a month |
        the old | has a | first try | nobody at | everybody/everyone sees | in order | before you | as soon as |
        until it/you | hold/press/pull/push/lift/turn/type/tap
    """),
    ("TACIT", -0.5, """
        <past>
    """),
    ("TACIT!", 1.0, """
        <note>
    """),
    ("TACIT", 1.0, """
        <present>
    """),
)  # fmt: skip

GERMAN: Final = (
    ("TACIT!", 3.0, """
        nur/allein .. weiß/wissen/kennt/kennen | weiß/wissen .. nur/allein/als einziger/einzige |
        niemand/keiner sonst/außer/weiß | steht/stehen nirgends/nirgendwo | steht/stehen in keinem/keiner |
        in keiner/keinem anleitung/plan/liste/unterlage/akte/handbuch/verzeichnis/vertrag/doku |
        nirgends/nirgendwo | weiß, wo/wie/welche/welcher | weiß .. wo/wie/welche/welcher/welches | auf keinem plan |
        nie aufgeschrieben | ungeschrieben* | der trick | kniff | unter der hand | unter uns | faustregel |
        eigenheit* | hat seine/ihre tücken | mucken | macht gern/gerne | zickt |
        entgegen/anders als .. angabe/plan/anleitung/aufkleber/schild | laut .. aber | sieht .. aus |
        obwohl .. steht/anzeigt | nicht täuschen | stimmt/stimmen nicht mit | aus dem kopf | auswendig |
        wissen muss |
        funktioniert/geht/läuft/startet/öffnet/druckt/schließt nur/erst wenn/mit/nach/bei/über/von/im/am |
        lässt/lassen sich nur
    """),
    ("TACIT!", 2.0, """
        sonst | andernfalls | klemmt/klemmen | hakt/haken | hängt .. sich auf | springt .. raus/heraus/an |
        fällt .. heraus/raus | friert | vorsicht | achtung | aufpassen | falle | nie/niemals/nicht .. anfassen/
        löschen/verschieben/umbenennen/öffnen/ausschalten/abschalten/neu/parken/schließen/benutzen/verwenden/
        kündigen/verlassen/ansprechen/vor | darf/dürfen nie/niemals/nicht/nur/auf |
        immer erst/zuerst/vorher/zweimal/mit/über | muss/müssen .. von hand/zuerst/erst/zweimal/immer | man muss |
        in wirklichkeit | in wahrheit | eigentlich | tatsächlich | in der praxis | heißt intern | genannt |
        gemeint ist | verkehrt herum | falsch beschriftet | geht .. vor/nach | täuscht | von haus aus |
        bekanntlich | verkabelt | hängt/hängen am/an/an der | läuft/laufen über/auf/noch | teilt/teilen sich |
        fest verdrahtet | stürzt/stürzen .. ab | fällt/fallen .. aus, wenn/sobald |
        braucht/brauchen einen/erst/immer | dauert immer | verdoppelt | rundet | springt/springen .. nach |
        setzt sich | überschreibt | verliert |
        ist/sind dicker/dünner/älter/schmaler/breiter/höher/niedriger/schwerer/kleiner/größer/tiefer als |
        nie eingetragen/vermessen/gemeldet/dokumentiert/angemeldet |
        gehört/gehören .. schwager/bruder/schwester/nachbarn/onkel/schwiegervater |
        verheiratet/verwandt/verschwägert | war früher bei | nicht ansprechen/erwähnen | wunder punkt |
        heikles thema | inoffiziell* | traditionell/aus tradition | betriebsferien | im schuhkarton | unsortiert |
        handschriftlich | kommt/kommen immer/erst/meist/nie/stets | bucht/buchen .. auf | verbucht .. auf |
        steht/stehen für | spitzname | kürzel | eingesteckt | zählt doppelt | hinkt .. hinterher | stimmt nie |
        kopie der/des | wird erst am/im/nach | erst am monatsende | außer betrieb | blind | im uhrzeigersinn |
        klemmt | verklemmt | hakelig | geht/gehen nur .. wenn | unter dem .. namen | zu viel/wenig an |
        rechnet/rechnen .. im kopf | riecht/hört man | muss man wissen | steht unter | liegen .. unter |
        geht von selbst | von allein/alleine | von selbst | kein einbruch/fehler/defekt
    """),
    ("TACIT", 1.5, """
        jeden/jedes/jede winter/sommer/frühjahr/herbst/januar/februar/märz/april/mai/juni/juli/august/september/
        oktober/november/dezember/montag/dienstag/mittwoch/donnerstag/freitag/jahr/monat/quartal/mal/nacht/morgen |
        bei regen/frost/nässe/hitze/kälte/sturm/nebel/föhn/vollmond/westwind | wenn es regnet/friert/schneit/kalt |
        sobald | nach starkem/starkregen | zweimal/einmal im/pro | nachts | im winter/sommer/herbst/frühjahr |
        montags/dienstags/mittwochs/donnerstags/freitags | vor/nach zehn/neun/acht/mittag/feierabend |
        seit jahren/je/jeher/ewigkeiten |
        immer/meist/meistens/oft/manchmal/selten/nie/niemals/stets/regelmäßig/grundsätzlich
    """),
    ("TACIT", 1.5, """
        unter/hinter/über/neben/unterm/hinterm dem/der/den/die/das |
        hängt/liegt/steckt/steht .. im/in/unter/hinter/am/an | in der schublade/kammer |
        im keller/schrank/schuppen/heizungsraum/dachboden/regal |
        absperrhahn/hahn/ventil/schalter/sicherung/schlüssel/hebel/klappe/haupthahn/*schlüssel/*schalter |
        von hand | händisch/manuell | niemand/keiner | ohne ankündigung/vorwarnung/bescheid | undokumentiert* |
        ersatzschlüssel | klebt
    """),
    ("TACIT", -2.0, """
        <money> | <future> | <past-day> | wir haben .. geliefert/vereinbart/beschlossen | noch nicht | anbei |
        im anhang | melden | wurde/wurden/war/waren | gestern | heute | morgen | letzte/letzten/vergangene woche |
        vereinbart/entschieden
    """),
    ("TACIT!", 3.0, """
        passt/geht/stimmt/zählt/schließt/öffnet/rastet/zeigt/druckt .. nicht | kein echter/echtes | fehlalarm |
        der/die/das richtige .. ist/hängt/liegt/steht | geht .. los/an/aus, sobald/wenn | geht .. los |
        wissen sonst nur | sonst nur wir | hat mich .. gekostet | kam erst drauf/dahinter | durch zufall |
        fragt mich nicht | keiner weiß/niemand weiß | weiß keiner/niemand |
        für den/die nachfolger/nachfolgerin/nächsten/nächste | wer nach uns | nicht wundern | nicht glauben |
        ist normal | eine stunde/minuten vor/nach | spinnt | läuft nur/erst |
        nur mit/über/per/von/nach/vor/wenn/bei/auf | nur zu öffnen/finden/erreichen |
        erst nach dem zweiten/dritten | zweimal drücken/klicken/klingeln |
        nach oben/unten/links/rechts ziehen/drehen/drücken | anheben | rütteln | klopfen | versteckt* |
        im volksmund | läuft unter | steht unter | abgelegt unter | eigentlich heißt | alter name | noch unter |
        zwei .. gleichen | verwechselt man | merkt man | sieht man nicht | im kopf | nicht beirren | ignorieren |
        anders herum | gegen den uhrzeigersinn | blinkt | piept | verschluckt | ist in wahrheit
    """),
    ("TACIT", 1.5, """
        sobald | zugleich/gleichzeitig | immer | der/die/das andere | nicht der/die/das | dahinter |
        zweimal/dreimal | erst wenn | bevor man | solange | damit | von links/rechts/oben/unten | kasten |
        passt/passen | ziehen/drücken/drehen/klopfen/treten | jeden ersten/letzten | jeweils | gern/gerne |
        steht drauf | nur | hängt bei
    """),
    ("TACIT", -0.5, """
        <past>
    """),
    ("TACIT!", 1.0, """
        <note>
    """),
    ("TACIT", 1.0, """
        <present>
    """),
)  # fmt: skip

SPANISH: Final = (
    ("TACIT!", 3.0, """
        solo/sólo/únicamente .. sabe/saben/conoce/conocen | el único/la única que | los únicos que | nadie más |
        nadie lo/la | sabe dónde/cómo/cuál/qué | saber dónde/cómo |
        no figura/aparece/consta/está/sale en ningún/ninguna/el/la/los/plano |
        en ningún/ninguna sitio/plano/manual/contrato/papel/lista/parte | no está escrit*/document*/apuntad* |
        nunca se escribió | el truco | entre nosotros | ley no escrita | de memoria | de palabra |
        diga lo que diga | aunque ponga/diga/parezca/el/la/ponía | parece .. pero | pone .. pero | dice .. pero |
        tiene la manía/costumbre | maña | mañas | suele/suelen |
        solo/sólo funciona/abre/arranca/cierra/imprime/va/entra/carga si/cuando/con/en/desde/por/a |
        no funciona/abre/arranca/cierra/imprime/va si/hasta/sin | conviene saber | hay que saber | ojo con/que/: |
        cuidado con
    """),
    ("TACIT!", 2.0, """
        si no | de lo contrario | se atasca/atascan | se engancha | se cuelga/cuelgan | se desajusta |
        salta/saltan | se congela | gotea | ojo | cuidado | trampa | nunca/jamás/no tocar/toques/abrir/abras/mover/
        muevas/borrar/borres/apagar/apagues/cerrar/usar/aparcar/cancelar/fiarse/dejar/mencionar/hablar/preguntar/
        renombrar | no se/hay/debe/puede/conviene que/puede/debe/toca/tocar/fiarse/mover/abrir/apagar/cerrar |
        siempre primero/antes/dos/con/por/hay |
        hay que .. a mano/antes/primero/dos/siempre/dar/darle/golpe/apretar/levantar/tirar | en realidad |
        de verdad | en la práctica | lo llaman/llamamos/llama | se refiere a | al revés | mal etiquetad*/rotulad* |
        va adelantad*/atrasad* | engaña | hacer caso | a medio | dar/darle un golpe | conectad* a/al |
        cuelga/cuelgan de/del | comparte/comparten | depende/dependen de | se cae/caen si/cuando |
        falla/fallan si/cuando | duplica/duplican | redondea | pierde/pierden | se reinicia/reinician |
        tarda/tardan | hay que reiniciar | es/son más ancho/ancha/estrecho/estrecha/viejo/vieja/antiguo/antigua/
        alto/alta/bajo/baja/largo/corto/pesado que | nunca se registró/midió/declaró/actualizó/apuntó |
        es de su hermano/cuñado/primo/padre/tío |
        es primo/prima/cuñado/cuñada/hermano/hermana/sobrino/sobrina/yerno de/del | está casad* |
        no mencionar/menciones/sacar/hablar | tema delicado/espinoso | por tradición | cierran en/los/por |
        no recoge/recogen/reparte/reparten/abre/abren/atiende/atienden los/las/en |
        otra etiqueta/referencia/numeración | a mano | en una caja de zapatos | sin ordenar |
        llega/llegan/viene/vienen siempre/en/sin | significa | apodo | copia de | cuenta doble | desfasad* |
        desincroniz* | la clave está | sale/salen con | aparece/aparecen dos | no coincide/coinciden con |
        marca en | no en | se desconecta/conecta/apaga/enciende sola/solo/solos |
        hay que mirarlo*/contarlo*/revisarlo* | escribe/escriben .. como | debajo de | a nombre de soltera |
        guarda la llave | solo/sólo traga/acepta/lee/admite/coge/toma/deja
    """),
    ("TACIT", 1.5, """
        cada primavera/verano/otoño/invierno/enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/
        noviembre/diciembre/lunes/martes/miércoles/jueves/viernes/año/mes/trimestre/vez/noche/mañana | todos los |
        todas las | cuando llueve/hiela/nieva/hace/sopla/hay/se |
        con lluvia/viento/frío/calor/humedad/poniente/levante | en cuanto | dos/una vez/veces al/por |
        por la noche | en invierno/verano | los lunes/martes/miércoles/jueves/viernes/sábados/domingos |
        antes/después de las/comer/# | desde hace años | de toda la vida |
        siempre/nunca/a veces/casi nunca/jamás/normalmente
    """),
    ("TACIT", 1.5, """
        debajo/detrás/encima/dentro de/del | bajo el/la | tras el/la | pegad* |
        cuelga/está/guarda/esconde/escondid* | en el cajón/armario/sótano/almacén/cuarto/altillo |
        llave/llaves/válvula/interruptor/fusible/palanca/trampilla/grifo/enchufe/diferencial | a mano |
        manualmente | nadie | sin avisar/aviso | llave de repuesto
    """),
    ("TACIT", -2.0, """
        <money> | <future> | <past-day> | entregamos/acordamos/decidimos/facturamos/prometimos | aún no |
        todavía no | adjunto/adjuntamos | avísame/avísanos | fue/fueron/era/eran/estaba/estaban | ayer | hoy |
        mañana te | la semana pasada
    """),
    ("TACIT!", 3.0, """
        se abre/cierra/enciende/apaga/arranca/entra .. jalando/empujando/tirando/levantando/girando/apretando/por/
        con/hacia/dando | ya no sirve/vale/funciona | no sirve/cuadra/encaja/coincide/cierra/abre/cabe |
        va/van una/dos/media hora/horas/minutos atrás/atrasado/adelantado/adelante |
        una hora atrás/adelante/menos/más | hay que sumarle/restarle/jalar/empujar/tirar/girar/picarle/pegarle |
        ya caí | caí en la cuenta | tardé/tardamos .. en | me costó .. descubrir/entender/ver | por casualidad |
        no preguntes | nadie se acuerda/acuerda/recuerda/explica | para quien venga/siga/llegue/entre |
        para el/la que venga/siga/sigue | quien venga detrás | no hacer/hagas/hagan caso | falsa alarma |
        no es una fuga/avería/error/robo | es normal | no asustarse | se puede solo/sólo |
        solo/sólo se puede/abre/entra/encuentra/consigue | el/la buen*/bueno/buena es/está/cuelga | la de verdad |
        escondid*/ocult* | con otro nombre | el nombre antiguo | aparece como | está guardado como |
        sigue a nombre | en mayúsculas | dos .. iguales | de oído | parpadea/pita |
        hacia arriba/abajo/dentro/fuera | al tercer/segundo intento
    """),
    ("TACIT", 1.5, """
        desde que | a todo lo que | la otra/el otro | no la/el de | eso es | porque | antes de que | en cuanto |
        dos/tres veces | jalar/jalando/empujar/tirar/girar/apretar/levantar | siempre | de siempre | la hoja |
        el primer/primero | cada primer | con el | quien | todos creen/ven | parece | suma/resta
    """),
    ("TACIT", -0.5, """
        <past>
    """),
    ("TACIT!", 1.0, """
        <note>
    """),
    ("TACIT", 1.0, """
        <present>
    """),
)  # fmt: skip
