"""Prose to safe HTML: Markdown with the site's own links and evidence marks, cleaned by an allow-list.

What may stand on several pages is rendered once and remembered by its words. Texts without markup, which most are, never see the Markdown parser.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import quote, unquote

import markdown
import nh3
from markupsafe import Markup

from ..errors import Place
from ..model.kind import Entity
from ..model.refs import WIKI_LINK, Ref
from ..model.site import Site
from ..model.texts import Evidence, Text, parse_mark
from ..view.addresses import ROOT, Addresses
from ..view.language import Language
from ..view.naming import in_words
from .quick import quick_html

_NEEDS_MARKDOWN = re.compile(r"[\\`*_\[\]<>&!~|#\n]|https?:|^\s*(?:[-+]|\d+[.)])\s")

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
_EXTENSIONS = ["tables", "sane_lists", "fenced_code", "def_list"]
_MARK = re.compile(r"(?<!\\)\[\^([^\]\n]{1,200})\](?!:)")
_NOWHERE = Place("")
_MARKUP = re.compile(r"[\\`*_\[\]]")
_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\s*\Z", re.S)
_BRACKET = re.compile(r"[\[\]]")
_DEEPEST = 100


def _new_parser() -> markdown.Markdown:
    return markdown.Markdown(extensions=_EXTENSIONS, output_format="html")


@dataclass
class Prose:
    """Renders the prose of one site.

    Links are written from ROOT, so that one rendering serves pages of every depth.
    """

    site: Site
    addresses: Addresses
    language: Language = field(default_factory=Language)
    _memo: dict[tuple[str, str], Markup] = field(default_factory=dict)
    _parser: markdown.Markdown = field(default_factory=_new_parser)
    _folder: str = ""

    def inline(self, text: Text | str | None) -> Markup:
        """A text within a line: no paragraph around it. None is nothing."""
        words, path = _source(text)
        return self._remembered(words, path, True)

    def whole(self, text: Text | str | None) -> Markup:
        """A text within a line, with what stands behind it and what its long form says beside it, in small letters."""
        if not isinstance(text, Text) or not (text.marks or text.note or text.owner or text.links):
            return self.inline(text)
        parts = [str(self.evidence(mark)) for mark in text.marks]
        parts += [str(self._remembered(text.note, text.at.path, True))] if text.note else []
        team = self.site.find(text.owner)
        if team:
            link = f'<a href="{escape(self.addresses.entity(team.kind, team.key))}">{escape(team.title)}</a>'
            parts.append(escape(self.language.say("Owner {team}")).format(team=link))
        parts += [f'<a href="{escape(link.url)}" rel="noopener">{escape(link.words)}</a>' for link in text.links]
        # Made of what is escaped or cleaned already.
        return self.inline(text) + Markup(f' <small class="jy-note">{" · ".join(part for part in parts if part)}</small>')

    def block(self, text: Text | str | None, path: str = "") -> Markup:
        """Paragraphs, lists and tables. path: the source file, from which relative links and images are named."""
        words, own_path = _source(text)
        return self._remembered(words, path or own_path, False)

    def links_in(self, markdown: str) -> str:
        """A host's own Markdown with our links in it written out as Markdown.

        They name a page by its file (`journeys/pay.md`), as the host's own links do, so that it can check them.
        """

        def written_out(match: re.Match[str]) -> str:
            entity, step, said = self._named(match)
            words = _MARKUP.sub(r"\\\g<0>", escape(said))
            if entity is None:
                return words
            anchor = f"#{quote(step)}" if step else ""
            return f"[{words}]({ROOT}{quote(f'{entity.kind.folder}/{entity.id}.md')}{anchor})"

        return _outside_code(markdown, lambda part: WIKI_LINK.sub(written_out, part))

    def _remembered(self, words: str, path: str, inline: bool) -> Markup:
        if not words:
            return Markup("")
        if not _NEEDS_MARKDOWN.search(words):
            return Markup(escape(words, quote=False)) if inline else Markup(f"<p>{escape(words, quote=False)}</p>")
        folder = posixpath.dirname(path)
        if not inline:
            # A section stands on one page: to remember it would be to keep every page.
            return self._render(words, folder, False)
        found = self._memo.get((words, folder))
        if found is None:
            found = self._memo[words, folder] = self._render(words, folder, True)
        return found

    def _render(self, words: str, folder: str, inline: bool) -> Markup:
        held: list[str] = []

        def hold(html: str) -> str:
            held.append(html)
            return f"\ue001{len(held) - 1}\ue002"

        # Links of our own are taken out before Markdown sees them, and put back after cleaning: their titles are text, not markup.
        if "[[" in words:
            words = _outside_code(words, lambda part: WIKI_LINK.sub(lambda match: hold(self._wiki_link(match)), part))
        if "[^" in words:
            words = _outside_code(words, lambda part: _MARK.sub(lambda match: hold(self._mark(match[1])), part))
        self._folder = folder
        html = quick_html(words, self._from_root)
        if html is None:
            html = self._parsed(words)
        if inline and (match := _PARAGRAPH.match(html)) and "<p>" not in match[1]:
            html = match[1]
        if held:
            html = re.sub("\ue001(\\d+)\ue002", lambda match: held[int(match[1])], html)
        # Cleaned by the allow-list above; what was put back after it was escaped where it was made.
        return Markup(html)

    def _parsed(self, words: str) -> str:
        if _is_tangled(words):
            return _plain(words)
        self._parser.reset()
        try:
            html = self._parser.convert(nested_by_four(words))
        except RecursionError:
            # A list in a list in a list, some hundred times. The parser stands in the middle of it.
            self._parser = _new_parser()
            return _plain(words)
        return nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
        )

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) == ("img", "src"):
            return self._from_root(value) if _is_relative(value) else None
        if (tag, name) == ("a", "href") and _is_relative(value):
            return self._from_root(value)
        return value

    @cached_property
    def _by_path(self) -> Mapping[str, Entity]:
        return {entity.path: entity for entity in reversed(tuple(self.site.entities.values())) if entity.home is None}

    def _from_root(self, url: str) -> str:
        """A link as the writer names it, from his own file, as a link from the root: to the entity's page where it names a source."""
        if url.startswith(("#", ROOT)):
            return url
        path, hash_sign, anchor = url.partition("#")
        named = unquote(path)
        path = posixpath.normpath(named.lstrip("/") if named.startswith("/") else posixpath.join(self._folder, named))
        entity = self._thing_at(path) if path.endswith(".md") else None
        if entity:
            return self.addresses.entity(entity.kind, entity.key, anchor)
        if path in self.site.pages:
            return self.addresses.href(path.removesuffix(".md"), anchor)
        return ROOT + quote(path) + hash_sign + anchor

    def _thing_at(self, path: str) -> Entity | None:
        """The thing that stands in a file, or that would have this one if it did not stand elsewhere."""
        folder, _, name = path.rpartition("/")
        would_have = next((kind for kind in self.site.kinds.values() if kind.folder == folder), None)
        return self._by_path.get(path) or (self.site.get(would_have.name, name.removesuffix(".md")) if would_have else None)

    def _wiki_link(self, match: re.Match[str]) -> str:
        entity, step, words = self._named(match)
        if entity is None:
            return escape(words)
        href = self.addresses.entity(entity.kind, entity.key, step)
        return f'<a href="{escape(href)}">{escape(words)}</a>'

    def _named(self, match: re.Match[str]) -> tuple[Entity | None, str, str]:
        """What a link of ours names, the step there or "", and the words to show."""
        ref = Ref((match["kind"].strip(),), match["id"].strip(), (match["step"] or "").strip(), _NOWHERE)
        entity = self.site.find(ref)
        if entity is None:
            return None, "", match["text"] or match["id"]
        step = self.site.flows[entity.id].step(ref.step) if ref.step and entity.id in self.site.flows else None
        return entity, ref.step, match["text"] or (step.title if step else entity.title)

    def _mark(self, words: str) -> str:
        mark = parse_mark(words, _NOWHERE)
        return f'<small class="jy-mark">{self.evidence(mark)}</small>' if mark else ""

    def evidence(self, mark: Evidence) -> Markup:
        """What stands behind a claim, in a few words: the study as a link, the note, how sure."""
        parts = []
        study = self.site.find(mark.ref)
        if study:
            href = self.addresses.entity(study.kind, study.key)
            parts.append(f'<a href="{escape(href)}">{escape(study.title)}</a>')
        if mark.link:
            parts.append(f'<a href="{escape(mark.link.url)}">{escape(mark.link.words)}</a>')
        parts += [escape(word) for word in (mark.note, in_words(self.language, mark.confidence)) if word]
        return Markup(", ".join(parts))


