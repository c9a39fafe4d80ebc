"""Find what every reference names; make things in place of titles that nothing has yet; report what names nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import Diagnostic, Place, Severity
from ..model.kind import Entity, Kind
from ..model.part import PROSE
from ..model.reading import did_you_mean, nearest, slug
from ..model.refs import Key, Ref, prose_refs, without_code
from ..model.site import Link
from ..source.document import Document

ALMOST = 0.82
"""Likeness from which two titles are taken for one thing written twice: one letter in six, two in eleven."""


@dataclass
class Linked:
    """Entities with those made in place, every link that holds, and what words name."""

    entities: dict[Key, Entity]
    links: list[Link] = field(default_factory=list)
    targets: dict[tuple[tuple[str, ...], str], Key] = field(default_factory=dict)
    former: dict[Key, Key] = field(default_factory=dict)
    steps_in_pages: list[tuple[Key, Ref]] = field(default_factory=list)
    """Steps that the host's own pages name: they are no links of the atlas, but they must be there."""


def link(
    entities: Mapping[Key, Entity],
    withheld: frozenset[Key],
    pages: Mapping[str, Document],
    kinds: Mapping[str, Kind],
    unread: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Linked, tuple[Diagnostic, ...]]:
    """Resolve every reference of every entity and page. Steps are looked up later, when journeys are walked.

    unread: the words of files that cannot be read. What stands in one may be there: nobody is told that it is not.
    """
    linker = _Linker(Linked(dict(entities)), withheld, kinds, tuple(unread.values()))
    for entity in entities.values():
        linker.learn(entity)
    for entity in entities.values():
        for name, step, ref in entity.links_out():
            target = linker.resolve(ref, entity, name)
            if target:
                linker.found.links.append(Link(entity.key, name, step, target, ref.step and slug(ref.step), ref.at))
    for path, document in pages.items():
        for ref in prose_refs(without_code(document.body), Place(path, 1, 1)):
            target = linker.resolve(ref, None, PROSE)
            if target and ref.step:
                linker.found.steps_in_pages.append((target, ref))
    return linker.found, tuple(linker.diagnostics)


