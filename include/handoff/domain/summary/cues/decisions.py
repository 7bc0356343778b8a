"""Cues of what was decided, and why.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("DECISION!", 3.0, """
        decided to/that/against/on/for/not |
        we/they/board/committee/both/partners/council/trustees/meeting/all decided | was/were decided |
        it is decided | settled on/for | opted | opting | chose/chosen | voted to/for/against | resolved to/that |
        ruled out | ruling out | plumped for | went with/for | go/goes/going with |
        agreed to/that/on/with/not/in/we/, | agreed : | we're/we are agreed | was agreed |
        stuck/sticking/stick/sticks with/to | 's call after/, | her/his/their call | signed off the | veto* |
        turned down | said no to | says no to | said yes to | gave the go-ahead | go-ahead | green light |
        green-lit | waved through | is/are/was/were dropped | dropped in favour/favor | dropped the | scrapped |
        shelved | parked the/until | abandoned | decision is/was/: | verdict | the choice fell | against .. advice |
        approved the/a/our | has/have approved | rejected the | was/were rejected/approved/preferred |
        final answer | made up her/his/their mind | will stay/remain | is/are to stay/remain/be kept |
        shall remain/stay/be | is final | was/were kept | left as is/it/they | left out | is/are staying |
        sanctioned | committed to | went for | won out | closed the door/matter | ditched/binned/axed |
        out of scope | taken out of | descoped | outsourced | merged into | limited to | capped at | restricted to |
        we don't do | signed up to/for | insisted on .. over/instead | beat | got the go | gets the | will be kept |
        has to stay | must stay | would/will not hear of | lives on | buried the | put paid to | won't touch |
        not up for debate/discussion | said her/his piece | laid down | took hers/his/theirs/ours |
        went her/his/their way | insisted | are/is keeping the | voted .. for/against/to | three to one |
        two to one | it is/was no/yes from
    """),
    ("DECISION!", 1.5, """
        , not | rather than | instead of | in place of | preferred to/over | in favour/favor of | as against |
        stay/stays/stayed/staying a/with/on/in/at | keep/keeps/kept/keeping the/it/to/using/our/their |
        remain/remains a/in/on with | no longer | from now on | until further notice |
        will not/won't be/use/do/have/go/build/change | no new/more | only in | never again | off the table |
        out of the question | not an option | not going to | over the/a .. because/since | one over the other |
        ^ no * | ^ no * *
    """),
    ("DECISION", 1.5, """
        because | since the/it/they/we/she/he/nobody/our/their/his/her/most/two | as the/it/they/we/she/he |
        on cost/price/safety grounds | too expensive/dear/risky/slow/big/costly/complex | cheaper | safer | due to |
        owing to | reason* | on grounds of | so that
    """),
    ("DECISION", 1.5, """
        talked it over | talked it through | discussed | after the/a/long review/discussion/debate/talk | weighed |
        compared | considered | after .. review | board | committee | trustees | council | partners | steering |
        meeting of | minuted | unanimous* | asked for .. but | offered .. but
    """),
    ("DECISION", -3.0, """
        undecided | not decided | not yet | to be decided | has/have to decide | must decide | should decide |
        needs/need to decide | still deciding | can't decide | cannot decide | decided by | might | maybe |
        perhaps | if we | if they | waiting for .. decision | decision pending | would be
    """),
    ("DECISION!", 3.0, """
        stay/stays out/in-house/in/on/as/where/put/off/closed .. house/of/the/is/it | passed on it/the/that/this |
        took the .. because/over/option/split/offer | got the nod | came down on | sided with | put on ice/hold |
        pulled the plug | won't happen/be happening | will not happen | that settles/settled it | is/was off the |
        no to the/a | ruled | her/his/their word was | the line is/was | picked the/a/one | favoured/favored |
        bid .. turned down | struck out | was struck | vetoing | overruled | final say was |
        kept the/it/them .. instead/rather/over | kept .. rather | moved from .. to .. because | swapped .. for |
        fixed at/on | signed off on | gave her/his/their blessing | nodded | no longer an option |
        is/was not up for | buried
    """),
    ("DECISION", 1.5, """
        stay/stays | instead | and nothing else/more | was/were on the table | laid out both/all/the | we laid |
        for good reason | the rule is | as long as | postponed | until next | for .. , .. for | nothing but |
        only for | , never | and that is that | is out | are out | no .. for now | not this year | minus |
        costs too much | would have cost | saw the numbers | looked at both/the | heard both | went round
    """),
    ("DECISION", 1.0, """
        <no-verb>
    """),
)  # fmt: skip

GERMAN: Final = (
    ("DECISION!", 3.0, """
        entschieden | entschied/entschieden .. sich/für/gegen | entscheidung fiel/ist/war/: | beschlossen |
        beschließt/beschloss | beschluss | festgelegt/legte/legten .. fest | vereinbart/vereinbarten |
        verständigt/verständigten | geeinigt/einigten | einigung | abgestimmt .. für/gegen | verworfen |
        fiel/fällt die wahl | wahl fiel | gewählt | ausgewählt | verzichtet/verzichten | verzicht auf | abgelehnt |
        lehnt/lehnte/lehnten .. ab | genehmigt | freigegeben wurde | bleibt/blieb es bei/dabei |
        bleibt/bleiben .. bei | dabei bleibt | es bei .. belassen | nicht weiterverfolgt |
        wird/werden nicht .. verfolgt/umgesetzt/gemacht/verlängert/gebaut/angeboten/eingeführt/angeschafft |
        wird/werden nicht mehr | kommt/kommen nicht in frage/infrage/betracht | vom tisch | gestrichen | zugunsten |
        den zuschlag | gibt es nicht mehr | soll es bleiben | statt dessen .. wird | ausgeschlossen |
        festhalten/festgehalten an/wird | hält/halten .. fest | nein gesagt | will/wollen .. keinen/keine/kein |
        grünes licht | untersagt | entschieden wir/hat/haben | verbindlich/verbindliche | stillgelegt wird |
        wird/werden künftig/ab/weiterhin/weiter/nur/fortan/dauerhaft | entfällt/entfallen | fliegt/fliegen raus |
        bekam/bekommt den | machte das rennen | ausgelagert | begrenzt/beschränkt/gedeckelt auf | abgesegnet |
        schlussstrich | gilt ab/seit/künftig | gewann/gewinnt gegen |
        wurde .. gestrichen/abgelehnt/genehmigt/vertagt/verworfen/festgelegt/gewählt | zustimmung |
        hat .. abgelehnt/zugestimmt/genehmigt | keine weitere/weiteren |
        wird .. fortgeführt/beibehalten/weitergeführt/abgeschafft/eingestellt/ersetzt/verlegt/aufgegeben |
        beerdigt/begraben | verfügt | wie es ist/war | den vorzug | hat das letzte wort gesprochen | basta |
        kommt nicht ins haus | will davon nichts wissen | wird es auch bleiben | bleiben/bleibt .. bis |
        auf wunsch .. kein/keine/keinen/nur
    """),
    ("DECISION!", 1.5, """
        , nicht | nicht .. sondern | statt/anstatt/anstelle | lieber .. als | gegenüber | vorgezogen | weiterhin |
        bleibt/bleiben | behalten/behält | beibehalten | kein/keine/keinen .. mehr | ab sofort | künftig |
        bis auf weiteres | ausschließlich | nur noch | dauerhaft | in zukunft | fortan | ohne ausnahme |
        grundsätzlich | wollte/wollten .. nicht/kein/keine/keinen | ^ kein/keine/keinen * | ^ nur
    """),
    ("DECISION", 1.5, """
        weil | da sonst/der/die/das/sie/er/es/wir | denn | wegen | aus kostengründen/*gründen | grund | begründung |
        zu teuer/langsam/riskant/aufwändig/aufwendig/komplex/unsicher/groß | günstiger | sicherer | damit | aufgrund
    """),
    ("DECISION", 1.5, """
        besprochen | gesprächen/beratung | nach langer/langem/reiflicher | diskutiert/diskussion | abgewogen |
        verglichen | erwogen | geprüft | vorstand | beirat | geschäftsleitung/geschäftsführung | gremium |
        gesellschafter* | gemeinderat | einstimmig | sitzung | lenkungskreis | kuratorium
    """),
    ("DECISION", -3.0, """
        noch nicht entschieden/beschlossen/festgelegt/geklärt | noch offen | noch keine | unentschieden |
        zu entscheiden | entscheiden muss/müssen | muss/müssen .. entscheiden/entschieden | vielleicht | ^ wenn |
        ^ falls | soll noch | steht .. aus
    """),
    ("DECISION!", 3.0, """
        bleibt/bleiben .. noch # | bleibt/bleiben noch zwei/drei/ein/eine/vier/fünf |
        bleibt/bleiben .. draußen/so/beim/bei/wie/bestehen/erhalten/geschlossen/intern | bleibt/bleiben .. im haus |
        außen vor | fiel/fielen durch | fällt/fallen weg | kommt/kommen nur | mehrheitlich |
        wird/werden es nicht geben | auf eis | den vorzug | durchgewinkt | nein zu/zum/zur | auf keinen fall |
        klare ansage | das war es mit/dann | damit ist .. vom | setzt/setzen auf | entscheidet/entscheiden sich |
        hat sich .. für/gegen .. entschieden/ausgesprochen | ausgesprochen für/gegen | gegen .. stimmen |
        stimmte/stimmten .. zu/für/gegen | zugestimmt | nicht hergeben | will .. so lassen | lassen wir/es |
        machen wir nicht | zurückgestellt | verschoben auf | verschieben | kommt/kommen raus/weg/dazu/rein |
        festgezurrt | ablehnung | befürwortet | per handschlag | ist gesetzt | steht fest | den ausschlag gab
    """),
    ("DECISION", 1.5, """
        und sonst nichts/nirgends/niemand | gibt es nicht/keine | nur in/im/für/mit/auf/bei/am/die/der/das/einmal |
        solange | erst ab/nach/wenn/im | vorerst | dieses jahr nicht | bis auf/dahin | reicht nicht/reichen nicht |
        nicht reicht | passt nicht | so | angebot von | variante | dafür | dagegen | lieber | nur ein/eine/einen |
        nicht mehr
    """),
    ("DECISION", 1.0, """
        <no-verb>
    """),
)  # fmt: skip

SPANISH: Final = (
    ("DECISION!", 3.0, """
        se decidió/acordó/optó/descartó/eligió/aprobó/pactó/convino/fijó/votó/prefirió/renunció/suprimió/rechazó/
        desestimó/escogió/resolvió/mantiene/mantienen/queda/quedan/deja/dejan |
        se ha/han decidido/acordado/optado/descartado/elegido/aprobado/pactado/preferido |
        decidimos/acordamos/optamos/elegimos/descartamos/pactamos | quedamos en/con |
        decidió/decidieron/acordaron/acordó/optaron/eligieron/descartaron/aprobaron/prefirieron/votaron |
        decidido/decidida | acordado/acordada |
        queda/quedan/quedó/quedaron descartad*/aprobad*/decidid*/fijad*/acordad*/excluid*/fuera | descartad* |
        dijo/dijeron que no/sí | dio/dieron el visto/luz | visto bueno a/al | luz verde | la decisión fue/es/: |
        decisión de la/el/los/las/no | apostó/apostamos/apuestan por | se quedan/queda con | nos quedamos con/en |
        vetó | renunci* a | no se hará/harán/va/venderá/abrirá/cambiará/renueva/renovará/tocará/toca |
        seguir*/siguen con | se seguirá | por unanimidad | fuera de discusión | ni hablar | acuerdo de/para/: |
        el consejo/la junta/la dirección aprob*/decid*/acord* |
        se retiró/eliminó/limitó/externalizó/anuló/quitó/quitaron/aparcó/firmó/cerró/dejó/dejaron |
        fuera del alcance | se limita/limitan a | tope de | vale lo de | aprobó/aprobaron/aprobado |
        acordó/acordaron | rechazó/rechazaron | eligió/eligieron |
        se quedará/quedarán/mantendrá/mantendrán/seguirá/seguirán/hará/usará/usarán | nos plantamos en |
        conforme/conformes con | dejó/dejaron claro | se tiró/tiraron por | no se mueve/toca/cambia/vende/negocia |
        ni oír hablar | a otra cosa | punto final | zanjó | se retira/retiran | acordado con |
        mejor pocos/pocas/menos .. y
    """),
    ("DECISION!", 1.5, """
        , no | en lugar de | en vez de | antes que | frente a | a favor de | y no | sino |
        se mantiene/mantienen/queda/quedan | sigue/siguen | ya no | a partir de ahora | de ahora en adelante |
        hasta nuevo aviso | solo/sólo en/con | nunca más | nada de | definitivamente | en adelante |
        permanece/permanecerá | ^ nada de | ^ ningún/ninguna | ^ ni
    """),
    ("DECISION", 1.5, """
        porque | ya que | puesto que | dado que | por precio/coste/seguridad/motivos |
        demasiado/muy caro/cara/lento/lenta/arriesgado/complejo/compleja/grande | más barato/barata/seguro/segura |
        debido a | a causa de | motivo | razón | para no | para que
    """),
    ("DECISION", 1.5, """
        lo hablamos/hablaron/comentamos | hablado | discuti* | debat* |
        tras/después de .. vuelta/vueltas/revisión/reunión/debate | compar* | sopes* | valor* | consejo | junta |
        comité | dirección | patronato | socios | propiedad | unánime | acta
    """),
    ("DECISION", -3.0, """
        sin decidir | no se ha decidido | aún no | todavía no | por decidir | hay que decidir |
        tiene/tienen que decidir | quizá/quizás | tal vez | podría/podrían | ^ si | decide/decidirá el/la cociner* |
        pendiente
    """),
    ("DECISION!", 3.0, """
        no habrá/habría | y nada más | nada más que | prefirió/prefirieron/prefiere/prefieren/preferimos |
        pasó/pasaron de | se queda/quedan como/en/fuera/con/dentro/igual/donde | sigue/siguen dentro/como |
        quedó/quedaron en que/no | dijo/dijeron que .. no/nada/mejor | dio/dieron carpetazo | al cajón |
        aparcad*/aparcó/aparcamos | en pausa | se congeló | ganó/ganaron la/el opción/propuesta/oferta |
        la elegida/el elegido | se fijó/fijaron/zanjó/cerró que | zanjad* | tajante |
        no quiso/quisieron/quiere/quieren .. ni/ningún/ninguna/más/otro/otra/meterse/abrir/cambiar/saber/seguir |
        no entra/entran | solo/sólo se .. en/con/para/a | se hará/harán solo/sólo/en/con/por |
        lo resolvimos/decidimos con | resolvimos/resolvieron que/no | mejor no | por mayoría | votación |
        a mano alzada | cierre de debate
    """),
    ("DECISION", 1.5, """
        solo/sólo | de modo que | se habló/hablaron de | vio/vieron los números | por ahora no | este año no |
        ni .. ni | así lo/se | lo dejamos/dejaron/dejó en | hasta que | mientras | en seco | o nada | queda/quedan |
        después de ver/mirar/comparar
    """),
    ("DECISION", 1.0, """
        <no-verb>
    """),
)  # fmt: skip
