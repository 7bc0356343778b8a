"""The terms of columns that tell of goals, decisions, risks and troubles, in three languages: data, and nothing else.

Written as in columns.py, of which they are a part.
"""

from __future__ import annotations

from typing import Final

STORY_TERMS: Final = {
    "GOAL": """
        goal | objective | aim | kpi | target outcome | metric | ziel | *ziel | kennzahl | objetivo | meta |
        indicador | indicator | what they wanted | measure | messgrosse | what for | wofur
    """,
    "BASELINE": """
        baseline | starting point | start | at start | before | initial | ausgangswert | ausgangslage | vorher |
        anfangswert | zu beginn | linea base | punto de partida | inicial | antes | valor inicial | then |
        at the start | damals | fruher | entonces | al inicio | al empezar | at kick-off | when we started |
        ausgang | partida
    """,
    "TARGET": """
        expected | erwartet | esperado |
        target | target value | agreed | planned | plan | zielwert | soll | geplant | valor objetivo | previsto |
        objetivo acordado | goal value | should be | wanted | wunsch | wunschwert | ziel bis | aimed for | deseado |
        meta acordada
    """,
    "RESULT": """
        result | results | actual | actuals | achieved | outcome | now | current | today | where it stands |
        ergebnis | ergebnisse | ist | erreicht | aktuell | heute | resultado | resultados | logrado | alcanzado |
        hoy | where we are | latest | as of today | as it stands | letzter stand | stand heute | jetzt | ultimo |
        ultimo dato | ahora | reached
    """,
    "VARIANCE": """
        variance | difference | delta | gap | deviation | abweichung | differenz | desviacion | diferencia |
        variacion
    """,
    "REASON": """
        reason | why | rationale | because | cause | justification | grund | begrundung | warum | ursache | motivo |
        razon | por que | justificacion | causa
    """,
    "DECISION": """
        decision | decided | resolution | agreed decision | what we decided | we decided | entscheidung | entscheid |
        beschluss | entschieden | beschlossen | decidido | acuerdo | call made | ruling | settled |
        outcome decided | festlegung | was gilt | resolucion | lo decidido | que se decidio
    """,
    "REJECTED": """
        rejected | options rejected | rejected options | alternatives | alternative | options considered |
        alternatives considered |
        discarded | instead of | verworfen | verworfene* | abgelehnt | alternativen | descartado | descartada |
        descartadas | alternativas |
        opciones descartadas | opciones rechazadas
    """,
    "RISK": """
        risk | risk description | threat | risiko | riesgo | gefahr | amenaza
    """,
    "LIKELIHOOD": """
        likelihood | probability | chance | wahrscheinlichkeit | probabilidad
    """,
    "EFFECT": """
        effect | impact | effects | damage | what it meant | auswirkung | auswirkungen | folge | folgen | wirkung |
        efecto | impacto | consecuencias
    """,
    "RESPONSE": """
        response | mitigation | how overcome | how it was overcome | overcome | how we overcame it | overcame |
        resolution | resolved by | solution | fix | how it was fixed | how it was solved | how it was resolved |
        how we solved it | remedy | wie behoben | wie es gelost wurde | como lo resolvimos | how we fixed it |
        what we did | workaround | countermeasure | gegenmassnahme | gegenmassnahmen | losung | abhilfe |
        wie gelost | gelost | so gelost | behoben | massnahme | mitigacion | solucion | como se resolvio |
        como se supero | medida | que hicimos | what we did about it | how it ended | outcome of it |
        was wir taten | was getan wurde | ausgang der sache | que se hizo | como acabo | como quedo | remedio
    """,
    "CHALLENGE": """
        complaint | reklamation | beschwerde | queja | reclamacion |
        challenge | problem | issue | incident | what happened | obstacle | difficulty | lesson | herausforderung |
        vorfall | was geschah | storung | was passiert ist | schwierigkeit | problema | reto | desafio | que paso |
        incidencia | incidente | dificultad | leccion | trouble | what went wrong | panne | was schiefging | arger |
        schaden | que salio mal | averia | lio
    """,
    "REMAINS": """
        remains | what remains | what remains of it | what is left of it | remaining | left over | residual |
        residual risk | was bleibt | verbleibt |
        restrisiko | que queda | queda | riesgo residual
    """,
}
