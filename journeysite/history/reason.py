"""Why something changed: the words that a commit gives for it, where they say more than that it changed."""

from __future__ import annotations

import re
from typing import Literal

ReasonSource = Literal["note", "trailer", "pull request", "subject", ""]

_TRAILER = re.compile(r"^change-note:[ \t]*(?P<words>.*(?:\n[ \t]+\S.*)*)", re.I | re.M)
_MERGE = re.compile(
    r"merge (?:pull request|branch|branches|remote-tracking branch|tag|commit|request)\b|merged in |merge [0-9a-f]{7,}\b", re.I
)
_MERGED_WITH_TITLE = re.compile(r"merged pr \d+:\s*(?P<title>.+)", re.I)
_NUMBER = re.compile(r"\s*\((?:#|!|gh-|pull request #)\d+\)\s*\Z", re.I)
_AREA = re.compile(
    r"\A(?:\[[^\]]+\]\s*|(?:feat|fix|docs?|chore|content|refactor|style|tests?|build|ci|perf|data|maps?)(?:\([^)]*\))?!?:\s+)", re.I
)
_TOLD_BY_GIT = re.compile(r"see merge request |see also |approved-by:|co-authored-by:|signed-off-by:|this reverts commit ", re.I)
_UNDONE = re.compile(r"(?:fixup|squash|amend)! ")
_FILE = re.compile(r"\S+\.(?:md|ya?ml|csv|png|jpe?g|svg|html?|txt)\b", re.I)

_EMPTY_WORDS = """
a adapt add added adds adjust adjusted adjustment adjustments again all an and atlas auto automatic better bit bug bugs change changed changes
clean cleaned cleanup clear comment comments commit content contents correct corrected correction corrections create created delete deleted demo
doc docs document documentation draft edit edited edits entries entry feedback few file files final fix fixed fixes fixing for format formatting
from further general grammar imports improve improved improvement improvements in initial into it journey journeys latest lint little make map
maps md minor misc miscellaneous more move moved my new next nit nits of on one page pages persona personas polish pr progress refactor refine
refinement refinements remove removed rename renamed reorder review reviewed revise revised revision rework save several site small smaller some
spelling stage stages step steps stuff sync temp test testing text texts the things this tidy tidying to tweak tweaked tweaks typo typos update
updated updates updating upload uploaded via website wip with wording work yaml yml
translate translated translates translating translation translations say says said language languages english german french spanish italian dutch
japanese chinese korean portuguese polish arabic übersetzen übersetzt übersetzung übersetzungen deutsch deutsche englisch englische französisch
aktualisiert aktualisierung angepasst anpassung anpassungen behoben datei dateien ergänzt ergänzungen fehler geändert inhalt inhalte karte karten
kleine kleinigkeiten korrektur korrekturen neu neue rechtschreibung tippfehler und verbesserungen änderung änderungen überarbeitet überarbeitung
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say no more than that something changed."""


def quotable(message: str, is_hidden: bool) -> str:
    """A commit's message as far as it may be quoted. is_hidden: whether the commit touched something that is not published, or is about something else
    for the most part, so that only what was written for readers may be."""
    if not is_hidden:
        return message
    return "\n".join(f"Change-note: {' '.join(match['words'].split())}" for match in _TRAILER.finditer(message))


def is_silenced(message: str) -> bool:
    """Whether a commit asks to be no news: `Change-note: none`."""
    notes = [match["words"].strip() for match in _TRAILER.finditer(message)]
    return bool(notes) and all(note.casefold() in ("none", "silent", "-") for note in notes)


def reason_of(message: str) -> tuple[str, ReasonSource]:
    """The reason that a commit gives, and where it stood: a `Change-note:` trailer, the title of a pull request, else a subject that says something."""
    notes = [" ".join(match["words"].split()) for match in _TRAILER.finditer(message)]
    if notes:
        return " ".join(note for note in notes if note.casefold() not in ("none", "silent", "-")), "trailer"
    subject, _, body = message.partition("\n")
    subject = subject.strip()
    with_title = _MERGED_WITH_TITLE.match(subject)
    if with_title:
        return _if_telling(with_title["title"], "pull request")
    if _MERGE.match(subject):
        lines = (line.strip() for line in body.splitlines())
        first = next((line for line in lines if line and not line.startswith(("#", "*", "-")) and not _TOLD_BY_GIT.match(line)), "")
        return _if_telling(first, "pull request")
    return _if_telling(subject, "pull request" if _NUMBER.search(subject) else "subject")


def _if_telling(subject: str, source: ReasonSource) -> tuple[str, ReasonSource]:
    cleaned = _NUMBER.sub("", subject).strip()
    without_area = _AREA.sub("", cleaned).strip()
    if _UNDONE.match(cleaned) or not says_something(without_area):
        return "", ""
    return without_area[:1].upper() + without_area[1:], source


def says_something(subject: str) -> bool:
    """Whether a subject says more than that something changed, and in which file."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", _FILE.sub(" ", subject).casefold())
    telling = [word for word in words if word not in _EMPTY]
    # A language that is written without spaces says much in one word.
    return len(telling) >= 2 or any(len(word) >= 4 and not word.isascii() for word in telling)
