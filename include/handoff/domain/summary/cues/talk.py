"""Cues of small talk, jokes and daydreams, which weigh against everything that is told.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("NEUTRAL", -4.0, """
        daydream* | wondered | joked | jokes | joking | kidding | haha | hahaha | lol | lottery | if money |
        would be fun | some day | if that ever | ever happens | rolled her/his eyes | supposedly fun |
        rumour/rumor | gossip | competitor's | neighbour*/neighbor* | weather was | the weather |
        nice day/weather/lunch/cake/walk | good coffee/lunch/pie/cake | coffee was/is/at | pie was |
        lunch with/at/was | dinner with/at/was | beers | pub | happy birthday | congrat* | merry | holiday cookies |
        hope you/your/this/all | thanks for | thank you for | see you | talk soon | all good here | nothing new |
        no news | small talk | chatted about | asked after | told me about her/his | recital |
        her/his holiday/kids/dog/cat/garden/wedding/knee/car |
        dear subscribers/readers/producers/members/customers | if i were | i would have | might be nice |
        someone suggested | brainstorm* | hypothetic* | in theory | hold music
    """),
)  # fmt: skip

GERMAN: Final = (
    ("NEUTRAL", -4.0, """
        haha | lotto | irgendwann mal | wäre schön | wäre auch schön | falls je | jemals | träumte |
        scherz*/witz/witzelte | gerücht* | nachbar*/konkurrenz | wetter war | schönes wetter | kuchen war |
        schinken | geburtstag | herzlichen glückwunsch | frohe | schönes wochenende | ich hoffe | vielen dank |
        danke für | bis bald | alles ruhig | nichts neues | smalltalk | plauder* | enkel/enkelin |
        liebe mitglieder/leser/kunden/abonnenten | erzählt/erzählte .. von/dass/die | spekulier* | hätte .. gern |
        theoretisch | brainstorm* | idee von | warteschleife | mittagessen | bier/biere | sommerfest/weihnachtsfeier
    """),
)  # fmt: skip

SPANISH: Final = (
    ("NEUTRAL", -4.0, """
        jaja* | lotería | algún día | estaría bien | soñaba | broma/bromeó/bromas/bromeando | rumor/rumores |
        cotilleo | vecino/vecinos/competencia | hizo buen | hace frío/calor/bueno | ya viene el | el café |
        la comida estuvo/fue | cumpleaños | felicidades | feliz | buen fin de | espero que/estés/esté |
        gracias por | muchas gracias | nos vemos | todo bien/tranquilo | sin novedad | saludos a | nietos |
        estimados/queridos suscriptores/lectores/clientes/socios | si me tocara | en teoría | lluvia de ideas |
        música de espera | cervezas | de vacaciones | un perro/su perro
    """),
)  # fmt: skip
