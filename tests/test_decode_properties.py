"""No YAML and no Markdown makes the compiler raise: whatever stands in a file, there is an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeysite.compiler.passes import compile_tree
from journeysite.errors import Place
from journeysite.model.kinds import KINDS
from journeysite.source.tree import FolderTree, MemoryTree

TODAY = date(2026, 11, 21)
CONTENT = FolderTree(Path(__file__).parent.parent / "content")
EXAMPLES = {path: CONTENT.read(path).decode() for path in CONTENT if path.endswith((".md", ".yml"))}
PATHS = [f"{kind.folder}/thing.{ending}" for kind in KINDS.values() for ending in ("yml", "md")]
PATHS += [f"{kind.folder}.yml" for kind in KINDS.values()] + ["lanes.yml", "emotion.yml", "channels.yml", "glossary.yml", "index.md"]
FIELDS = sorted({name for kind in KINDS.values() for name in kind.model.written_fields()} | {"steps", "stages", "same", "x-own", "emotion"})

slow = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def compiles(files: dict[str, str | bytes]) -> None:
    """Compile, and hold every diagnostic to its promise: a place in a file that there is."""
    _, diagnostics = compile_tree(MemoryTree(files), TODAY)
    for diagnostic in diagnostics:
        assert isinstance(diagnostic.at, Place) and diagnostic.at.path in files
        assert diagnostic.at.line <= len(files[diagnostic.at.path].splitlines()) + 1
        assert str(diagnostic)


@slow
@given(st.sampled_from(PATHS), st.text(max_size=400))
def test_any_text(path: str, text: str) -> None:
    """Any text at any path has an answer."""
    compiles({path: text.encode("utf-8", "surrogatepass")})


@slow
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    """Any bytes at any path have an answer."""
    compiles({path: data})


_words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["-1", "1 -> -1", "-1..1", "2026-11", "2026-Q4..2026-12-31", "9999-12-31", "1e999", "[[a:b#c|d]]", "x [^assumed]", "pay#waits"]
    ),
    st.sampled_from(
        ["thing", "Thing", "end", "https://example.org", "7.4 -> 3.5", "9/0", "0/0", "٣", "²", "a / b", "999 years", "1" * 400]
    ),
)
_plain = st.one_of(_words, st.integers(), st.booleans(), st.none(), st.floats())
_values = st.recursive(
    _plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | _words, inner, max_size=4),
    max_leaves=12,
)


def as_yaml(value: object) -> str:
    """Flow style by hand: PyYAML would write types that a person never writes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(str(key))}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''").replace("\n", " ") + "'"
    return "" if value is None else str(value)


@slow
@given(st.sampled_from(PATHS), st.dictionaries(st.sampled_from(FIELDS), _values, min_size=1, max_size=6))
def test_any_value_in_any_field(path: str, fields: dict[str, object]) -> None:
    """Any value in any field of any kind has an answer."""
    lines = "".join(f"{name}: {as_yaml(value)}\n" for name, value in fields.items())
    compiles({path: f"---\n{lines}---\n" if path.endswith(".md") else lines})


@settings(slow, max_examples=60)
@given(st.data())
def test_damaged_examples(data: st.DataObject) -> None:
    """The example with lines lost, doubled, indented or cut off has an answer."""
    path = data.draw(st.sampled_from(sorted(EXAMPLES)))
    lines = EXAMPLES[path].split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        here = data.draw(st.integers(0, len(lines) - 1))
        lines[here : here + 1] = data.draw(
            st.sampled_from(
                [[], [lines[here]] * 2, ["  " + lines[here]], [lines[here].strip()], [lines[here][: len(lines[here]) // 2]], ["\t"]]
            )
        ) or [""]
    compiles({**{name: CONTENT.read(name) for name in CONTENT}, path: "\n".join(lines).encode()})


@settings(slow, max_examples=40)
@given(
    st.sampled_from(["- ", "[", "{a: ", "{? ", "? ", "! ", "&a ", "*a ", "> ", "| ", "'", '"', "# ", "- - ", "a: ", "[[", "\t"]),
    st.integers(1, 3000),
)
@example("[", 100_000)
@example("- ", 20_000)
@example("{a: ", 50_000)
def test_nesting(token: str, depth: int) -> None:
    """Nesting without end is refused in time."""
    compiles({"journeys/deep.yml": "title: Deep\nsteps: " + token * depth})
    compiles({"journeys/deep.yml": token * depth, "notes/deep.md": "---\ntitle: Deep\n---\n" + token * depth})


@settings(slow, max_examples=40)
@given(st.integers(1, 30), st.integers(1, 12))
def test_aliases(depth: int, width: int) -> None:
    """Aliases that explode are refused in time."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    compiles({"personas/p.yml": "\n".join([*lines, f"tags: *a{depth - 1}", ""])})


@settings(slow, max_examples=100)
@given(
    st.lists(
        st.tuples(st.sampled_from(["variant_of", "parent", "same", "next", "journey"]), st.integers(0, 3), st.integers(0, 3)), max_size=8
    )
)
def test_journeys_that_name_each_other(names: list[tuple[str, int, int]]) -> None:
    """Journeys that vary, contain and open each other in any way are walked to an end."""
    files: dict[str, str | bytes] = {}
    for number in range(4):
        own = [(field, target) for field, source, target in names if source == number]
        head = dict((field, target) for field, target in own if field in ("variant_of", "parent"))
        steps = [
            f"  - same: step-{target}"
            if field == "same"
            else f"  - Step {place + 4}: -1\n    {field}: {'j' if field == 'journey' else 'step-'}{target}"
            for place, (field, target) in enumerate(own)
            if field not in ("variant_of", "parent")
        ]
        lines = [f"title: J{number}", *(f"{field}: j{target}" for field, target in head.items()), *(["steps:", *steps] if steps else [])]
        files[f"journeys/j{number}.yml"] = "\n".join(lines) + "\n"
    compiles(files)


def test_slow_readings() -> None:
    """Texts made to slow a pattern down are read in time."""
    for text in (
        "a" * 50_000,
        "[^" * 20_000,
        "[[a:" * 20_000,
        "0 " * 30_000,
        "0" * 40_000,
        "(" * 40_000,
        "a@" * 20_000,
        "a@" + "b" * 40_000,
        "`" * 30_001,
    ):
        compiles({"journeys/j.md": f"---\ntitle: '{text}'\ngoal: '{text}'\n---\n{text}\n", "index.md": text})
