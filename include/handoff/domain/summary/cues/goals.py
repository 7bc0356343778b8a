"""Cues of what the client came for, and how far that is.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("GOAL!", 2.0, """
        want/wants/wanted/wanting | would/she'd/he'd/they'd like/love | wish/wishes/wished |
        hope/hopes/hoped/hoping | aim/aims/aimed/aiming | is/are/was/were after | keen to/on | looking to |
        set out to | dream* of/about | asked us to/for | hired/engaged/retained/commissioned us | took us on |
        came to us | came on board for | called us in | needed us | expects/expected us |
        asks/asked/ask .. about one/two number/numbers/thing/figure | 's ask | only ever asks | hit that |
        's dream/wish/hope/ambition/aim/plan/goal is | brought us in | keeps coming back to |
        needs/need .. before/within/by | should have/carry/be/run/stand .. by | by the end of .. should/must |
        signed up for was/is | is getting .. open/down/up/out/back/done | cannot wait to | would settle for |
        nothing less than | the whole thing is about | at stake is | promised herself/himself/themselves |
        counts on | what she/he/they really wants/want
    """),
    ("GOAL!", 2.0, """
        the point/purpose/idea of/was/is/behind | whole point/idea | the brief was/is |
        the reason .. hired/came/called | success mean*/look* | measure of success | target/targets of/is/was/for |
        own target | goal/goals | objective* | one thing above all | above all else | top priority |
        first priority | main/chief concern | ambition* | worth it if/when | what matters | would count as |
        counts as success | call it a success | happy if/when
    """),
    ("GOAL", 1.5, """
        reduce/reducing/cut/cutting/lower/raise/raising/increase/increasing/double/doubling/halve/halving/shorten |
        grow/improve/speed/win/reach/achieve/become/attract/recover/save/simplify | rid of |
        bring .. down/up/under | get .. down/up/under/below/out/off/to | keep .. under/below/within/out |
        down/up to # | able to | no more | fewer | faster | stand on | pass/passed the | certified/certification |
        open/opening a/the/by | move/moving to | go/going live | run .. themselves/itself/without | independent of |
        without having/needing to
    """),
    ("GOAL", 1.5, """
        under/below/above/least/most/exceed*/than/within # | # %/percent/per/points | from # to # |
        a/one third/half/quarter | twice | under/below/at # | of # days/hours/weeks/minutes
    """),
    ("GOAL", 1.0, """
        by/before/until next/spring/summer/autumn/winter/christmas/easter/year/year's |
        by the end/time/start/summer/spring | by # | within # months/years/weeks |
        within a/one/two/three year/years/months | <future> | so that | in order to | from the start |
        at the outset | from day one | when we started | at the beginning | originally | before the/they/she/he |
        so far | in two/three/five/# years/months/seasons | debt free | for good
    """),
    ("GOAL", -3.0, """
        lottery | someday | if they/she/he ever | would be nice | maybe | one day | newsletter |
        dear subscribers/readers | to be asked/told/called/informed/consulted/kept/copied/rung | to know |
        to see/read/approve/sign every/each/all/any | carried over
    """),
    ("GOAL!", 2.0, """
        stood/stands/sits/sat at # | now at # | came in/out at | averaged/averages # | from a start of |
        we inherited | up/down from # | in those days | under the last/previous/old | hit that/it/this/# |
        nearly there | almost there | weeks/months/quarters running | in a row | in each of the past/last |
        as of last/this | reached # | so far # | was # .. when/then/before/at | it was # |
        when we started/began/arrived | has been met | was met | well past | on track | short of the | latest # |
        last # .. came/were/averaged | still at # | we are at #
    """),
    ("GOAL!", 2.0, """
        paid/pays for this to | judged on/by | measured on/by | cares about | asks/asked about one/only |
        what .. wants/wanted | 's ask is/was | asked for | hired/called/brought us to |
        drag/bring/get/take/push .. back/down/up to/below/under | what counts | the number that |
        all she/he/they wants/want | in it for | signed up for | here to | promised the board |
        their/her/his dream/hope/wish/plan | on her/his/their wish | swore | determined to | intends/intended to |
        plan/plans to | trying to get/reach/cut/grow/bring/reduce | goal-* | made it their/her/his business |
        has set | set itself/themselves | had in mind | has in mind | want to be able
    """),
    ("GOAL!", 3.0, """
        target/goal/aim/objective/ambition/hope .. is/are/was to/under/over/at/forty/thirty/twenty/ten/# |
        the point of it all | target for the .. is
    """),
    ("GOAL", -1.5, """
        call/calls/called/phone/phoned/ring/e-mail/email/emails/mail/cc/copied/invoice/invoices/voicemail/slides
    """),
)  # fmt: skip

GERMAN: Final = (
    ("GOAL!", 2.0, """
        will/wollen/wollte/wollten | möchte/möchten | wünscht/wünschte/wünschen .. sich | wunsch* |
        hofft/hofften/erhofft* | strebt/streben/strebte .. an | anstreben/angestrebt* |
        zielt/zielen/zielte .. auf/ab | vorgenommen | im sinn | beauftragt/beauftragte/beauftragten .. um/damit |
        geholt .. damit/um | kam/kamen zu uns | legt es darauf an | erwartet/erwarteten .. von uns |
        träumt/träumten von | braucht/brauchte | liegt .. am herzen |
        soll/sollen/sollte/sollten .. werden/sein/haben/können/laufen/sinken/steigen/stehen/gehen/kommen/bleiben |
        worum es .. geht/ging | geht/ging es vor allem/darum/um | angetreten |
        möchte/möchten .. wieder/endlich/künftig | traum/wunsch .. ist/war | verspricht sich |
        hat/haben sich in den kopf | drängt auf | wartet darauf, dass | zufrieden ist .. erst | es geht/ging darum |
        koste es
    """),
    ("GOAL!", 2.0, """
        ziel/ziele | *ziel/*ziele | zielmarke | zielgröße | vorgabe war/ist/lautet/lautete |
        auftrag war/lautete/ist | sinn der sache | zweck | darum ging/geht es | vor allem eines |
        wichtigste/wichtigstes anliegen | anliegen | erfolg heißt/ist/bedeutet/wäre | erfolgreich .. wenn |
        zufrieden .. wenn | gewünscht* | soll erreicht | oberste priorität | latte | messlatte
    """),
    ("GOAL", 1.5, """
        senken/gesenkt | reduzier* | verringern | kürzen/verkürzen | erhöhen/steiger*/verdoppel*/halbier* |
        verbesser* | gewinnen | erreichen | loswerden | auf/unter/über # .. bringen/kommen/drücken/heben/senken |
        ohne fremde/externe/nachzahlung | schneller | weniger | mehr | unabhängig* | selbst .. können | eröffnen |
        umstellen | einführen | ablösen | wachsen | sparen | vermeiden | schaffen | nicht mehr |
        übergeben .. können | bestehen
    """),
    ("GOAL", 1.5, """
        unter/über/mindestens/höchstens/maximal/wenigstens # | # % | # prozent | von # auf # | innerhalb von # |
        ein drittel/viertel | die hälfte/hälfte | doppelt* | binnen # | statt # | auf #
    """),
    ("GOAL", 1.0, """
        bis zum/ende/anfang/mitte/spätestens/nächsten/nächstes/kommenden/sommer/herbst/winter/frühjahr/weihnachten/
        ostern | <future> | um .. zu | damit | zu beginn | am anfang | ursprünglich | von anfang an | künftig |
        in drei/zwei/fünf jahren | seinerzeit | damals | vor dem/der umzug/saison/sommer/messe/wahl
    """),
    ("GOAL", -3.0, """
        newsletter | lotto | irgendwann mal | wäre schön | vielleicht | gefragt/informiert/unterrichtet werden |
        in kopie | wissen will/möchte | persönlich sprechen | ^ wenn sie | gerne | melden
    """),
    ("GOAL!", 2.0, """
        lag/lagen/liegt/liegen/stand/standen/steht/stehen .. bei # | zuletzt # |
        zuletzt waren/lag/lagen/stand/standen | aktuell # | inzwischen # | derzeit # | ausgangswert |
        ausgangspunkt | bei beginn | als wir anfingen/begannen/kamen/übernahmen | waren es # | angespart |
        erreicht sind/wurde/ist | bisher erreicht/# | von # kommend | in folge | knapp/fast geschafft |
        sind wir bei | sind es # | im schnitt #
    """),
    ("GOAL!", 2.0, """
        will/wollen/wollte/wollten .. drücken/senken/erreichen/haben/werden/schaffen/kommen/loswerden/steigern/
        verdoppeln/halbieren/gewinnen/sparen/vermeiden/können/bringen/verkürzen/öffnen/eröffnen | soll/sollen/
        sollte/sollten .. wachsen/sinken/steigen/fallen/erreichen/schaffen/unter/über/auf/stehen/fertig |
        gemessen an/wird/werden .. daran | daran misst | ihm/ihr/ihnen geht/ging/kommt .. um/darauf |
        kommt es .. an | erinnert .. daran | hat sich .. vorgenommen | hat sich .. in den kopf gesetzt |
        träumt von | geholt, um/damit | engagiert, um/damit | möchte/möchten .. am ende/künftig/endlich | endlich |
        die zahl, auf | will weg von | weg von
    """),
    ("GOAL!", 3.0, """
        ziel/ziele von/der/des .. ist/sind/war | *ziel ist/sind/war/lautet
    """),
    ("GOAL", -1.5, """
        anruf/anrufe/angerufen/anrufen | e-mail/e-mails/mail/mails | rechnung/rechnungen
    """),
)  # fmt: skip

SPANISH: Final = (
    ("GOAL!", 2.0, """
        quiere/quieren/quería/querían/quiso/querer | desea/desean/deseaba/deseaban |
        busca/buscan/buscaba/buscaban/buscábamos | espera/esperan/esperaba/esperaban |
        pretende/pretenden/pretendía/pretendían | aspira/aspiran/aspiraba | persigue/persiguen/perseguía |
        se propuso/propusieron/propone/proponen | se trata/trataba de | necesita/necesitan/necesitaba/necesitaban |
        nos contrató/contrataron/llamó/llamaron/pidió/pidieron para/que/bajar/subir/reducir |
        vino/vinieron a nosotros | vino/vinieron para/con/buscando | sueña/soñaba con | le/les gustaría |
        aspiración | ilusión | empeñad* | lo tiene/tienen claro | nos trajeron/trajo para | el sueño de |
        su obsesión | la apuesta es | se conforma con | no para hasta | lo único que pide/quiere/importa |
        quiere/quieren que .. antes
    """),
    ("GOAL!", 2.0, """
        objetivo/objetivos | meta/metas | la idea era/es | de lo que se trata | el encargo era/es/fue/consistía |
        el propósito | la finalidad | por encima de todo | ante todo | lo primero era | prioridad |
        éxito es/será/significa/sería | se dará/darán por satisfech*/bien | para eso nos | el listón |
        lo que importa | la razón de | el sentido del
    """),
    ("GOAL", 1.5, """
        reducir/bajar/recortar/rebajar/subir/aumentar/doblar/duplicar/triplicar/acortar |
        mejorar/crecer/ganar/lograr/conseguir/alcanzar/llegar | quitarse | dejar de | pasar de # | llegar a/al # |
        por debajo de | ser capaz/capaces | sin depender | menos | más | ahorrar/evitar/eliminar |
        abrir/vender/exportar/captar/recuperar | obtener/certificar* | poder/puedan/pueda | estar/estén .. en |
        entrar en
    """),
    ("GOAL", 1.5, """
        menos/más de # | al/por lo menos # | como mínimo/máximo | máximo/mínimo | # % | # por ciento | de # a # |
        en menos de | un tercio/cuarto | la mitad | el doble | antes de # | bajar/subir .. #
    """),
    ("GOAL", 1.0, """
        para final/finales/verano/otoño/primavera/navidad/invierno/fin | antes de/del/de que | de aquí a |
        a final/finales de/del | al final del | en verano/otoño/primavera/invierno | en # meses/años/semanas |
        en un/dos/tres año/años/meses | <future> | para que | con el fin | al principio | de entrada | al empezar |
        cuando empezamos/llegaron/llegó | en origen | desde el primer día | de partida | a finales |
        en dos/tres temporadas/años/meses
    """),
    ("GOAL", -3.0, """
        boletín | lotería | algún día | estaría bien | quizá/quizás/tal vez |
        que le/la/lo/les avisen/llamen/pregunten/consulten/informen/copien/manden | en copia |
        estimados/queridos suscriptores/lectores/clientes | reunión/reuniones
    """),
    ("GOAL!", 2.0, """
        iba/iban/va/van/estaba/estaban/está/están en # | cuando llegamos/empezamos/llegaron |
        venía/veníamos/venían de # | partíamos/partía/partían de | ya marca/va/está/son/vamos # |
        el último/la última .. # | ahora # | hoy # | últimos # | a día de hoy | seguido/seguidos/seguidas |
        llevamos # | en promedio | de media | era de # | eran # | alcanzado | casi | rozamos | vamos por # |
        hemos llegado a | se ha cumplido | se cumplió
    """),
    ("GOAL!", 2.0, """
        quiere/quieren/quería/querían que/sacar/llegar/bajar/subir/dejar/tener/vender/abrir/pasar/reducir/doblar/
        poder/ser/estar/cerrar/ganar .. | nos contrataron/contrató/fichó/fichó/llamó/trajo para |
        se mide/medirá por | le/les importa/importan | lo que pide/piden/pidió/quiere/quería/buscan/busca |
        el número que | su sueño | se ha propuesto | la ilusión de | tiene en mente |
        se fijó/fijaron/marcó/marcaron | de que .. saque/llegue/baje/suba/venda/cierre | empeñado/empeñada en |
        a toda costa | pretend* | confía/confían en
    """),
    ("GOAL!", 3.0, """
        meta/objetivo/propósito de .. es/era/son | la meta/idea .. es | el objetivo .. es
    """),
    ("GOAL", -1.5, """
        llamada/llamadas/llamen/llame/llamar | correo/correos/email/mail | factura/facturas
    """),
)  # fmt: skip
