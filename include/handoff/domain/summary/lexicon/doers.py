"""Through whom something was done, as people write it behind its state, in English, German and Spanish: data only."""

from __future__ import annotations

from typing import Final

THROUGH_WHOM: Final = "by durch von vom por"
SOMEBODY: Final = "me us him her them mich mir uns ihn ihm ihr ihnen mi nosotros nosotras ella ellos"
BODIES: Final = """
    board council committee client customer team staff office supplier contractor firm company workshop owner landlord
    junta consejo comite cliente equipo personal oficina proveedor contrata empresa taller ayuntamiento propiedad
"""
"""Who does things without a name of their own; German writes them with a capital as it is."""

BETWEEN_NAMES: Final = """
    & and und y e de del von van der the die das den dem el la los las our unser unsere unseren unserem nuestro nuestra
"""
"""What stands before the words of a name, or between them."""

EVENTS: Final = "handover go-live launch completion opening closing end close start easter eod eom"
"""What something may have to be done by, and nobody's name even where it is written like one."""
