"""The command line: check, changes, diff, new, promote, pin, schema, explain."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from ..authoring.edit import Changes, Refusal
from ..authoring.new import new_entity, new_site
from ..authoring.pin import pin as pin_sources
from ..authoring.promote import promote as promote_thing
from ..compiler.decode import SOURCE_ENDINGS, decode
from ..compiler.explain import explain as explanation_of
from ..compiler.passes import compile_tree
from ..errors import Diagnostic, JourneysiteError
from ..history.git import GitProblem, open_repository
from ..model.kind import Kind
from ..model.kinds import KINDS
from ..output.schema import schemas
from .cli_changes import changes, diff
from .cli_parts import Stop, config_file_option, day_option, opened
from .formats import FORMATS, as_seen
from .options import today_from
from .project import NoProject, Project
from .report import fails
from .since import brought_by_change


class _Commands(click.Group):
    """Commands that say in a sentence which file could not be read."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            # A closed pipe has no name, and is click's to handle.
            if error.filename is None:
                raise
            raise Stop(f"{error.filename} cannot be read: {error.strerror}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="journeysite")
def main() -> None:
    """Customer journey maps, published and alive. Begin with: journeysite new site DIR"""


# check ---------------------------------------------------------------------------------------------------------------


@main.command()
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How to say it.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--since", metavar="REV", help="Report only what changed for the worse since a branch, tag or commit.")
@click.option("--today", metavar="DATE", callback=day_option, help="The date to check by, such as 2027-06-01.")
@click.option("--all", "with_all", is_flag=True, help="Show every hint.")
@config_file_option
@click.pass_context
def check(
    ctx: click.Context, format_name: str, strict: bool, since: str | None, today: date | None, with_all: bool, config_file: str
) -> None:
    """Check the sources and say what is wrong, with the line and what to do about it.

    Exits with 1 on errors. What only the date made wrong is reported and never fails.
    """
    project = opened(config_file)
    tree = project.tree
    try:
        day = project.today(today)
    except NoProject as problem:
        raise Stop(str(problem)) from problem
    _, diagnostics = compile_tree(tree, day, project.rules)
    if since is not None:
        diagnostics = brought_by_change(diagnostics, _diagnostics_at(since, project, day))
    else:
        diagnostics = (*diagnostics, *project.settings)
    files = sum(path.endswith(SOURCE_ENDINGS) for path in tree)
    for line in FORMATS[format_name](as_seen(diagnostics, project.shown_folder), files, with_all):
        _say(line)
    if fails(diagnostics, strict):
        ctx.exit(1)


def _diagnostics_at(revision: str, project: Project, today: date) -> tuple[Diagnostic, ...]:
    try:
        with open_repository(project.docs_dir) as repository:
            tree = repository.tree(repository.fork_point(revision))
            return compile_tree(tree, today, project.rules)[1]
    except GitProblem as problem:
        raise Stop(problem.sentence, problem.hint) from problem


def _say(line: str) -> None:
    # A file name that is not UTF-8 must not end in a traceback.
    click.echo(line.encode("utf-8", "replace").decode())


main.add_command(changes)
main.add_command(diff)


# Writing sources -----------------------------------------------------------------------------------------------------


@main.group()
def new() -> None:
    """Begin a site, or a file for one thing."""


@new.command("site")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new_site_command(folder: Path) -> None:
    """Begin a site: mkdocs.yml, one persona, one journey."""
    try:
        today = today_from("", os.environ)
    except JourneysiteError as problem:
        raise Stop(str(problem)) from problem
    _write(folder, new_site(today, has_gitignore=(folder / ".gitignore").exists()), may_replace=False)
    click.echo(f"\nNow: cd {folder} && mkdocs serve")


def _new_command(kind: Kind) -> click.Command:
    @click.command(kind.name, help=f"Begin a file for one {kind.title.lower()}. {kind.summary}")
    @click.argument("name", metavar="ID")
    @click.option("--title", default="", help="What people call it; else it is made of the id.")
    @config_file_option
    def command(name: str, title: str, config_file: str) -> None:
        project = opened(config_file)
        decoded, _ = decode(project.tree, KINDS)
        known = {key.id: entity.path for key, entity in decoded.entities.items() if key.kind == kind.name}
        _write(project.docs_dir, _allowed(lambda: new_entity(kind, name, title, known)), may_replace=False, shown=project.shown_folder)

    return command


for _kind in KINDS.values():
    new.add_command(_new_command(_kind))


@main.command()
@click.argument("thing", metavar="KIND:ID")
@config_file_option
def promote(thing: str, config_file: str) -> None:
    """Give a thing that is written in place a file of its own."""
    project = opened(config_file)
    changes = _allowed(lambda: promote_thing(project.tree, KINDS, thing, project.today(None)))
    _write(project.docs_dir, changes, shown=project.shown_folder)


@main.command()
@click.argument("files", nargs=-1, metavar="[FILES]...")
@config_file_option
def pin(files: tuple[str, ...], config_file: str) -> None:
    """Write ids into stages, steps and things in place, so that they can be retitled. Without FILES: everywhere."""
    project = opened(config_file)
    changes = _allowed(lambda: pin_sources(project.tree, KINDS, [project.source(path) for path in files]))
    _write(project.docs_dir, changes, shown=project.shown_folder)
    if not changes.files:
        click.echo("Everything has its id already.")


def _allowed(change: Callable[[], Changes]) -> Changes:
    try:
        return change()
    except Refusal as refusal:
        raise Stop(refusal.sentence, refusal.hint) from refusal
    except NoProject as problem:
        raise Stop(str(problem)) from problem


def _write(root: Path, changes: Changes, may_replace: bool = True, shown: str = "") -> None:
    """Write, or write nothing: a file that is in the way is found before the first one is written."""
    in_the_way = next((path for path in changes.files if (root / path).exists()), "")
    if in_the_way and not may_replace:
        raise Stop(f"{Path(shown, in_the_way) if shown else root / in_the_way} exists already, and nothing was written")
    for path, data in changes.files.items():
        target = root / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        except OSError as error:
            raise Stop(f"{target} cannot be written: {error.strerror}") from error
    for path in changes.removed:
        (root / path).unlink()
    for note in changes.notes:
        _say(str(Path(shown, note)) if shown else note)


# Reference -----------------------------------------------------------------------------------------------------------


@main.command()
@click.option(
    "--out", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where to write them."
)
def schema(folder: Path) -> None:
    """Write a JSON Schema for every kind and registry, for editors."""
    files = {name: text.encode() for name, text in schemas(KINDS).items()}
    _write(folder, Changes(files))
    click.echo(f"{len(files)} schemas in {folder}")


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a code means, why it matters and how to put it right."""
    said = explanation_of(code)
    if said is None:
        raise Stop(f'there is no code "{code}"', "codes look like E102 and C101; every message of journeysite check has one")
    click.echo(said.rstrip())
