"""The commands of the webhooks: serve them alone, without Airflow's pages, and count what was refused."""

from __future__ import annotations

from typing import Annotated

import typer

from handoff.bootstrap import App, environment_connection
from handoff.entrypoints.cli.output import Json, print_json, print_table, reading

app = typer.Typer(help="Webhooks: what HubSpot and Salesforce deliver.", no_args_is_help=True)


@app.callback()
def webhooks() -> None:
    """Webhooks: what HubSpot and Salesforce deliver."""


@app.command()
def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8090,
) -> None:
    """Serve /webhooks and nothing else, with the connections of the environment (AIRFLOW_CONN_…).

    It is to be published behind a proxy that speaks TLS; Airflow needs not be. It writes no log of addresses, since one
    of Salesforce's holds a secret.
    """
    import uvicorn  # noqa: PLC0415 - other commands need no server

    from handoff.web.webhooks import create_site  # noqa: PLC0415 - so too

    with App(environment_connection) as product:
        uvicorn.run(create_site(product), host=host, port=port, access_log=False, server_header=False)


@app.command()
def refused(*, as_json: Json = False) -> None:
    """Show how many deliveries were refused, by connection and reason."""
    with reading() as product, product.registry.begin() as tx:
        found = sorted((*which, number) for which, number in tx.notices.refusals().items())
    if as_json:
        print_json([{"connection": name, "reason": why, "deliveries": number} for name, why, number in found])
    else:
        print_table(("connection", "reason", "deliveries"), found, "Nothing was refused.")
