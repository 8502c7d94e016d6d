"""Charts as static SVG, drawn from values alone: the checker draws them again and compares.

Bars and sparklines are drawn here; the session's course by Vega-Lite. Colours come from the page's style sheet.
"""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from chatmining.report.forms import words, write

Rows = Sequence[Sequence[Any]]
_FILL = "#1f6fb2"
_WIDTHS = {"wide": 720, "narrow": 320}


def interval(share: float, low: float, high: float, language: str) -> str:
    """Return a bar from 0 to `share`, with its interval as a line; width is per cent of the row."""
    p, a, b = (f"{100 * value:.2f}" for value in (share, low, high))
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="track" width="100" height="10"/><rect class="fill" width="{p}" height="10"/>'
        f'<line class="reach" x1="{a}" x2="{b}" y1="5" y2="5"/>'
        f'<line class="end" x1="{a}" x2="{a}" y1="2" y2="8"/><line class="end" x1="{b}" x2="{b}" y1="2" y2="8"/></svg>'
    )


def spark(moments: Rows, themes: Rows, theme: str, language: str) -> str:
    """Return the comments of one theme in each moment, as bars on the theme's own scale.

    `moments` holds (moment,), `themes` (theme, moment, n).
    """
    counts = {moment: n for said, moment, n in themes if said == theme}
    top = max(counts.values(), default=1)
    bars = "".join(
        f'<rect class="fill" x="{place * 10 + 1}" y="{40 - 38 * counts[moment] / top:.2f}" '
        f'width="8" height="{38 * counts[moment] / top:.2f}"/>'
        for place, (moment,) in enumerate(moments)
        if moment in counts
    )
    width = 10 * len(moments)
    return (
        f'<svg class="spark" viewBox="0 0 {width} 40" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'{bars}<line class="ground" x1="0" x2="{width}" y1="40" y2="40"/></svg>'
    )


def course(moments: Rows, themes: Rows, names: Rows, language: str) -> str:
    """Return the comments of each moment, then those of each theme, on one scale of time; wide and narrow.

    `moments` holds (moment, clock, n), `themes` (theme, moment, n), `names` (theme, name), the themes in their order.
    """
    return "".join(_course(moments, themes, names, language, name) for name in _WIDTHS)


def _course(moments: Rows, themes: Rows, names: Rows, language: str, size: str) -> str:
    labels = [write("moment", clock, language) for _, clock, _ in moments]
    place = {moment: label for (moment, _, _), label in zip(moments, labels, strict=True)}
    every = {place[moment]: n or 0 for moment, _, n in moments}
    rows = [_row(words("all_content", language), every, labels, 84, size)]
    for theme, name in names:
        counts = {place[moment]: n for said, moment, n in themes if said == theme and moment in place}
        if counts:
            rows.append(_row(name, counts, labels, 40, size))
    rows[-1]["encoding"]["x"]["axis"] = _axis(labels, size)
    style = {"background": None, "padding": 0, "font": "system-ui, sans-serif", "view": {"stroke": None}}
    return f'<div class="{size}">{_svg(json.dumps({"vconcat": rows, "spacing": 6, "config": style}))}</div>'


def _row(title: str, counts: dict[str, int], labels: list[str], height: int, size: str) -> dict[str, Any]:
    scale = {"domain": labels, "paddingInner": 0.12, "paddingOuter": 0.06}
    top = max(1, *counts.values())
    return {
        "title": {"text": title, "anchor": "start", "fontSize": 12, "fontWeight": 600, "offset": 4},
        "data": {"values": [{"moment": label, "n": counts.get(label, 0)} for label in labels]},
        "width": _WIDTHS[size],
        "height": height,
        "mark": {"type": "bar", "color": _FILL},
        "encoding": {
            "x": {"field": "moment", "type": "ordinal", "sort": labels, "scale": scale, "axis": None},
            "y": {"field": "n", "type": "quantitative", "scale": {"domain": [0, top]}, "axis": None},
        },
    }


def _axis(labels: list[str], size: str) -> dict[str, Any]:
    every = max(1, -(-len(labels) // (10 if size == "wide" else 4)))
    return {
        "values": labels[::every],
        "labelAngle": 0,
        "title": None,
        "labelFontSize": 11,
        "ticks": False,
        "labelPadding": 6,
        "labelFlush": True,
    }


@cache
def _svg(spec: str) -> str:
    """Return the drawing of a Vega-Lite specification."""
    import vl_convert

    return _slim(str(vl_convert.vegalite_to_svg(spec)))


def _slim(svg: str) -> str:
    """Leave out sizes, roles and labels that the page gives itself: the picture is one image with a table beside it."""
    svg = re.sub(r' (?:role|aria-[a-z]+|pointer-events|class|xmlns(?::xlink)?|version)="[^"]*"', "", svg)
    svg = re.sub(r'<svg width="[^"]*" height="[^"]*"', '<svg aria-hidden="true" focusable="false"', svg)
    svg = re.sub(r'<path d="M0,0h0v0h0Z"/>|<path d="" display="none"/>', "", svg)
    return svg.replace(f'fill="{_FILL}"', 'class="fill"')


DRAW: dict[str, Callable[..., str]] = {"interval": interval, "spark": spark, "course": course}
