"""Cues of small talk, jokes and daydreams, which weigh against everything that is told.

Data, and nothing else; how they are written stands in the package's own text.
"""

from __future__ import annotations

from typing import Final

ENGLISH: Final = (
    ("NEUTRAL", -4.0, """
        daydream* | wondered | joked | jokes | joking | kidding | haha | hahaha | lol | lottery | if money |
        would be fun | some day | if that ever | ever happens | rolled her/his eyes | supposedly fun |
        rumour/rumor | gossip | weather was | the weather | pie was | happy birthday | congrat* | merry |
        all good here | nothing new | no news | dear subscribers/readers/producers/members/customers | if i were |
        i would have | might be nice | someone suggested | brainstorm* | hypothetic* | in theory | a/the rival |
        chairman of a | in the paper/news | on the radio/telly/tv | read that | says the | 's talking |
        the .. talking, nobody | signed up to it | quoted .. as | another client | other client/clients |
        different client
    """),
    ("NEUTRAL", -1.5, """
        hope you/your/this/all | thanks for | thank you for | see you | talk soon | lunch with/at/was |
        dinner with/at/was | coffee was/is/at | holiday cookies | asked after | told me about her/his |
        her/his holiday/kids/dog/cat/garden/wedding/knee/car | recital | beers | pub | competitor's |
        good coffee/lunch/pie/cake | nice day/weather/lunch/cake/walk | small talk | chatted about | hold music |
        lunch/dinner/coffee/weather was/is
    """),
)  # fmt: skip

GERMAN: Final = (
    ("NEUTRAL", -4.0, """
        haha | lotto | irgendwann mal | wäre schön | wäre auch schön | falls je | jemals | träumte |
        scherz*/witz/witzelte | gerücht* | wetter war | schönes wetter | geburtstag | herzlichen glückwunsch |
        frohe | alles ruhig | nichts neues | smalltalk | plauder* | liebe mitglieder/leser/kunden/abonnenten |
        spekulier* | theoretisch | brainstorm* | idee von | in der zeitung | im radio | nachbargemeinde |
        mitbewerber | ein anderer kunde | andere/anderer mandant*/kunde*
    """),
    ("NEUTRAL", -1.5, """
        enkel/enkelin | vielen dank | danke für | ich hoffe | bis bald | mittagessen | bier/biere | kuchen war |
        schinken | sommerfest/weihnachtsfeier | warteschleife | schönes wochenende |
        erzählt/erzählte .. von/dass/die | hätte .. gern
    """),
)  # fmt: skip

SPANISH: Final = (
    ("NEUTRAL", -4.0, """
        jaja* | lotería | algún día | estaría bien | soñaba | broma/bromeó/bromas/bromeando | rumor/rumores |
        cotilleo | hizo buen | ya viene el | cumpleaños | felicidades | feliz | buen fin de | todo bien/tranquilo |
        sin novedad | estimados/queridos suscriptores/lectores/clientes/socios | si me tocara | en teoría |
        lluvia de ideas | en el periódico | en la radio | otro cliente | un rival | la competencia
    """),
    ("NEUTRAL", -1.5, """
        gracias por | muchas gracias | saludos a | nietos | cervezas | de vacaciones | el café |
        la comida estuvo/fue | hace frío/calor/bueno | espero que/estés/esté | nos vemos | un perro/su perro |
        música de espera
    """),
)  # fmt: skip