_LIST_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap> +)(?=\S)")
_FENCE = re.compile(r" *(?P<mark>`{3,}|~{3,})")


def nested_by_four(markdown: str) -> str:
    """Lists whose items are nested by two or three spaces, as everywhere else, nested by four: Python-Markdown knows nothing less."""
    if "\n  " not in markdown:
        return markdown
    written: list[str] = []
    open_items: list[int] = []  # The column in which the text of each open item begins.
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence or (mark and not open_items):
            fence = "" if fence and mark and mark["mark"].startswith(fence) else fence or (mark["mark"] if mark else "")
            written.append(line)
            continue
        indent = len(line) - len(line.lstrip(" "))
        item = _LIST_ITEM.match(line)
        if not line.strip():
            written.append(line)
            continue
        while open_items and indent < open_items[-1]:
            open_items.pop()
        if item and (open_items or indent < 4):
            written.append(f"{'    ' * len(open_items)}{line.lstrip(' ')}")
            open_items.append(indent + len(item["mark"]) + min(len(item["gap"]), 4))
        elif open_items:
            # What goes on in an item, code in it too: as far in as its text is.
            written.append(f"{'    ' * len(open_items)}{line[open_items[-1] :]}")
        else:
            written.append(line)
    return "\n".join(written)


def relocate(html: str, way_back: str) -> str:
    """Put the way back to the root into every link of a page. way_back: `../../`."""
    return html.replace(f"{ROOT}./", way_back).replace(ROOT, way_back)


def _source(text: Text | str | None) -> tuple[str, str]:
    if text is None:
        return "", ""
    return (text, "") if isinstance(text, str) else (text.source, text.at.path)


def _is_relative(url: str) -> bool:
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", url)


_CODE = re.compile(r"(^ {0,3}(?:```|~~~)[\s\S]*?(?:^ {0,3}(?:```|~~~)[^\n]*$|\Z)|`+[^`\n]+`+)", re.M)


def _outside_code(words: str, change: Callable[[str], str]) -> str:
    if "`" not in words and "~~~" not in words:
        return change(words)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(_CODE.split(words)))


def _is_tangled(words: str) -> bool:
    """Whether more brackets stand open than anyone means: for each of them the parser goes through all that follows, which takes minutes."""
    if words.count("[") < _DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.findall(words):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return False


def _plain(words: str) -> str:
    return f"<p>{escape(words, quote=False)}</p>"
