"""The commands of the change log: what changed in a period, and what a change will say before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import click

from ..compiler.passes import compile_tree
from ..errors import Diagnostic, Severity
from ..history.between import Side, State, between, present, with_reasons
from ..history.changelog import ChangeLog, read_change_log
from ..history.git import CommitTree, GitProblem, Repository, open_repository
from ..history.past import steps
from ..history.weigh import Weight
from ..model.refs import Key
from ..model.site import Site
from ..output.digest import DIGESTS
from ..output.review import REVIEWS
from ..render.templates import Renderer
from ..source.tree import Tree
from ..view.addresses import Addresses
from ..view.digest import digest
from ..view.here import Here
from ..view.language import Language
from ..view.review import Names, review
from .cli_parts import Stop, config_file_option, day_option, opened
from .formats import as_seen
from .project import NoProject, Project
from .since import brought_by_change

_WEIGHTS = {weight.name.lower(): weight for weight in (Weight.WORDING, Weight.MEANING, Weight.STRUCTURE)}

_language_option = click.option("--lang", metavar="CODE", default="", help="The language to say it in, such as de; else the site's own.")


@click.command()
@click.option("--since", metavar="DATE", callback=day_option, required=True, help="The first day, such as 2026-10-01.")
@click.option("--until", metavar="DATE", callback=day_option, help="The last day; else today.")
@click.option("--about", metavar="KIND:ID", multiple=True, help="Only this thing; more than one may be named.")
@click.option("--weight", type=click.Choice(list(_WEIGHTS)), default="meaning", show_default=True, help="The lightest change to tell.")
@click.option("--format", "format_name", type=click.Choice(list(DIGESTS)), default="text", show_default=True, help="How to say it.")
@_language_option
@config_file_option
def changes(since: date, until: date | None, about: tuple[str, ...], weight: str, format_name: str, lang: str, config_file: str) -> None:
    """Say what changed in the maps in a period: a digest for mail and chat.

    Reads git's history, as the site does. Ends with 0 whether or not anything changed.
    """
    project = opened(config_file)
    if not project.has_history:
        raise Stop("this site wants no change log", "take enabled: false out of the option history in mkdocs.yml")
    today = _today(project)
    last = until or today
    if last < since:
        raise Stop(f"--until {last} is before --since {since}", "name the first day with --since and the last one with --until")
    site, _ = compile_tree(project.tree, today, project.rules)
    log = read_change_log(project.docs_dir, site, project.history, project.cache)
    _say_diagnostics(log)
    wanted = _named(site, about, log)
    entries = [entry for entry in log.since(since) if entry.day <= last and (wanted is None or entry.key in wanted)]
    here = Here(site, Addresses(project.directory_urls), log)
    language = Language(lang or project.language)
    view = digest(here, entries, (since, last), language, (project.name, project.url), _WEIGHTS[weight], _known_from(log, since, language))
    _print(DIGESTS[format_name](view, Renderer(site, here.addresses, language=language)))


def _today(project: Project) -> date:
    try:
        return project.today(None)
    except NoProject as problem:
        raise Stop(str(problem)) from problem


def _say_diagnostics(log: ChangeLog) -> None:
    for diagnostic in log.diagnostics:
        click.echo(diagnostic, err=True)


def _named(site: Site, about: tuple[str, ...], log: ChangeLog) -> frozenset[Key] | None:
    """The things that were asked for, by their present keys; None for all."""
    if not about:
        return None
    known = {*site.entities, *(entry.key for entry in log.entries)}
    found = []
    for name in about:
        kind, _, id = name.partition(":")
        key = Key(kind, id)
        key = site.former.get(key, key)
        if key not in known:
            raise Stop(f'there is no "{name}", and there was none', "write a kind and an id, such as journey:pay-for-a-basket")
        found.append(key)
    return frozenset(found)


def _known_from(log: ChangeLog, since: date, language: Language) -> str:
    if log.begins is None or log.begins <= since or not log.is_cut:
        return ""
    return language.say("What happened before {day} is not known here.", day=language.day(log.begins))


# diff ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _State:
    """One side of a comparison, compiled."""

    name: str
    state: State
    here: Here
    diagnostics: tuple[Diagnostic, ...]


@click.command()
@click.argument("base")
@click.argument("head", required=False, default="")
@click.option("--format", "format_name", type=click.Choice(list(REVIEWS)), default="text", show_default=True, help="How to say it.")
@click.option("--reason", metavar="TEXT", default="", help="Why, where no commit and no note says it, such as a pull request's title.")
@_language_option
@config_file_option
def diff(base: str, head: str, format_name: str, reason: str, lang: str, config_file: str) -> None:
    """Say what a change will do to the maps, before it is published.

    BASE is a branch, tag or commit; compared is with the commit at which HEAD left it. Without HEAD: the files as they lie here, committed or not.
    """
    project = opened(config_file)
    language = Language(lang or project.language)
    try:
        with open_repository(project.docs_dir) as repository:
            fork = _fork_point(repository, base, head)
            # The day is the same for both, so that nothing is said to have come due by the change.
            before = _compiled(f"{base} ({fork[:8]})", repository.tree(fork), project)
            after = _compiled(head, repository.tree(head), project) if head else _here(project, before, language)
            comparison = between(before.state, after.state, project.history, _today(project))
            done = steps(repository, repository.commit(head or "HEAD"), fork)
            entries = with_reasons(comparison, done, after.here.site, reason)
    except GitProblem as problem:
        raise Stop(problem.sentence, problem.hint) from problem
    breaks, rights = (
        [d for d in found if d.severity >= Severity.WARNING and not d.dated]
        for found in (brought_by_change(after.diagnostics, before.diagnostics), brought_by_change(before.diagnostics, after.diagnostics))
    )
    names = Names(project.name, before.name, after.name, project.url)
    view = review(before.here, after.here, comparison, entries, names, language, (as_seen(breaks, project.shown_folder), rights))
    _print(REVIEWS[format_name](view, Renderer(after.here.site, after.here.addresses, language=after.here.language)))


def _fork_point(repository: Repository, base: str, head: str) -> str:
    commit, other = repository.commit(base), repository.commit(head or "HEAD")
    try:
        return repository.ask("merge-base", commit, other).decode("ascii").strip() or commit
    except GitProblem:
        # Histories without a common commit, or a shallow clone that ends before it.
        return commit


def _compiled(name: str, tree: CommitTree, project: Project) -> _State:
    return _state(name, tree, tree, project)


def _here(project: Project, before: _State, language: Language) -> _State:
    tree = project.tree
    return _state(language.say("as it lies here"), tree, present(tree, before.state.side), project)


def _state(name: str, tree: Tree, side: Side, project: Project) -> _State:
    site, diagnostics = compile_tree(tree, _today(project), project.rules)
    return _State(name, State(side, site), Here(site, Addresses(project.directory_urls)), diagnostics)


def _print(words: str) -> None:
    # A file name that is not UTF-8 must not end in a traceback.
    click.echo(words.encode("utf-8", "replace").decode(), nl=False)
