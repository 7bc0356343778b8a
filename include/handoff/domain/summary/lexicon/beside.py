"""What tells cells of one name apart, in English, German and Spanish: data, and nothing else."""

from __future__ import annotations

from typing import Final

UNITS: Final = r"""
    h | hrs? | hours? | std | stunden? | horas? | votes? | votos? | stimmen? |
    m[gl] | [ck]m | mm | k?g | [tl] | m[23] | [km]?wh | pcs\.? | pieces? | units? | pairs? | boxes | lit(?:re|er)s? |
    stk\.? | stuck | einheit(?:en)? | paare? | kisten? | liter |
    uds?\.? | unidad(?:es)? | piezas? | pares | cajas? | litros?
"""
"""Units of what is no money: regular expressions over folded text, parted by bars with spaces."""

MEASURES: Final = """
    measure | measures | metric | what for | massnahme | massnahmen | messgrosse | kennzahl | wofur | medida | medidas |
    metrica | indicador | para que
"""
"""Heads of what is measured, or was taken as a measure; without a comparison it is no goal."""

DESTINATIONS: Final = "destination | bestimmungsort | zielort | destino"
"""Heads of where something goes: goods to a place, records to whoever keeps them."""
