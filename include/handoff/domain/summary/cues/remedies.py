"""Cues of how something that went wrong was put right.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("CHALLENGE", 1.5, """
        fixed | solved | sorted | replaced | repaired | rebuilt | rewrote | redid | re-did | redone | rerouted |
        switched to | brought in | borrowed | rented | hired/hiring a/an/two | patched | restored | recovered |
        reprinted | re-shot | reshot | resent | bridged | worked/got around | workaround | in the end | eventually |
        finally | put a stop | ended when | stopped once/when/after | since then | not one/once since | none since |
        held since | went away | found a/the/out | traced .. to | by hand | overnight | over the weekend |
        at our own cost/expense | instead | until .. arrived/came | stepped in | took over | saved the day |
        caught up | made good | made up | added a/an | moving/moved the/it/to | put right | reverted | rolled back |
        so we | we then | cleared | swapped | cured | lifted | got us/it/them/through | retrained | renegotiat* |
        has run/held/worked | apolog* | refunded | agreed a/on a | phased | redesigned/redesign | re-planned |
        changed supplier/contractor/carrier | another/second supplier/printer/haulier/contractor/lab/carrier |
        agency staff | overtime | out of court | insurance/insurer paid | warranty | compensation/compensated |
        waived | escalated | mediator | sat down with | brought forward | postponed | took it on | cleaned |
        rewritten | relabelled | re-issued/reissued | wrote off | got it/them back | up again | back on | resolved |
        calmed | won back | stayed up | shifted | substituted | rang round | drafted in | put on a/an | held the |
        carried on with | kept going | managed to | still made | made it | in time | just in time | clawed it back |
        carried us | drove to | swapped them | from the logs/backup | himself/herself | noticed before |
        never noticed
    """),
    ("CHALLENGE", 1.5, """
        resubmitted | reran/rerun | rewired | retested | reopened | reinstalled | rebooked | reset | recalibrated |
        re-* | again from scratch | from scratch | pulled it back/out | set up in | cured with/by |
        with a hired/borrowed/rented | were/was running again | back up/online/in | spotted it/the |
        so we/she/he/they | a spare | plan b | bonded | came to the rescue | talked .. into | persuaded |
        negotiated | paid .. extra | drove | flew | worked through/nights | did it by hand | put .. up in | ran it |
        ended up | moved them/it/everything/production/the | as a stopgap | makeshift | improvised | temporary |
        filed amended | agreed a new | extended | backfilled | propped | split the | locked to | tightened |
        insulated | drained | pumped | wrote a/the script | got a/an/the .. to |
        without anyone/a/customer noticing | no customer/one/guest/patient noticed | in one night | none lost |
        pulled an all-nighter
    """),
)  # fmt: skip

GERMAN: Final = (
    ("CHALLENGE", 1.5, """
        behoben/beheben | gelöst/lösten | repariert* | ersetzt*/ausgetauscht/getauscht | umgestellt/stellten .. um |
        umgangen | überbrückt* | aufgefangen | ausgeglichen | wiederhergestellt | nachgeholt | nachgereicht |
        neu aufgesetzt/gemacht/gedruckt/aufgebaut/erfasst/geschrieben/gebucht/berechnet/ausgestellt | von hand |
        eingesprungen/sprang .. ein | ausgeliehen/geliehen/gemietet/angemietet | hinzugezogen/geholt |
        schließlich/am ende/letztlich/letztendlich | seitdem/seither | danach .. ruhe | erst als/nachdem/mit/durch |
        in den griff | in nachtschicht* | am wochenende | auf eigene kosten | stattdessen |
        ausgewichen/wichen .. aus | rückgängig | nachverhandelt | geeinigt | erledigte sich | half/geholfen |
        abgefedert | aufgeholt | rekonstru* | korrigiert* | bereinigt* | aufgearbeitet |
        dann haben/hat/wurde/wurden | wir haben .. dann/daraufhin | daraufhin | kurzerhand |
        neuer/neuen/neuem lieferant*/anbieter/dienstleister | umgeplant | neu verhandelt/gerechnet/geschrieben |
        ersatz/ersatz* | aushilfe/zeitarbeit | überstunden | versicherung | kulanz | erlassen | zurückgenommen |
        wieder aufgenommen | nachträglich | aussetzung | stattgegeben | gelang/gelungen | bekommen/bekamen .. hin |
        gerettet/retten | abgewendet | zurückgeholt | nacherfasst/nachgebucht | umgehängt | provisorium | seither |
        rechtzeitig | trotzdem | pünktlich | durchbekommen | ging es weiter | seitdem/seit dem .. ruhe | nachts |
        doch noch
    """),
    ("CHALLENGE", 1.5, """
        geliehen/geborgt/ausgeborgt | erneut/nochmal/nochmals/noch einmal | neu |
        nachgeliefert/nachgezogen/nachgebessert | abends war | am ende ist/hat/war/haben | am nächsten tag/morgen |
        eingestiegen | eingedeckt | übernommen | wieder online/da/trocken/offen/flott/zurück/erreichbar/lieferbar |
        wiederherst* | aus dem backup | aus der sicherung | ausweich* | vorübergehend |
        notlösung/notbetrieb/provisor* | improvisiert | zum alten preis | dann beim/bei/mit/über | habe/haben dann |
        über nacht | bis die/der/das .. kam | nachprobe | tausch/austausch | desinfektion |
        umgebucht/umgezogen/umverteilt | per kurier | persönlich hingefahren | überredet/überzeugt |
        fristverlängerung | wiedereinsetzung | einspruch | nachgewiesen | sauber | stundung | abgepumpt | trocken
    """),
)  # fmt: skip

SPANISH: Final = (
    ("CHALLENGE", 1.5, """
        lo/la/los/las arregl*/resolv*/solucion*/salv*/cambi*/sustitu*/repar* | arregl* | resolv* | resuelt* |
        solucion* | repar* | sustitu* | reemplaz* | rehicimos/rehizo/rehacer/rehicieron/reimpr* | restaur* |
        recuper* | alquil* | prestad* | contrat* un/una/a | pusimos/puso/pusieron | montamos/montó/montaron |
        metimos | cambiamos/cambió/cambiaron | pasamos a/el/la/todo | salimos del paso/adelante |
        al final/finalmente/por fin | desde entonces | a mano | en una noche | el fin de semana | a nuestra costa |
        en su lugar | hasta que | a base de | gracias a | nos salvó | compens* | super* | descubr* |
        encontr* la/el/un/una | renegoci* | revert* | no ha vuelto | se pudo/pudieron | trasladamos/trasladó |
        desvi* | reenvi* | añadi* | reforz* | indemniz* | corregi*/corrigi* | volvió a/volvimos a |
        otro proveedor/transportista/banco | rediseñ* | seguro pagó/cubrió | garantía | descuento | horas extra |
        refuerzo | se renegoció | a tiempo | in extremis | aun así | pese a | salvamos/salvó | recolocamos |
        reetiquet* | reimprim* | se lo/la llevó/trajo | conseguimos/consiguió | al día siguiente | en dos días |
        por la vía | recurrimos | ganamos el | devolvieron/devolvió | se cerró | acordamos con | hubo que |
        repartimos | movimos | seguimos adelante | salió adelante
    """),
    ("CHALLENGE", 1.5, """
        así que cambiamos/pusimos/hicimos/llevamos/montamos/fuimos/movimos/trajimos/usamos/pedimos/alquilamos/
        rentamos/la/el/los | de nuevo | otra vez | a la segunda/tercera/cuarta | pasó | lo/la encontr* |
        lo/la ingresamos/presentamos/mandamos | con refacciones/piezas | de repuesto | rentamos/rentó |
        rent* un/una | provisional* | temporal* | improvis* | parche | desde cero | turno de noche | toda la noche |
        remontamos | volvimos | reabri* | reinici* | reinstal* | recalcul* | repetimos/repitió/repetir |
        de respaldo | copia de seguridad | respaldo | consegu* | logramos/logró | convenci* | negoci* | aplaz* |
        prórroga | recurri* | reparti* | nadie lo notó/se dio | ningún cliente
    """),
)  # fmt: skip
