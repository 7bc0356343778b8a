"""Words that carry no meaning by themselves, in English, German and Spanish: data, and nothing else."""

from __future__ import annotations

from typing import Final

TITLE_WORDS: Final = """
    log list register overview project plan notes document report current final version of client account our us team
    sheet table matrix tracker summary status liste register ubersicht projekt plan notizen dokument bericht aktuell
    version protokoll tabelle lista registro resumen proyecto plan notas documento informe actual version tabla
"""
"""Words of a document's title that say nothing about its topic."""

STOP_WORDS: Final = """
    a an the and or but of to in on at by for with from as is are was were be been it its this that these those
    there their they we our us you your he she his her i will would has have had do does did not no so if then than
    into per via der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im am auf bei
    mit fur aus als ist sind war waren wird werden wurde wurden hat haben hatte es er sie wir ihr ihre ihrem ihren
    unser unsere nicht kein keine wenn dann auch noch nach bis durch uber dass el la los las un una unos unas y o
    pero de del al en con por para sin son era eran ser fue ha han se su sus lo le les que nuestro nuestra como si
"""
"""Words that carry no meaning by themselves."""