class _Linker:
    """The names known so far, and what was reported."""

    def __init__(self, found: Linked, withheld: frozenset[Key], kinds: Mapping[str, Kind], unread: tuple[str, ...]) -> None:
        self.unread = unread
        self.found = found
        self.withheld = withheld
        self.kinds = kinds
        self.diagnostics: list[Diagnostic] = []
        self.names: dict[str, dict[str, Key]] = defaultdict(dict)
        """By kind: titles and aliases, case-folded."""
        self.ids: dict[str, list[str]] = defaultdict(list)

    def learn(self, entity: Entity) -> None:
        key = entity.key
        self.ids[key.kind].append(key.id)
        for name in (entity.title, *getattr(entity, "aliases", ())):
            self.names[key.kind].setdefault(name.casefold(), key)
        for name in entity.formerly:
            self.found.former.setdefault(Key(key.kind, slug(name)), key)

    def resolve(self, ref: Ref, source: Entity | None, name: str) -> Key | None:
        known = self.found.targets.get(ref.words)
        if known is None:
            known = self.look_up(ref)
            if known is None and self.may_be_unread(ref):
                return None
            if known is None and ref.may_create and _reads_as_title(ref.text) and source is not None:
                known = self.make(ref, source)
            if known is None:
                self.report_broken(ref, name)
                return None
            self.found.targets[ref.words] = known
        if self.found.former and Key(known.kind, slug(ref.text)) in self.found.former and known.id != slug(ref.text):
            message = f'"{ref.text}" is now called "{known.id}"'
            self.diagnostics.append(
                Diagnostic(ref.at, "C005", message, f"write {known.id}; the old id goes on working", severity=Severity.HINT)
            )
        return known

    def may_be_unread(self, ref: Ref) -> bool:
        return any(f"-{slug(ref.text)}-" in words for words in self.unread)

    def look_up(self, ref: Ref) -> Key | None:
        """By id, former id, slug of the words, then title or alias; the kinds of the field in order."""
        for kind in ref.kinds:
            for id in (ref.text, slug(ref.text)):
                key = Key(kind, id)
                if key in self.found.entities:
                    return key
                if key in self.found.former:
                    return self.found.former[key]
        for kind in ref.kinds:
            key_by_name = self.names[kind].get(ref.text.casefold())
            if key_by_name:
                return key_by_name
        return None

    def make(self, ref: Ref, source: Entity) -> Key | None:
        """A thing in place of its title, at home where it is first written."""
        kind = self.kinds[ref.kinds[0]]
        key = Key(kind.name, slug(ref.text))
        if not key.id or key in self.withheld:
            return None
        made = kind.model(id=key.id, title=ref.text, at=ref.at, path=source.path, home=source.home or source.key, draft=source.draft)
        self.report_likeness(made)
        self.found.entities[key] = made
        self.learn(made)
        return key

    def report_likeness(self, made: Entity) -> None:
        names = self.names[made.kind.name]
        best = nearest(made.title.casefold(), names, ALMOST)
        if best:
            other = self.found.entities[names[best]]
            message = f'"{made.title}" is a new {made.kind.title.lower()}, and nearly "{other.title}"'
            hint = f"if it is the same, write {other.title} (as in {other.at}); if not, give this one a file of its own, or an id: in place"
            self.diagnostics.append(Diagnostic(made.at, "C006", message, hint, severity=Severity.HINT, about=str(made.key)))

    def report_broken(self, ref: Ref, name: str) -> None:
        unknown = [kind for kind in ref.kinds if kind not in self.kinds]
        where = "in this text" if name == PROSE else name.replace("_", " ")
        if unknown:
            hint = did_you_mean(unknown[0], self.kinds)
            self.diagnostics.append(Diagnostic(ref.at, "E103", f'{where}: there is no kind "{unknown[0]}"', hint))
            return
        hidden = next((Key(kind, slug(ref.text)) for kind in ref.kinds if Key(kind, slug(ref.text)) in self.withheld), None)
        if hidden:
            message = f'{where}: "{ref.text}" is a draft, and this is published'
            self.diagnostics.append(Diagnostic(ref.at, "E140", message, "publish it too, or leave it out here"))
            return
        code = "E102" if name == PROSE else "E101"
        what = " or ".join(self.kinds[kind].title.lower() for kind in ref.kinds[:3])
        self.diagnostics.append(Diagnostic(ref.at, code, f'{where}: no {what} "{ref.text}"', self.hint_for(ref)))

    def hint_for(self, ref: Ref) -> str:
        ids = [id for kind in ref.kinds for id in self.ids[kind]]
        best = nearest(slug(ref.text) or ref.text, ids)
        if best:
            return f'did you mean "{best}"?'
        prefix, colon, _ = ref.text.partition(":")
        if colon and prefix in self.kinds:
            return f"a {self.kinds[prefix].title.lower()} cannot stand here"
        elsewhere = [kind for kind in self.kinds if Key(kind, slug(ref.text)) in self.found.entities]
        if elsewhere:
            return f"it is a {self.kinds[elsewhere[0]].title.lower()}, which cannot stand here without {elsewhere[0]}: in front"
        if ref.may_create:
            return f"for a new one, write it as a title: {ref.text.replace('-', ' ').capitalize()}"
        return f"known: {', '.join(sorted(ids))}" if 0 < len(ids) <= 8 else ""


def _reads_as_title(text: str) -> bool:
    """Words with a capital or a space are a title; so is any word of a script without capitals. An id is neither."""
    return bool(text) and (slug(text) != text or not text.isascii())


# Cycles --------------------------------------------------------------------------------------------------------------


def cycles(edges: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each way in circles once, from its first member: a→b→a as (a, b)."""
    state: dict[str, int] = {}
    for root in edges:
        if root in state:
            continue
        state[root] = 1
        trail, pending = [root], [iter(edges[root])]
        while pending:
            after = next(pending[-1], None)
            if after is None:
                pending.pop()
                state[trail.pop()] = 2
            elif state.get(after) == 1:
                yield tuple(trail[trail.index(after) :])
            elif after not in state:
                state[after] = 1
                trail.append(after)
                pending.append(iter(edges.get(after, ())))
