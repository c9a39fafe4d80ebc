"""Walking along history: what each step changed in each entity becomes an entry of the chronicle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ..model.refs import Key
from .axis import Axis, axis_from, lanes_of, renamed_lanes, with_lanes
from .chronicle import Chronicle, Life, Reached, published
from .diff import Change, diff
from .entry import SCALE, Entry, Told, told_of
from .identity import Names, composed, facts_alike, outgrown, renamed, retitled, retold, swapped
from .normal import Normal
from .past import Step
from .reason import quotable
from .telling import Telling
from .versions import Open, Sides, Versions, digest
from .weigh import Weight

FLIP = timedelta(days=1)
"""What goes back to what it was within this time is no news."""


def tell(steps: Iterable[Step], chronicle: Chronicle, telling: Telling) -> Chronicle:
    """Go on with a chronicle over later steps. Changes it in place and returns it: it is the one record of a walk."""
    walk = _Walk(chronicle, telling)
    for step in steps:
        walk.take(step)
        chronicle.head = step.commit
    walk.forget_what_left()
    return chronicle


class _Walk:
    def __init__(self, chronicle: Chronicle, telling: Telling) -> None:
        self.told, self.telling = chronicle, telling
        self.versions = Versions(telling, chronicle, chronicle.diagnostics.append)
        self.is_silent = False
        self.message = ""
        self.outgrown: frozenset[str] = frozenset()
        self.axis = chronicle.axis

    def take(self, step: Step) -> None:
        before = self.axis
        lanes = self.take_registries(step)
        if self.told.begins is None:
            self.told.begins = step.when.astimezone(self.telling.zone).date()
        if step.is_cut:
            self.told.is_cut = True
            return
        sides = self.versions.sides(step, (before, self.axis))
        # Who is who can only be told from all that is said.
        if sides.items and self.is_in_question(sides):
            sides = self.versions.sides(step, (before, self.axis), whole=True)
        if lanes:
            sides.old = {key: with_lanes(normal, lanes) for key, normal in sides.old.items()}
        self.is_silent = self.telling.silent(step)
        self.message = self.telling.forget(quotable(step.message, sides.hidden))
        if before != self.axis:
            self.add_scale(step, before)
        self.settle_all(step, sides, self.names(step, sides))

    def is_in_question(self, sides: Sides) -> bool:
        gone, come = sides.old.keys() - sides.new.keys(), sides.new.keys() - sides.old.keys()
        both = sides.old.keys() & sides.new.keys()
        return bool(come and (gone or come & set(self.telling.formerly.values()))) or any(
            not facts_alike(sides.old[key], sides.new[key]) for key in both
        )

    def take_registries(self, step: Step) -> dict[str, str]:
        """How emotions are written from here on, and the lanes that have another name."""
        lanes: dict[str, str] = {}
        for touched in step.touched:
            if touched.path == "emotion.yml":
                data = self.telling.read(touched.new) if touched.new else b""
                self.axis = self.told.axis = axis_from(data, self.telling.kinds) if data else Axis()
            if touched.path == "lanes.yml" and touched.old and touched.new:
                old, new = (lanes_of(self.telling.read(blob), self.telling.kinds) for blob in (touched.old, touched.new))
                lanes = renamed_lanes(old, new)
        return lanes

    def names(self, step: Step, sides: Sides) -> Names:
        """Of what left and came in this step, and of what seems to be something else altogether, the pairs that are one."""
        gone = {key: normal for key, normal in sides.old.items() if key not in sides.new}
        come = {key: normal for key, normal in sides.new.items() if key not in sides.old}
        # What left in an earlier step and is said to have another name today comes back under it.
        for old, new in self.telling.formerly.items():
            life = self.told.lives.get(old)
            if new in come and old not in gone and old not in sides.new and life is not None and life.removed is not None:
                gone[old] = life.removed[1]
        pairs = renamed(
            gone,
            come,
            self.telling.formerly,
            lambda: composed(self.telling.branch(step), gone, come, self.of_branch),
            lambda: self.versions.bystanders(step, sides),
        )
        other = {key for key in sides.old.keys() & sides.new.keys() if not facts_alike(sides.old[key], sides.new[key])}
        return pairs | swapped({key: sides.old[key] for key in other}, {key: sides.new[key] for key in other})

    def of_branch(self, step: Step) -> tuple[dict[str, Normal], dict[str, Normal]]:
        versions = Versions(self.telling, Open(), lambda diagnostic: None)
        sides = versions.sides(step, (self.axis, self.axis), whole=True)
        return sides.old, sides.new

    def settle_all(self, step: Step, sides: Sides, pairs: Names) -> None:
        titles = {
            str(old["title"]): str(new["title"])
            for was, old in sides.old.items()
            if (new := sides.new.get(pairs.get(was, was))) and old.get("title") and new.get("title") and old["title"] != new["title"]
        }
        self.told.titles |= titles
        moves = {was: pairs.get(was, was) for was in [*sides.old, *pairs]}
        lives = {was: self.told.lives.pop(was) for was in moves if was in self.told.lives}
        arrived = set(moves.values())
        for was, now in sorted(moves.items(), key=lambda move: (move[0] != move[1], move)):
            new = sides.new.get(now)
            old = sides.old.get(was)
            if new is None and was in self.telling.formerly and self.carries_on(step, was, lives.get(was)):
                continue
            self.settle(step, lives.get(was) or Life(was, ""), (was, now), (old, new), pairs, sides)
        self.outgrown = outgrown(sides.old, sides.new)
        for key in sorted(sides.new.keys() - arrived):
            life = self.told.lives.pop(key, None) or Life(key, "")
            self.settle(step, life, (key, key), (None, sides.new[key]), pairs, sides)

    def carries_on(self, step: Step, was: str, life: Life | None) -> bool:
        """Whether what leaves has been there under its new name for a while: then what came was it, and nothing leaves."""
        other = self.told.lives.get(self.telling.formerly[was])
        if other is None or other.removed is not None or life is None:
            return False
        first = next((number for number, entry in enumerate(other.entries) if entry.what == "added"), None)
        if first is not None:
            entry = other.entries[first]
            other.entries[first] = replace(entry, what="renamed", old_title=life.title if life.title != entry.title else "")
        other.entries[:0] = life.entries
        other.states = life.states | other.states
        return True

    # What became of an entity --------------------------------------------------------------------

    def settle(
        self, step: Step, life: Life, key: tuple[str, str], normals: tuple[Normal | None, Normal | None], names: Names, sides: Sides
    ) -> None:  # fmt: skip
        (was, now), (before, after) = key, (published(normals[0]), published(normals[1]))
        if before is None and normals[0] is None and was != now and life.removed is not None:
            # It left some steps ago, and comes back under the name that it has today.
            before = life.removed[1]
            life.removed = None
            life.entries[:] = [entry for entry in life.entries if entry.what != "removed" or entry is not life.entries[-1]]
        if now in self.told.lives:
            self.told.ended.append(self.told.lives[now])
        self.told.lives[now] = life
        if before is None and after is None:
            return
        life.key, old_title = now, life.title
        if after is None:
            self.leave(step, life, before or {}, normals[1] is not None, sides)
            return
        life.title = str(after.get("title", now))
        if now in sides.unknown:
            self.reach(life, sides.states.get(now, ""), step)
            return
        if before is not None and was in sides.old_states:
            self.leave_state(life, sides.old_states[was], step)
        if before is None:
            before = self.come_back(step, life)
        if before is None:
            self.add(step, life, "outgrown" if now in self.outgrown else "added", (), "", sides, was)
        else:
            self.change(step, life, was, retold(before, names), after, old_title, sides)
        self.reach(life, sides.states.get(now, ""), step)

    def reach(self, life: Life, state: str, step: Step) -> None:
        known = life.states.get(state)
        life.states[state] = Reached(known.at if known else step.when, step.when, self.told.count)

    def leave_state(self, life: Life, state: str, step: Step) -> None:
        known = life.states.get(state)
        # What was there before the past begins was reached on an unknown day; on the one on which the past begins it was so.
        life.states[state] = Reached(known.at if known else step.when - 2 * FLIP, step.when, self.told.count)

    def leave(self, step: Step, life: Life, before: Normal, is_withdrawn: bool, sides: Sides) -> None:
        if is_withdrawn:
            self.withdraw(life)
            return
        life.title = life.title or str(before.get("title", life.key))
        life.removed = (step.when, before)
        self.add(step, life, "removed", (), "", sides, life.key)

    def withdraw(self, life: Life) -> None:
        """A draft leaves no trace: what was said of it while it was published goes too, and what its commits were called."""
        commits = {entry.commit for entry in life.entries}
        life.entries.clear()
        life.states.clear()
        for other in [*self.told.ended, *self.told.lives.values()]:
            other.entries[:] = [
                replace(entry, message=quotable(entry.message, is_hidden=True)) if entry.commit in commits else entry
                for entry in other.entries
            ]

    def come_back(self, step: Step, life: Life) -> Normal | None:
        """What it said when it left, where it comes back so soon that its leaving is no news."""
        left, life.removed = life.removed, None
        if left is None or step.when - left[0] > FLIP:
            return None
        if life.entries and life.entries[-1].what == "removed":
            life.entries.pop()
        return left[1]

    def change(self, step: Step, life: Life, was: str, before: Normal, after: Normal, old_title: str, sides: Sides) -> None:
        axis, items = self.axis, sides.items.get(life.key, {})
        before = retitled(before, after, self.told.titles)

        def expanded(change: Change) -> Change:
            old = self.versions.expanded(change.old, life.key, change.was or change.path, items, axis)
            return replace(change, old=old, new=self.versions.expanded(change.new, life.key, change.path, items, axis))

        # What a rename changes by itself is said by the rename.
        changes = [c for c in diff(before, after) if c.path[0] not in _SAID_BY_RENAME]
        if items:
            changes = [expanded(change) for change in changes]
        told = tuple(item for c in changes if (item := told_of(c, before, after)).weight)
        if was.partition(":")[0] != life.key.partition(":")[0]:
            kinds = was.partition(":")[0], life.key.partition(":")[0]
            told = (Told(Change("changed", ("kind",), ("kind",), *kinds), Weight.STRUCTURE, ()), *told)
        # Another id alone is an address, which nobody reads, unless it named something else before.
        takes_over = was != life.key and life.key in sides.old
        is_renamed = takes_over or before.get("title") != after.get("title")
        if not told and not is_renamed:
            return
        reached = None if takes_over else life.states.get(sides.states.get(life.key, ""))
        if reached is not None and step.when - reached.until <= FLIP:
            life.entries[:] = [entry for entry in life.entries if entry.order <= reached.order]
            return
        what = "back" if reached is not None else "renamed" if is_renamed else "changed"
        self.add(step, life, what, told, str(before.get("title", old_title)), sides, was, reached.at if reached else None)

    def add(
        self, step: Step, life: Life, what: str, changes: tuple[Told, ...], old_title: str, sides: Sides, was: str,
        back_to: datetime | None = None,
    ) -> None:  # fmt: skip
        entry_id = self.entry_id(was, sides.old_blobs.get(was, ""), sides.new_blobs.get(life.key, ""))
        if self.is_silent:
            return
        life.entries.append(
            Entry(
                id=entry_id,
                day=step.when.astimezone(self.telling.zone).date(),
                when=step.when,
                commit=step.commit,
                key=Key(*life.key.split(":", 1)),
                title=life.title,
                what=what,
                changes=changes,
                old_title=old_title if old_title != life.title else "",
                back_to=back_to.astimezone(self.telling.zone).date() if back_to else None,
                message=self.message,
                author=self.telling.forget(step.author),
                earlier=tuple(self.telling.forget(quotable(message, sides.hidden)) for message in sides.earlier.get(life.key, ())),
                order=self.next_order(),
            )
        )

    def add_scale(self, step: Step, before: Axis) -> None:
        """A change of scale is one entry, not one for every emotion that is written in another way."""
        touched = next(item for item in step.touched if item.path == "emotion.yml")
        entry_id = self.entry_id(str(SCALE), touched.old, touched.new)
        if self.is_silent or before.scale == self.axis.scale:
            return
        change = Change("changed", ("scale",), ("scale",), before.words, self.axis.words)
        told = (Told(change, Weight.STRUCTURE, ()),)
        day = step.when.astimezone(self.telling.zone).date()
        author = self.telling.forget(step.author)
        self.told.scale.append(
            Entry(entry_id, day, step.when, step.commit, SCALE, "Scale of emotions", "changed", told, message=self.message, author=author,
                  order=self.next_order())
        )  # fmt: skip

    def next_order(self) -> int:
        self.told.count += 1
        return self.told.count

    def entry_id(self, key: str, old_blob: str, new_blob: str) -> str:
        """From what changed, not from the commit: a rewritten history gives the same ids, and readers of feeds are not told twice."""
        base = digest(f"{key} {old_blob} {new_blob}")
        nth = self.told.told_ids.get(base, 0)
        self.told.told_ids[base] = nth + 1
        return f"{base}{nth or ''}"

    def forget_what_left(self) -> None:
        """Keep what a removed entity said only as long as it may come back as the same one."""
        now = max((life.removed[0] for life in self.told.lives.values() if life.removed), default=None)
        for key, life in self.told.lives.items():
            if life.removed and now and now - life.removed[0] > FLIP and key not in self.telling.formerly:
                life.removed = None


_SAID_BY_RENAME = ("title", "formerly", "id")
