"""The command line. Every command answers a mistake with one line that says what to do.

Each imports what it needs: the web server's first process runs for as long as the server, and holds what it imported.
"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kalends import processes
from kalends.core.errors import Error
from kalends.settings import BadSetting, Loaded, load

app = typer.Typer(
    name="kalends",
    help="Kalends: where times get agreed. `kalends serve` runs everything.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
person_app = typer.Typer(no_args_is_help=True, help="People: add them from the command line.")
app.add_typer(person_app, name="person")

Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on (server.port).")]
Host = Annotated[str | None, typer.Option(help="Address to listen on (server.host).")]
DataFolder = Annotated[Path | None, typer.Option("--data", help="Where everything is kept (data.folder).")]


def main() -> None:
    try:
        app()
    except _mistakes() as mistake:
        from rich.console import Console

        Console(stderr=True, soft_wrap=True).print(str(mistake), style="bold red", highlight=False, markup=False)
        sys.exit(1)


def _mistakes() -> tuple[type[Exception], ...]:
    """Asked only where something went wrong."""
    from kalends.store.embedded import EmbeddedError

    return BadSetting, processes.CannotStart, EmbeddedError, Error


def _overrides(port: int | None = None, host: str | None = None, data: Path | None = None) -> dict[str, str]:
    given = {"server.port": port, "server.host": host, "data.folder": data}
    return {name: str(value) for name, value in given.items() if value is not None}


def _load(overrides: dict[str, str] | None = None) -> Loaded:
    processes.die_with_parent()
    return load(overrides)


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # this is the command line


@app.command()
def serve(
    port: Port = None,
    host: Host = None,
    data: DataFolder = None,
    sample: Annotated[bool, typer.Option("--sample", help="Load sample people and meetings, if empty.")] = False,
) -> None:
    """Run everything: PostgreSQL (unless database.url is set), the web server and the worker."""
    from kalends import supervisor

    overrides = _overrides(port, host, data)
    supervisor.serve(_load(overrides), overrides, sample=sample, say=_say)


@app.command()
def web(port: Port = None, host: Host = None, data: DataFolder = None) -> None:
    """Run the web server alone: pages, REST."""
    overrides = _overrides(port, host, data)
    processes.web(_load(overrides), overrides)


@app.command()
def worker(data: DataFolder = None) -> None:
    """Run the worker alone: facts, timers, mail."""
    processes.worker(_load(_overrides(data=data)).settings)


@app.command()
def migrate(
    data: DataFolder = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would run, and whether it is safe.")] = False,
) -> None:
    """Bring the database up to date."""
    from kalends import databases
    from kalends.store import migrate as migrations

    settings = _load(_overrides(data=data)).settings
    with databases.reachable_database(settings) as stores:
        if plan:
            for migration in migrations.plan(stores.owner):
                _say(f"{migration.name}: safe while the old version runs: {migration.promise}")
            return
        applied = migrations.migrate(stores.owner, _say)
    _say(f"{len(applied)} applied; the database is up to date.")


@app.command()
def settings(data: DataFolder = None) -> None:
    """Show every setting, its value, and the layer it came from."""
    from rich.console import Console
    from rich.table import Table

    table = Table("setting", "value", "from", box=None, pad_edge=False)
    for name, value, layer in _load(_overrides(data=data)).lines():
        table.add_row(name, value, layer)
    Console(soft_wrap=True).print(table)


@app.command()
def demo(data: DataFolder = None) -> None:
    """Load the sample people and meetings into an empty database."""
    from kalends import databases, supervisor

    chosen = _load(_overrides(data=data)).settings
    with databases.reachable_database(chosen):
        lines = supervisor.sample_house(chosen)
    for line in lines or ["People live here already: the sample is for an empty database."]:
        _say(line)


@app.command()
def openapi() -> None:
    """Print the OpenAPI document of the JSON API."""
    from kalends import frontage

    _say(json.dumps(frontage.openapi(), indent=2, ensure_ascii=False))


@person_app.command("add")
def person_add(
    email: Annotated[str | None, typer.Argument(help="The person's mail address.")] = None,
    username: Annotated[str | None, typer.Argument(help="A unique name to sign in with.")] = None,
    operator: Annotated[bool, typer.Option("--operator", help="May administer this server.")] = False,
    file: Annotated[
        Path | None, typer.Option("--from", help="Many at once: CSV with a header, or one JSON object a line.")
    ] = None,
    zone: Annotated[str, typer.Option(help="IANA time zone.")] = "UTC",
    data: DataFolder = None,
) -> None:
    """Add a person, or many from a file; prints a link by which each sets a password."""
    import asyncio

    from kalends import commands, data_folder, databases

    chosen = _load(_overrides(data=data)).settings
    rows = commands.people_rows(file, email=email, username=username, is_operator=operator, zone=zone)
    with databases.reachable_database(chosen) as stores:
        for line in asyncio.run(commands.add_people(chosen, data_folder.master_key(chosen), stores, rows)):
            _say(line)


audit_app = typer.Typer(no_args_is_help=True, help="The record of what was done.")
app.add_typer(audit_app, name="audit")


@audit_app.command("verify")
def audit_verify(
    head: Annotated[
        list[str] | None, typer.Option(help="A head that was kept, as /audit/head writes it; as many as you like.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Find entries that were edited, removed or put elsewhere. Ends with 1 where there is one."""
    import asyncio

    from kalends import commands, data_folder, databases

    chosen = _load(_overrides(data=data)).settings
    with databases.reachable_database(chosen) as stores:
        verdict = asyncio.run(commands.verify_audit(chosen, data_folder.master_key(chosen), stores, head or []))
    for line in verdict.lines:
        _say(line)
    if not verdict.is_good:
        sys.exit(1)


SEASONS = {
    "solve": "Find a timetable for a season file.",
    "check": "Judge a timetable: violations and objective by rule.",
    "explain": "Say in words which rules a timetable breaks and by which games, or why a season allows none.",
    "suggest": "Name small changes that make a timetable better.",
    "analyse": "Each team's homes, breaks, rest and travel in a timetable, and how evenly they fall.",
    "convert": "Write a season or a timetable in another format: RobinX, OSSS, Excel, CSV, text.",
    "repair": "Mend a timetable after a shock, moving as few games as can be.",
    "example": "Write a season that ships with Kalends to a file.",
}


def _season_command(context: typer.Context) -> None:
    # Imported when it is wanted: the engine is an extra, and takes seconds to load.
    try:
        from kalends.features.seasons.solver import command
    except ImportError as missing:
        raise processes.CannotStart(str(missing)) from missing
    seasons = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.add_to(seasons)
    seasons([str(context.info_name), *context.args], prog_name="kalends")


for _name, _help in SEASONS.items():
    app.command(
        _name,
        help=_help,
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )(_season_command)


if __name__ == "__main__":
    main()
