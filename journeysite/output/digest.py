"""The digest of a period, as text, Markdown, JSON, or HTML that a mail program shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..render.templates import Renderer
from ..view.digest import ChangeGroup, ChangeItem, ChangeLine, Digest
from ..view.language import Language
from .markdown import escaped, linked
from .plain import unmarked


def text(digest: Digest, renderer: Renderer) -> str:
    """For a terminal and for plain mail."""
    return unmarked("\n".join(_text_lines(digest)).rstrip() + "\n")


def _text_lines(digest: Digest) -> Iterator[str]:
    say = digest.language.say
    yield f"{digest.title}: {digest.period}, {digest.count}"
    if digest.note:
        yield digest.note
    for group in digest.groups:
        yield from ("", group.title)
        for item in group.items:
            yield f"  {digest.language.day(item.day)}  {_name(group, item, digest.language)}"
            yield from (f"      {line}" for line in _said(item))
            if item.reason:
                yield f"      {say('why: {reason}', reason=item.reason)}"
            if item.href:
                yield f"      {item.href}"


def _name(group: ChangeGroup, item: ChangeItem, language: Language) -> str:
    """What changed: the headline says it already where there is one, and the map itself needs no second name."""
    return language.say("The map") if item.key.kind == "journey" and not item.headline else item.name


def _said(item: ChangeItem) -> Iterator[str]:
    for line in item.lines:
        yield f"{line.where}: {line.text}" if line.where else line.text
    yield from filter(None, (item.more, item.wording))


def markdown(digest: Digest, renderer: Renderer) -> str:
    """For a chat, an issue or a page."""
    return "\n".join(_markdown_lines(digest)).rstrip() + "\n"


def _markdown_lines(digest: Digest) -> Iterator[str]:
    yield from (f"## {linked(digest.title, digest.href)}", "", f"{escaped(digest.period)}, {digest.count}")
    if digest.note:
        yield from ("", escaped(digest.note))
    for group in digest.groups:
        yield from ("", f"### {linked(group.title, group.href)}", "")
        for item in group.items:
            name = linked(_name(group, item, digest.language), item.href)
            yield f"- **{name}** ({digest.language.day(item.day)})"
            yield from (f"  - {line}" for line in item_lines(item, digest.language))


def item_lines(item: ChangeItem, language: Language) -> Iterator[str]:
    """What one item says, in Markdown without bullets."""
    for line in item.lines:
        yield f"{linked(line.where, line.href)}: {escaped(line.text)}" if line.where else escaped(line.text)
    yield from (escaped(line) for line in (item.more, item.wording) if line)
    if item.reason:
        yield f"*{escaped(language.say('why: {reason}', reason=item.reason))}*"


def html(digest: Digest, renderer: Renderer) -> str:
    """For mail: one file, its style on each element, nothing loaded from anywhere."""
    return renderer.environment.get_template("digest.html").render(view=digest)


def as_json(digest: Digest, renderer: Renderer) -> str:
    """For programs. Names that differ in direction carry no marks here."""
    said = {
        "title": digest.title,
        "since": digest.since.isoformat(),
        "until": digest.until.isoformat(),
        "note": digest.note,
        "changes": [item_object(item) for item in digest.items],
    }
    return unmarked(json.dumps(said, ensure_ascii=False, indent=2)) + "\n"


def item_object(item: ChangeItem) -> dict[str, Any]:
    """One item as JSON: what happened to which thing, every sentence in parts and as a whole."""
    return {
        "id": item.id,
        "day": item.day.isoformat(),
        "about": str(item.key),
        "title": item.title,
        "url": item.href,
        "what": item.what,
        "headline": item.headline,
        "sentences": [_line_object(line) for line in item.lines],
        "more": item.more,
        "wording": item.wording,
        "reason": item.reason,
        "reason_source": item.source,
    }


def _line_object(line: ChangeLine) -> dict[str, str]:
    names = ("weight", "where", "text", "label", "old", "new")
    return {name: getattr(line, name) for name in names} | {"url": line.href}


DIGESTS: Mapping[str, Callable[[Digest, Renderer], str]] = {"text": text, "markdown": markdown, "html": html, "json": as_json}
