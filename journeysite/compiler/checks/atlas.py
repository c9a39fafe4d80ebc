"""C7xx: notes, paths, teams, and what belongs to no kind alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...errors import Severity
from ...model.journey import Journey
from ...model.note import Note
from ...model.path import Path
from ...model.site import Site
from .declare import Found, check, is_asked

PATIENCE = timedelta(days=365)


@check("C701", importance=116)
def note_without_date(site: Site) -> Iterator[Found]:
    for note in site.of("note"):
        if isinstance(note, Note) and is_asked(note) and note.date is None:
            yield Found(note, f'the note "{note.title}" has no date', f"write date: {site.today}, the day on which it was so")


@check("C702", importance=114, dated=True)
def open_question(site: Site) -> Iterator[Found]:
    for note in site.of("note"):
        if not isinstance(note, Note) or not is_asked(note) or note.type != "question" or note.status not in ("", "open"):
            continue
        if note.date and note.date + PATIENCE < site.today:
            message = f'the question "{note.title}" is open since {note.date}'
            yield Found(note, message, "answer it, or write status: superseded and what made it idle")


@check("C703", importance=56)
def path_leads_to_archived(site: Site) -> Iterator[Found]:
    for path in site.of("path"):
        for stop in path.items if isinstance(path, Path) and is_asked(path) else ():
            thing = site.find(stop.ref)
            if thing is not None and thing.archived is not None:
                message = f'"{path.title}" sends its readers to "{thing.title}", which is archived'
                yield Found(path, message, "name what took its place, or take this stop out", stop.ref.at)


@check("C704", importance=138)
def idle_team(site: Site) -> Iterator[Found]:
    lanes = {lane.team for lane in site.registries.lanes}
    for team in site.of("team"):
        if is_asked(team) and team.id not in lanes and not site.links_to.get(team.key):
            message = f'"{team.title}" owns nothing and is named nowhere'
            yield Found(team, message, f"write owner: {team.id} where it answers for something, or delete it")


@check("C705", importance=18, severity=Severity.WARNING)
def image_without_words(site: Site) -> Iterator[Found]:
    for entity in site.entities.values():
        steps = (step for step in entity.all_steps) if isinstance(entity, Journey) else ()
        images = (*entity.images, *(image for step in steps for image in step.images))
        for image in images if entity.archived is None else ():
            if not image.alt:
                message = f'"{image.path}" does not say what it shows, to those who cannot see it'
                name = image.path.rpartition("/")[2]
                yield Found(entity, message, f"write {name}: and what it shows, in a sentence", image.at)


@check("C706", importance=134)
def lane_in_no_step(site: Site) -> Iterator[Found]:
    used = {lane for flow in site.flows.values() for step in flow.steps for lane, _ in step.step.own}
    for lane in site.registries.lanes:
        if lane.id in site.registries.own_lanes and lane.id not in used and site.flows:
            message = f'no step fills the lane "{lane.title}"'
            yield Found(None, message, f"write {lane.id}: at a step, or take the lane out of lanes.yml", lane.at)
