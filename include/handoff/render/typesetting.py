"""Typst in a process of its own: `python -m handoff.render.typesetting` takes values as JSON and gives a PDF.

Typst keeps what it has set for the next time; a long dossier leaves a quarter of a gigabyte behind. A process ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files

from handoff.errors import TypesettingError

SECONDS = 300.0
"""Seconds that a PDF may take; one of a thousand claims takes a few."""

_KEPT = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""All of the environment that Python may need to start and to find this package; the rest, credentials too, stays."""


def typeset(template: str, values: str) -> bytes:
    """Return the PDF of a template of this package, to which `values`, a JSON text, are given as data.

    RuntimeError, with Typst's own words, where it gives none; TypesettingError where it takes too long.
    """
    command = [sys.executable, "-m", __name__, template]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this interpreter
            command, input=values.encode(), capture_output=True, check=False, env=kept, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise TypesettingError(
            f"Typst gave no PDF of {template} within {SECONDS:g} seconds, and was ended.",
            mend="Try again; if it happens again, see whether the machine is short of processor time or memory.",
        ) from None  # it holds all that was to be set
    if done.returncode != 0:
        raise RuntimeError(f"Typst gave no PDF of {template}: {done.stderr.decode(errors='replace')[-500:]}")
    return done.stdout


def main() -> None:
    """Set the template that the command names, with the values on standard input, and write the PDF."""
    import typst  # noqa: PLC0415 - only this process holds it

    template = files("handoff.render").joinpath("templates", sys.argv[1]).read_bytes()
    given = sys.stdin.buffer.read().decode()
    pdf = typst.compile(template, sys_inputs={"dossier": given}, ignore_system_fonts=True, format="pdf")
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no PDF")
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
