"""When a cell says that something is done, and when what follows takes it back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handoff.domain.summary.rules.rows.done import says_done

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        *("done", "done 100 %", "100 % done", "done (3 May)", "done Friday", "done last week", "done November 2026"),
        *("done: 2026-04-03 14:00", "closed by Ola & Sven on 3 April 2026", "fixed by the plumber", "done by us"),
        *("solved by replacing the pump", "signed off by the board", "done in Q1", "done on 3/5", "no longer needed"),
        *("erledigt im Dezember", "erledigt von Ola am 3.5.", "behoben durch den Hausmeister", "erledigt letzte Woche"),
        *("erledigt Ende Mai", "erledigt KW 12", "erledigt durch uns", "abgenommen am 12. Mai 2026 durch Frau Lang"),
        *("hecho en mayo de 2026", "hecho por Ola Ríos el 3 de mayo", "arreglado por el fontanero", "hecho hoy"),
        *("hecho a finales de mayo", "firmado por la junta", "hecho la semana pasada", "resuelto el lunes"),
    ],
)
def test_done_with_when_or_through_whom_is_done(value: str) -> None:
    """A day or a month that has come, a weekday, and whoever did it, take nothing back."""
    assert says_done(value, NOW)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "done 60 %",
            "complete: 80%",
            "done, 3 of 5",
            "done 3/5",
            "done in part",
            "done in principle",
            "done (1 left)",
        ),
        *("done by end of Q1", "done by Friday", "done by handover", "DONE BY HANDOVER", "done by closing time"),
        *("finished in draft", "done until further notice", "done in 3 weeks", "done next week", "done December 2026"),
        *("fertig 50 %", "fertig zu 50 %", "erledigt bis auf die Tests", "erledigt bis Freitag", "fertig im Entwurf"),
        *("erledigt zum Teil", "teilweise erledigt", "erledigt, 1 offen", "fertig in 2 Wochen", "erledigt durch"),
        *("hecho en parte", "hecho por partes", "hecho al 50 %", "terminado 4 de 6", "terminado en borrador"),
        *("listo para revisar", "listo para el viernes", "hecho hasta mayo", "hecho, falta uno", "hecho por ahora"),
        *("x", "ok", "not done", "noch nicht erledigt", "sin hecho"),
    ],
)
def test_what_takes_it_back_leaves_it_open(value: str) -> None:
    """A share, a rest, a draft and a time by which it is to be done leave a thing undone."""
    assert not says_done(value, NOW)
