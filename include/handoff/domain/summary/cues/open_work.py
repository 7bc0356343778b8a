"""Cues of what is still open.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("OPEN!", 3.0, """
        hasn't/haven't/isn't/aren't .. been | hasn't/haven't | has/have not | isn't/aren't .. yet | not .. yet |
        not yet | nobody/no-one has/is/knows .. yet | nobody/no-one has | no one has | yet to | still open/
        outstanding/pending/missing/waiting/unpaid/unsigned/owe/owes/owed/on/with/needs/need/to/lacks/lack/unclear/
        unresolved/unfinished/undecided/not/sits/lies/hangs/due/needed | still has/have to/our/the/no |
        still in our/my/the | waiting/waits for/on | we/we're/they/i wait for/on | awaits/await/awaiting |
        is/are pending | pending | outstanding |
        unsigned/unpaid/unanswered/unresolved/unfinished/unsettled/incomplete/unclaimed/unreturned/uncollected |
        remains/remain to/open/undecided/unclear/unpaid/unresolved | left to do | loose end/ends | don't forget |
        needs/need doing/fixing/chasing/signing/returning/collecting/sorting/replacing/updating |
        someone/somebody has/needs/must/should | is/are/'s hanging | is/are overdue | we/i owe |
        owe/owes them/us/her/him | up in the air | half done/finished | halfway through | chase/chasing |
        on my/our list/desk/ring | has/have to be .. before | must be .. before | needs/need to be | to be returned/
        signed/paid/sent/collected/done/finished/confirmed/settled/agreed/cancelled/transferred/handed/arranged/
        delivered/picked | no reply/answer/word/signature/date/response/confirmation yet/so/from/on |
        never came/heard back | never got/went/returned/answered |
        is/are with .. for signature/review/approval/comment | sits/lies with | on her/his/their desk | in draft |
        draft only | without a signature | not in place | on loan | have our/their | supposed to .. but |
        meant to .. but | was/were going to | never got round | ran out of time | in limbo | for you to |
        you will have to | you'll have to/need | undated/unsent/unbooked/unpublished/unreconciled/unfiled/unread/
        unconfirmed/unclear/unchecked/unbilled/uninvoiced | due back | chase/chasing/nag | promised .. but | not
        been returned/signed/paid/sent/answered/confirmed/done/booked/filed/tested/updated/handed/cancelled/
        renewed/transferred/agreed/fixed/delivered/collected |
        wants/needs signing/doing/fixing/checking/replacing/sending/updating/finishing/moving/closing |
        only half/partly | lacks/lack a/the/its | gaps/gap in | missing from/for/in | never got .. back |
        the rest is/are not | wants .. returned/back | will have to | is/are lying | in my/our tray/drawer |
        only half | is not .. yet | with their/her/his/our lawyer/lawyers/accountant/notary/bank |
        three/two/one is/are missing/out
    """),
    ("OPEN", 2.0, """
        is/are missing | to do | still | before we/they leave/go/hand | ought to | should be | we/i need/must |
        remember to | needs/need a | is/are due | follow up | open question/point/item | ^ * will | ^ * * will |
        could he/she/you/they | to move/hand/pass .. to | we/you/i have/need to | someone/somebody has to
    """),
    ("OPEN", -2.0, """
        ^ if | ^ when | was/were/had still | had not | hadn't | wasn't/weren't | used to | would | never |
        order/sequence matters |
        so far so good | not once | not one | no longer | every/each time/year/month/week | always |
        in wet/hot/cold weather | let me know | newsletter | isn't when | don't wait | was sent | were sent
    """),
    ("OPEN", 1.5, """
        <future>
    """),
    ("OPEN!", 2.0, """
        ^ return/send/ask/check/call/update/cancel/transfer/collect/hand/get/chase/remind/pay/sign/file/order/book/
        move/close/archive/export/renew/replace/finish/complete/prepare/submit/confirm/arrange/tell/give/pick/
        deliver/review/register/change/remove/upload/draft/schedule/find/settle/clarify/decide/recover/destroy/
        dispose/forward/inform/notify/agree/fetch | ^ * will .. by | ^ * * will .. by | could he/she/you/they
    """),
    ("OPEN", 1.0, """
        <item>
    """),
)  # fmt: skip

GERMAN: Final = (
    ("OPEN!", 3.0, """
        noch nicht | noch immer nicht | noch kein/keine/keinen | immer noch |
        noch offen/ausstehend/ungeklärt/strittig/unbezahlt | noch zu/aus |
        fehlt/fehlen noch/uns/bislang/bisher/weiterhin/die/der/das/ein/eine | fehlt/fehlen $ | steht/stehen .. aus |
        ausstehend* | muss/müssen/sollte/sollten/soll/sollen .. noch | muss/müssen noch | ist/sind noch zu | ist/
        sind .. zu unterschreiben/klären/erledigen/zahlen/bezahlen/übergeben/kündigen/liefern/prüfen/übertragen/
        zurückgeben/bestätigen | warten/wartet/warte .. auf/noch | offen ist/sind/bleibt/steht |
        ist/sind/bleibt/bleiben offen |
        ungeklärt/unbezahlt/unbeantwortet/unerledigt/unvollständig/ununterschrieben | unterschrift fehlt |
        bislang/bisher nicht/kein/keine/niemand/unbeantwortet | bis heute nicht/kein/keine |
        niemand/keiner hat .. bisher/bislang/noch | hat .. noch niemand | in der schwebe | hängt/hängen noch |
        liegt/liegen noch | schuldet/schulden | aussteh* | überfällig | nachzureichen | nachfassen |
        nicht vergessen | wäre/wären noch | harrt | unter vorbehalt | brauchen/braucht noch | noch einzureichen |
        gehört/gehören noch | halb fertig | noch bei |
        keine antwort/rückmeldung/unterschrift/bestätigung/entscheidung/zusage | meldet/melden sich nicht |
        liegt/liegen .. zur/zum | liegt/liegen beim/bei der/bei | im entwurf | ohne unterschrift |
        nie zurückgekommen/beantwortet/angekommen | haben wir noch | hat/haben noch unser*/ihr*/den/die/das |
        wollte/wollten/sollte/sollten .. noch | nicht mehr geschafft | nicht dazu gekommen | rückruf |
        ungeprüft/ungebucht/unvollständig/lückenhaft/ungeöffnet/unabgestimmt/unverbucht | nicht gebucht/verbucht/
        unterschrieben/bezahlt/abgestimmt/eingereicht/geliefert/beantwortet/bestätigt/zurückgegeben/gekündigt/
        übertragen/umgestellt/abgeholt/eingetragen/beantragt/fertig/erledigt/geklärt | in klärung | in prüfung |
        in bearbeitung | halb ausgefüllt/leer/fertig | wird nachgereicht/nachgeholt | schulden wir |
        müssen sie/wir/ihr noch | nicht wiedergesehen/zurückbekommen/zurück | noch niemand/keiner | noch bei/beim |
        der rest nicht | muss/müssen noch jemand/wer | hat .. nie jemand gegeben/bekommen/geschickt | nie jemand
    """),
    ("OPEN", 2.0, """
        noch | fehlt/fehlen | zu klären/erledigen/unterschreiben/prüfen/übergeben/übertragen/zurückgeben | bitte |
        vor der übergabe | vor dem wechsel | bevor wir/sie | rückgabe | nachgereicht | demnächst | in arbeit |
        steht an | wird .. bis | übernimmt .. bis | schickt/liefert/klärt/prüft/erledigt .. bis | könnte er/sie |
        wir/sie müssen/sollten | jemand muss
    """),
    ("OPEN", -2.0, """
        ^ wenn | ^ falls | wurde/wurden .. inzwischen/mittlerweile/bereits/schon | damals | war/waren noch |
        hatte/hatten | nie | immer wenn | jedes mal | newsletter | melden | sonst | nicht warten
    """),
    ("OPEN", 1.5, """
        <future>
    """),
    ("OPEN!", 2.0, """
        zurückgeben/übergeben/übertragen/klären/prüfen/einholen/abholen/bestellen/nachreichen/anfordern/kündigen/
        umschreiben/ummelden/abmelden/unterschreiben/zahlen/begleichen/versenden/verschicken/einreichen/
        abschließen/löschen/vernichten/austauschen/ersetzen/erneuern/nachfassen/erinnern/informieren/mitteilen/
        bestätigen/fertigstellen/anlegen/zusenden/aushändigen/archivieren/überprüfen $ | ^ * wird .. bis |
        ^ * * wird .. bis | ^ * klärt/schickt/liefert/prüft/erledigt .. bis
    """),
    ("OPEN", 1.0, """
        <item>
    """),
)  # fmt: skip

SPANISH: Final = (
    ("OPEN!", 3.0, """
        aún/todavía no/sin/falta/faltan/está/están/queda/quedan/sigue/pendiente/tiene/tenemos/hay/nadie |
        pendiente/pendientes | queda/quedan/quedaría/quedarían/sigue/siguen .. por/sin | queda/quedan/falta/faltan
        que/por/la/el/las/los/un/una/recoger/devolver/firmar/enviar/cobrar/pagar/entregar/cerrar/confirmar | sin
        firmar/pagar/cobrar/contestar/responder/resolver/devolver/entregar/cerrar/confirmar/decidir/renovar/
        cancelar/recoger/enviar/revisar/asignar/traspasar/respuesta | a la espera | en espera |
        esperando/esperamos/espera respuesta/a/que/la/el/confirmación | nadie ha/le/se | no ha/han/hemos .. firmado/
        devuelto/contestado/pagado/enviado/confirmado/llegado/entregado/recogido/dado/cerrado/respondido/mandado/
        puesto/cancelado/renovado | no se ha/han | está/están por/sin |
        por firmar/pagar/cobrar/cerrar/recoger/entregar/devolver/confirmar/hacer/enviar | en el aire | a medias |
        en el tintero | nos/le/les debe/deben/debemos | hay/tiene/tienen/tenemos que devolver/firmar/enviar/pagar/
        cancelar/cerrar/recoger/entregar/pasar/dar/avisar/cambiar/traspasar/confirmar/renovar/pedir/mandar/sacar/
        revisar/borrar | no te olvides/olvidar/hay que olvidar | cabos sueltos | cojea | vencid* | fuera de plazo |
        sigue/siguen en |
        sin respuesta/firma/fecha/confirmar/confirmación/facturar/conciliar/publicar/mandar/probar/actualizar |
        no contesta/contestan/responde/responden/aparece | no han/ha contestado/respondido/dicho/dado |
        en manos de | en borrador | tenemos/tienen su/sus/nuestro/nuestra/nuestros | iba/iban a .. pero |
        quedó/quedaron en mandar/enviar/llamar/firmar/pasar/confirmar/traer/devolver/dar | no dio tiempo |
        nos/les deben | a falta de | por enviar/mandar/facturar/confirmar/probar/recoger/asignar | incomplet* |
        a medio hacer/terminar/rellenar | en trámite/revisión/proceso | no consta | sigue/siguen en/con/nuestro |
        sigue/siguen en casa/manos/poder | no hay .. todavía/aún | nadie ha | el resto no |
        alguien tendrá/tiene que | no hemos vuelto a ver | sin devolver |
        no ha/han venido/vuelto/llegado/salido/subido/traído/aparecido
    """),
    ("OPEN", 2.0, """
        falta/faltan | aún | todavía | antes de irnos/marchar*/entregar/traspas* | recordar | por hacer | toca |
        habría que | en curso | va/van a .. antes | enviará/mandará/entregará/pasará/revisará/hará/cerrará/firmará |
        podría él/ella/usted | tenemos/tienen que | alguien tiene/debe
    """),
    ("OPEN", -2.0, """
        ^ si | ^ cuando | había/habían/estaba/estaban | nunca | siempre | cada vez | boletín | avísame | ya no |
        si no | no esperes/esperar
    """),
    ("OPEN", 1.5, """
        <future>
    """),
    ("OPEN!", 2.0, """
        ^ devolver/enviar/pedir/revisar/llamar/actualizar/cancelar/traspasar/recoger/entregar/reclamar/pagar/
        firmar/presentar/cerrar/archivar/exportar/renovar/cambiar/terminar/completar/preparar/confirmar/avisar/dar/
        mandar/buscar/decidir/aclarar/borrar/sacar/solicitar/comprobar/pasar | ^ * va/van a .. antes |
        ^ * enviará/mandará/entregará/pasará/revisará/hará/cerrará/firmará
    """),
    ("OPEN", 1.0, """
        <item>
    """),
)  # fmt: skip
