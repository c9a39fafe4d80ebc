"""A drawing as SVG: real words in a font that travels inside of it, so that they can be found, copied and edited."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from ..layout.drawing import Bend, Disc, Drawing, Item, Panel, Run, Shape, Stroke
from ..layout.inks import Inks
from .fonts import Fonts, letters_for

_LOOKS = {"bold": "font-weight:700", "italic": "font-style:italic"}


def write_svg(drawing: Drawing, inks: Inks, fonts: Fonts) -> bytes:
    """One file that asks for nothing else."""
    pixels = drawing.width * 4 / 3, drawing.height * 4 / 3
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(pixels[0])}" height="{_n(pixels[1])}" '
        f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" lang="{escape(drawing.lang)}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(drawing.title)}</title>',
        f'<desc id="d">{escape(drawing.text)}</desc>',
        f"<style>{_style(drawing.items, inks, fonts)}</style>",
        '<rect width="100%" height="100%" class="f-paper"/>',
        *(_drawn(item) for item in drawing.items),
        "</svg>",
    ]
    return "\n".join(lines).encode() + b"\n"


def _style(items: Sequence[Item], inks: Inks, fonts: Fonts) -> str:
    used: dict[str, set[str]] = {}
    roles = {"paper"}
    for item in items:
        if isinstance(item, Run):
            used.setdefault(item.font, set()).update(item.text)
            roles.add(item.role)
        else:
            roles.update(_roles(item))
    rules = [_face(name, letters, fonts) for name, letters in sorted(used.items())]
    rules.append("text{white-space:pre;font-kerning:none}path,line,polyline{fill:none;stroke-linecap:round;stroke-linejoin:round}")
    # Where a viewer ignores the font inside, a common one of the same width comes nearest.
    rules += [f".t-{name}{{font-family:{_family(name)};{_LOOKS.get(name, '')}}}" for name in sorted(used)]
    rules += [f".f-{role}{{fill:{inks[role]}}}.s-{role}{{stroke:{inks[role]}}}" for role in sorted(roles - {""})]
    return "".join(rules)


def _roles(item: Item) -> tuple[str, ...]:
    if isinstance(item, Stroke | Bend):
        return (item.role,)
    return (item.fill, item.edge) if isinstance(item, Panel | Shape | Disc) else ()


def _family(name: str) -> str:
    return f"jy-{name},'DejaVu Sans Condensed','Noto Sans','Arial Narrow',Arial,sans-serif"


def _face(name: str, letters: set[str], fonts: Fonts) -> str:
    font = fonts.by_name[name]
    data = base64.b64encode(font.cut_down(letters_for(letters, font), "woff")).decode()
    return f"@font-face{{font-family:jy-{name};{_LOOKS.get(name, '')};src:url(data:font/woff;base64,{data})}}".replace(";;", ";")


def _drawn(item: Item) -> str:
    if isinstance(item, Run):
        return _run(item)
    if isinstance(item, Panel):
        round_ = f' rx="{_n(item.radius)}"' if item.radius else ""
        place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}" height="{_n(item.height)}"'
        return f"<rect {place}{round_} {_look(item.fill, item.edge, item.edge_width)}/>"
    if isinstance(item, Disc):
        return f'<circle cx="{_n(item.middle.x)}" cy="{_n(item.middle.y)}" r="{_n(item.radius)}" {_look(item.fill, item.edge, item.edge_width)}/>'
    if isinstance(item, Shape):
        return f'<polygon points="{_points(item.points)}" {_look(item.fill, item.edge, item.edge_width)}/>'
    dash = f' stroke-dasharray="{" ".join(map(_n, item.dash))}"' if item.dash else ""
    ink = f'class="s-{item.role}" stroke-width="{_n(item.width)}"{dash}'
    if isinstance(item, Stroke):
        return f'<polyline points="{_points(item.points)}" {ink}/>'
    start = item.segments[0].start
    curves = " ".join(_points(segment[1:]) for segment in item.segments)
    return f'<path d="M{_n(start.x)} {_n(start.y)}C{curves}" {ink}/>'


def _run(run: Run) -> str:
    # The width is said too: whatever font a viewer takes, words stay inside of their cell.
    place = f'x="{_n(run.x)}" y="{_n(run.y)}" font-size="{_n(run.size)}" textLength="{_n(run.width)}" lengthAdjust="spacingAndGlyphs"'
    text = f'<text class="t-{run.font} f-{run.role}" {place}>{escape(run.text, quote=False)}</text>'
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


def _look(fill: str, edge: str, width: float) -> str:
    classes = " ".join([f"f-{fill}"] * bool(fill) + [f"s-{edge}"] * bool(edge))
    return f'class="{classes}"' + ("" if fill else ' fill="none"') + (f' stroke-width="{_n(width)}"' if edge else "")


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(value: float) -> str:
    """A length, two decimals and no zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
