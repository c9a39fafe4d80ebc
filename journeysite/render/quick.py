"""The Markdown that most people write, without the parser: paragraphs, short lists, emphasis, code and links.

A text that holds anything else is not for this module, and what it does make is what Python-Markdown and the allow-list would have made,
byte for byte: a test compares the two on made-up texts. It is some thirty times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

_NOT_FOR_US = re.compile(r"[\\<>&~|\t\u00a0\u0000-\u0008\u000b-\u001f\u007f\ue003-\ue00f]|!\[")
"""Escapes, HTML, entities, tables, fences, images, and signs that another part of rendering would change."""

_BEGINS_SOMETHING = re.compile(r"[#+>:=-]|\d+[.)]|\*(?:\s|\Z)|\*[*\s]*\Z")
"""A line that begins so may be a heading, a list, a quotation, a definition or a rule."""

_CODE = re.compile(r"(?<!`)`([^`\n]*[^`\s][^`\n]*)`(?!`)")
_LINK = re.compile(r"\[([^\[\]()*_`\n\ue001-\ue00f]*[^\[\]()*_`\s\ue001-\ue00f])\]\(([A-Za-z0-9./#?=%+,:-]+)\)")
_STRONG = re.compile(r"(?<!\*)\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<!\*)\*([^*\s](?:[^*\n]*[^*\s])?)\*(?!\*)")
_LEFT_OVER = re.compile(r"[*_`\[\]]")
_SAFE_ADDRESS = re.compile(r"https?://[A-Za-z0-9][^:]*\Z|[^:]*\Z")
_HELD = re.compile("\ue003(\\d+)\ue004")


def quick_html(words: str, written_href: Callable[[str], str]) -> str | None:
    """The HTML of a text; None for one that needs the parser.

    written_href: what becomes of a relative address. What is held out of the text stands in it as \\ue001, a number and \\ue002.
    """
    if _NOT_FOR_US.search(words):
        return None
    held: list[str] = []
    blocks = [_block(block, held, written_href) for block in words.strip("\n").split("\n\n")]
    html = "\n".join(block for block in blocks if block is not None)
    if None in blocks or "</ul>\n<ul>" in html:
        return None
    return _HELD.sub(lambda match: held[int(match[1])], html) if held else html


def _block(block: str, held: list[str], written_href: Callable[[str], str]) -> str | None:
    """A paragraph, or a list of which each item is a line."""
    lines = block.split("\n")
    is_list = lines[0].startswith("- ")
    texts = [line[2:] for line in lines if line.startswith("- ")] if is_list else lines
    if len(texts) != len(lines) or any(not text or text != text.strip() or _BEGINS_SOMETHING.match(text) for text in texts):
        return None
    written = _inline("\n".join(texts), held, written_href)
    if written is None or not is_list:
        return f"<p>{written}</p>" if written is not None else None
    items = "".join(f"<li>{item}</li>\n" for item in written.split("\n"))
    return f"<ul>\n{items}</ul>"


def _inline(text: str, held: list[str], written_href: Callable[[str], str]) -> str | None:
    def hold(html: str) -> str:
        held.append(html)
        return f"\ue003{len(held) - 1}\ue004"

    def link(match: re.Match[str]) -> str:
        address = match[2]
        if not _SAFE_ADDRESS.match(address):
            return match[0]
        href = address if ":" in address else written_href(address)
        return f'{hold(f"""<a href="{escape(href)}">""")}{match[1]}{hold("</a>")}'

    if "`" in text:
        text = _CODE.sub(lambda match: hold(f"<code>{match[1].strip()}</code>"), text)
    if "[" in text:
        text = _LINK.sub(link, text)
    if "*" in text:
        text = _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
    return None if _LEFT_OVER.search(text) else text
