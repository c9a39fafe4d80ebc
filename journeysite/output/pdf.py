"""Drawings as the pages of a PDF: words in the fonts' own letters, so that they can be found and copied.

Written here and by no library: what a page needs is lines, boxes and words at a place, and the fonts are those that the SVG has already. ISO 32000-1.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

from fontTools.ttLib import TTFont

from ..layout.drawing import Bend, Disc, Drawing, Item, Panel, Run, Stroke
from ..layout.geometry import Point
from ..layout.inks import Inks
from .fonts import Font, Fonts, letters_for

_ROUND = 0.5523
"""How far the handles of a quarter of a circle reach, as a share of its radius."""


def write_pdf(drawings: Sequence[Drawing], inks: Inks, fonts: Fonts, day: date) -> bytes:
    """One page a drawing. day: when it was made."""
    book = _Book()
    pages, tree = book.reserve(), book.reserve()
    used: dict[str, set[str]] = {}
    for run in (item for drawing in drawings for item in drawing.items if isinstance(item, Run)):
        used.setdefault(run.font, set()).update(run.text)
    faces = {name: _Face(book, fonts.by_name[name], letters) for name, letters in sorted(used.items())}
    resources = "/Font <<" + " ".join(f"/{_key(name)} {face.number} 0 R" for name, face in faces.items()) + ">>"
    kids = [_page(book, drawing, inks, faces, f"/Parent {tree} 0 R /Resources <<{resources}>>") for drawing in drawings]
    book.put(tree, f"<</Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}]>>")
    first = drawings[0]
    book.put(pages, f"<</Type /Catalog /Pages {tree} 0 R /Lang {_string(first.lang)} /ViewerPreferences <</DisplayDocTitle true>>>>")
    said = f"/Title {_string(first.title)} /Subject {_string(first.text)} /Producer (Journeysite) /CreationDate (D:{day:%Y%m%d}000000Z)"
    return book.bound(pages, book.add(f"<<{said}>>"))


def _key(name: str) -> str:
    return name.replace("-", "")


class _Book:
    """The numbered objects of a file."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def put(self, number: int, content: str | bytes) -> None:
        self.objects[number - 1] = content.encode("latin-1") if isinstance(content, str) else content

    def add(self, content: str | bytes) -> int:
        number = self.reserve()
        self.put(number, content)
        return number

    def stream(self, data: bytes, more: str = "") -> int:
        packed = zlib.compress(data, 9)
        return self.add(f"<<{more} /Length {len(packed)} /Filter /FlateDecode>>\nstream\n".encode() + packed + b"\nendstream")

    def bound(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<</Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


class _Face:
    """A font inside of the file. codes: what each letter is called on a page."""

    def __init__(self, book: _Book, font: Font, letters: set[str]) -> None:
        data = font.cut_down(letters_for(letters, font))
        table = TTFont(BytesIO(data), recalcTimestamp=False)
        is_outline = "CFF " in table
        order = {name: number for number, name in enumerate(table.getGlyphOrder())}
        if is_outline and hasattr(table["CFF "].cff.topDictIndex[0], "ROS"):
            # Such a font calls its glyphs by numbers of its own.
            order = {name: int(name.removeprefix("cid")) if name.startswith("cid") else 0 for name in order}
        self.codes = {chr(code): order[name] for code, name in table.getBestCmap().items()}
        units = 1000 / table["head"].unitsPerEm
        widths = {order[name]: round(width * units, 2) for name, (width, _) in table["hmtx"].metrics.items()}
        tag = f"/JOURNY+Journeysite-{font.name}"
        # Of a font with PostScript outlines the outlines alone: not every viewer looks for them inside of the whole.
        inside = table.reader["CFF "] if is_outline else data
        file = book.stream(inside, "/Subtype /CIDFontType0C" if is_outline else f"/Length1 {len(data)}")
        box = " ".join(f"{table['head'].__dict__[side] * units:.0f}" for side in ("xMin", "yMin", "xMax", "yMax"))
        rise, fall = (getattr(table["hhea"], name) * units for name in ("ascent", "descent"))
        kind = "FontFile3" if is_outline else "FontFile2"
        shape = f"/Flags 4 /FontBBox [{box}] /ItalicAngle {-11 if font.name == 'italic' else 0} /Ascent {rise:.0f} /Descent {fall:.0f}"
        about = book.add(f"<</Type /FontDescriptor /FontName {tag} {shape} /CapHeight 729 /StemV 80 /{kind} {file} 0 R>>")
        listed = " ".join(f"{code} [{width:g}]" for code, width in sorted(widths.items()))
        inner = "/CIDFontType0" if is_outline else "/CIDFontType2 /CIDToGIDMap /Identity"
        system = "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
        below = book.add(f"<</Type /Font /Subtype {inner} /BaseFont {tag} {system} /FontDescriptor {about} 0 R /DW 0 /W [{listed}]>>")
        meaning = book.stream(_meanings(self.codes))
        parts = f"/Encoding /Identity-H /DescendantFonts [{below} 0 R] /ToUnicode {meaning} 0 R"
        self.number = book.add(f"<</Type /Font /Subtype /Type0 /BaseFont {tag} {parts}>>")

    def written(self, text: str) -> str:
        return "".join(f"{self.codes[letter]:04x}" for letter in text)


def _meanings(codes: dict[str, int]) -> bytes:
    """Which letter each code is, for those who search and copy."""
    pairs = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in sorted(codes.items(), key=lambda pair: pair[1])]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{listed}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()


