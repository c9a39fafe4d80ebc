"""What the commands share: how they end, their common options, and how they find the site."""

from __future__ import annotations

from datetime import date

import click

from .project import NoProject, Project, open_project


class Stop(click.ClickException):
    """Ends a command with a sentence and, on a line of its own, what to do about it."""

    exit_code = 2

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(f"{sentence}\n    {hint}" if hint else sentence)


def day_option(ctx: click.Context, param: click.Parameter, said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise click.BadParameter(f'"{said}" is not a day: write year, month and day, such as 2026-11-02') from None


config_file_option = click.option("-f", "--config-file", default="mkdocs.yml", show_default=True, help="The site's configuration.")


def opened(config_file: str) -> Project:
    try:
        project = open_project(config_file)
    except NoProject as problem:
        raise Stop(str(problem)) from problem
    for warning in project.warnings:
        click.echo(f"Warning: {warning}", err=True)
    return project