def _page(book: _Book, drawing: Drawing, inks: Inks, faces: dict[str, _Face], frame: str) -> int:
    # PDF counts upwards from the bottom.
    lines = [f"1 0 0 -1 0 {_n(drawing.height)} cm", "1 J 1 j"]
    for item in drawing.items:
        lines += _drawn(item, inks, faces)
    content = book.stream("\n".join(lines).encode("ascii"))
    links = [_link(book, item, drawing.height) for item in drawing.items if isinstance(item, Run) and item.href]
    notes = f" /Annots [{' '.join(f'{link} 0 R' for link in links)}]" if links else ""
    size = f"/MediaBox [0 0 {_n(drawing.width)} {_n(drawing.height)}]"
    return book.add(f"<</Type /Page {frame} {size} /Contents {content} 0 R{notes}>>")


def _link(book: _Book, run: Run, height: float) -> int:
    box = f"{_n(run.x)} {_n(height - run.y - run.size * 0.3)} {_n(run.x + run.width)} {_n(height - run.y + run.size)}"
    return book.add(f"<</Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /A <</S /URI /URI {_address(run.href)}>>>>")


def _drawn(item: Item, inks: Inks, faces: dict[str, _Face]) -> Iterator[str]:
    if isinstance(item, Run):
        yield f"{_ink(inks, item.role)} rg BT /{_key(item.font)} {_n(item.size)} Tf 1 0 0 -1 {_n(item.x)} {_n(item.y)} Tm"
        yield f"<{faces[item.font].written(item.text)}> Tj ET"
        return
    if isinstance(item, Stroke | Bend):
        dash = f"[{' '.join(map(_n, item.dash))}] 0 d" if item.dash else "[] 0 d"
        yield f"{_ink(inks, item.role)} RG {_n(item.width)} w {dash}"
        yield f"{_along(item.points) if isinstance(item, Stroke) else _bent(item)} S"
        return
    yield "[] 0 d"
    if item.fill:
        yield f"{_ink(inks, item.fill)} rg"
    if item.edge:
        yield f"{_ink(inks, item.edge)} RG {_n(item.edge_width)} w"
    outline = _box(item) if isinstance(item, Panel) else _circle(item) if isinstance(item, Disc) else f"{_along(item.points)} h"
    yield f"{outline} {'B' if item.fill and item.edge else 'f' if item.fill else 'S'}"


def _along(points: Sequence[Point]) -> str:
    first, *rest = points
    return " ".join([f"{_n(first.x)} {_n(first.y)} m", *(f"{_n(point.x)} {_n(point.y)} l" for point in rest)])


def _bent(bend: Bend) -> str:
    start = bend.segments[0].start
    curves = (" ".join(f"{_n(point.x)} {_n(point.y)}" for point in segment[1:]) for segment in bend.segments)
    return f"{_n(start.x)} {_n(start.y)} m " + " ".join(f"{curve} c" for curve in curves)


def _box(panel: Panel) -> str:
    if not panel.radius:
        return f"{_n(panel.x)} {_n(panel.y)} {_n(panel.width)} {_n(panel.height)} re"
    return _rounded(panel.x, panel.y, panel.width, panel.height, panel.radius)


def _circle(disc: Disc) -> str:
    side = 2 * disc.radius
    return _rounded(disc.middle.x - disc.radius, disc.middle.y - disc.radius, side, side, disc.radius)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    right, bottom, near = x + width, y + height, radius * (1 - _ROUND)
    corners = (
        ((right - radius, y), (right - near, y, right, y + near, right, y + radius)),
        ((right, bottom - radius), (right, bottom - near, right - near, bottom, right - radius, bottom)),
        ((x + radius, bottom), (x + near, bottom, x, bottom - near, x, bottom - radius)),
        ((x, y + radius), (x, y + near, x + near, y, x + radius, y)),
    )
    drawn = [f"{_n(x + radius)} {_n(y)} m"]
    for edge, bend in corners:
        drawn += [f"{' '.join(map(_n, edge))} l", f"{' '.join(map(_n, bend))} c"]
    return " ".join([*drawn, "h"])


def _ink(inks: Inks, role: str) -> str:
    return " ".join(_n(channel / 255, 3) for channel in inks[role])


def _string(text: str) -> str:
    """Any words as a PDF string."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _address(url: str) -> str:
    """An address as a PDF string: of ASCII alone, without what would end it."""
    safe = url.encode("ascii", "ignore").decode().replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
    return f"({safe})"


def _n(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".") or "0"
