"""The style sheet of the report: calm, readable on a screen, a wall and paper, in light and dark."""

from __future__ import annotations

from provenance.render.palette import DARK, FONTS, LIGHT, Palette


def page_stylesheet() -> str:
    """The report's style sheet; the picture brings its own."""
    return f"{_colours(LIGHT)}@media (prefers-color-scheme: dark) {{{_colours(DARK)}}}\n{_FIXED}"


def index_stylesheet() -> str:
    """The style sheet of the index of a large result."""
    return f"{page_stylesheet()}{_INDEX}"


def _colours(palette: Palette) -> str:
    return (
        f":root {{ --paper: {palette.paper}; --ink: {palette.ink}; --soft: {palette.soft}; --box: {palette.box}; "
        f"--line: {palette.hairline}; --link: {palette.copying}; --for: {palette.added}; --against: {palette.cut}; "
        f"--mark: {palette.changed}; --focus: {palette.focus}; }}\n"
    )


_FIXED = f"""
:root {{ color-scheme: light dark; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 {FONTS}; }}
main, header, footer {{ max-width: 64rem; margin: 0 auto; padding: 0 1.5rem; }}
header {{ padding-top: 2.5rem; }}
h1 {{ font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }}
h2 {{ font-size: 1.25rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }}
h3 {{ font-size: 1rem; margin: 0 0 .25rem; }}
p {{ margin: .25rem 0 .75rem; max-width: 46rem; }}
a {{ color: var(--link); }}
a:focus-visible, summary:focus-visible {{ outline: 3px solid var(--focus); outline-offset: 2px; }}
nav ul {{ display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 1.5rem; list-style: none; }}
nav {{ font-size: .9rem; }}
.soft, cite {{ color: var(--soft); font-size: .875rem; }}
figure {{ margin: -1.5rem auto 0; padding: 0 1.5rem; overflow-x: auto; text-align: center; }}
figure svg {{ max-width: 100%; height: auto; }}
figure.wide svg {{ max-width: none; }}
figure .pv-headline {{ display: none; }}
article {{ background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.25rem; margin: 0 0 1rem; }}
article:target, li:target {{ outline: 3px solid var(--focus); }}
table {{ border-collapse: collapse; width: 100%; font-size: .9375rem; }}
td, th {{ text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); }}
main, header {{ overflow-wrap: break-word; }}
.facts td, .pair td {{ overflow-wrap: anywhere; }}
tr:first-child > td, tr:first-child > th {{ border-top: 0; }}
.facts th {{ width: 8rem; font-weight: normal; color: var(--soft); }}
.evidence .weight {{ width: 11rem; }}
.bar {{ display: block; height: .5rem; margin: .45rem 0 .2rem; background: var(--line); border-radius: 3px; overflow: hidden; }}
.fill {{ display: block; height: 100%; background: var(--for); }}
.fill.against {{ background: repeating-linear-gradient(45deg, var(--against) 0 4px, transparent 4px 7px); }}
blockquote {{ margin: .25rem 0 .5rem; padding-left: .75rem; border-left: 3px solid var(--line); font-size: .9375rem; }}
blockquote cite {{ display: block; font-style: normal; }}
.timeline th {{ font-weight: normal; width: 15rem; }}
.timeline td:nth-child(2) {{ width: 45%; }}
.strip, .marks {{ display: block; position: relative; height: 1.5rem; }}
.strip, .marks {{ margin-right: .75rem; }}
.strip {{ border-bottom: 1px solid var(--line); }}
.stretch {{ position: absolute; top: .45rem; height: .6rem; min-width: .5rem; background: var(--link); border-radius: 2px; }}
.stretch.later {{ top: .6rem; height: .3rem; background: var(--soft); }}
.stretch.open {{ background: none; border: 2px solid var(--link); border-right: 0; border-radius: 2px 0 0 2px; }}
.stretch.open::after {{ content: "→"; position: absolute; right: 0; top: -.55rem; color: var(--link); }}
.stretch.between, .stretch.ending {{ background: none; border: 2px solid var(--link); }}
.stretch.ending {{ border-left: 0; border-radius: 0 2px 2px 0; }}
.stretch.ending::before {{ content: "←"; position: absolute; left: 0; top: -.55rem; color: var(--link); }}
.stretch.unknown {{ left: 0; width: 100%; height: 0; top: .75rem; background: none; border-top: 2px dotted var(--soft); }}
.marks span {{ position: absolute; font-size: .75rem; color: var(--soft); white-space: nowrap; padding-left: 3px; }}
.marks span {{ border-left: 1px solid var(--soft); }}
.said {{ display: block; }}
.pair {{ table-layout: fixed; margin-bottom: 1.5rem; }}
.pair td, .pair th {{ width: 50%; padding-left: .75rem; }}
.pair tr > :first-child {{ border-left: .4rem solid transparent; }}
.pair tr.same {{ color: var(--soft); }}
.pair tr.cut > :first-child {{ border-left: .4rem dashed var(--against); }}
.pair tr.added > :first-child {{ border-left: .4rem solid var(--for); }}
.pair tr.wording > :first-child {{ border-left: .4rem double var(--mark); }}
.pair tr.style > :first-child {{ border-left: .4rem dotted var(--mark); }}
.pair tr.moved > :first-child {{ border-left: .4rem groove var(--link); }}
.pair tr[aria-current] {{ outline: 3px solid var(--focus); outline-offset: -3px; }}
.counts {{ font-size: .9375rem; }}
.tools {{ position: sticky; top: 0; z-index: 1; background: var(--paper); padding: .5rem 0; font-size: .875rem; }}
.tools label {{ white-space: nowrap; margin-right: .5rem; }}
.tools button {{ font: inherit; color: var(--ink); background: var(--box); border: 1px solid var(--soft); border-radius: 4px; }}
.tools button {{ padding: .2rem .6rem; cursor: pointer; }}
.tools button:focus-visible, .tools input:focus-visible {{ outline: 3px solid var(--focus); outline-offset: 2px; }}
.framed {{ display: flex; gap: .5rem; align-items: flex-start; }}
.minimap {{ position: sticky; top: 3rem; flex: none; width: .9rem; height: min(70vh, 30rem); border: 1px solid var(--line); }}
.minimap span {{ display: block; min-height: 1px; cursor: pointer; }}
.minimap .cut {{ background: repeating-linear-gradient(45deg, var(--against) 0 3px, transparent 3px 5px); }}
.minimap .added {{ background: var(--for); }}
.minimap .wording {{ background: repeating-linear-gradient(0deg, var(--mark) 0 2px, transparent 2px 3px); }}
.minimap .style {{ background: repeating-linear-gradient(90deg, var(--mark) 0 2px, transparent 2px 6px); }}
.minimap .moved {{ background: repeating-linear-gradient(135deg, var(--link) 0 3px, transparent 3px 5px); }}
.apparatus, .witnesses {{ padding-left: 0; list-style: none; }}
.apparatus li {{ padding: .15rem 0; border-top: 1px solid var(--line); }}
.lemma {{ font-weight: bold; }}
.tag {{ font-size: .75rem; border: 1px solid var(--line); border-radius: 3px; padding: 0 .35em; color: var(--soft); }}
mark, ins, del {{ background: none; color: inherit; text-decoration: none; font-weight: bold; }}
mark.wording {{ border-bottom: 3px double var(--mark); }}
mark.style {{ border-bottom: 2px dotted var(--mark); font-weight: normal; }}
ins {{ border-bottom: 2px solid var(--for); }}
del {{ text-decoration: line-through var(--against) 2px; }}
.passage {{ border: 1px dashed var(--soft); border-radius: 3px; padding: 0 .15em; box-decoration-break: clone; }}
.passage.quotation {{ font-style: italic; }}
details {{ margin: 0 0 .75rem; }}
summary {{ cursor: pointer; font-weight: bold; margin-bottom: .5rem; }}
article details summary {{ font-weight: normal; font-size: .9rem; }}
code {{ font-size: .875rem; }}
footer {{ padding: 3rem 1.5rem; }}
@media print {{
  @page {{ margin: 15mm; }}
  html {{ font-size: 9.5pt; }}
  body {{ font-size: 9.5pt; line-height: 1.4; background: none; }}
  h2 {{ margin-top: 1.5rem; }}
  h2, h3, summary {{ break-after: avoid; }}
  article {{ padding: .5rem .75rem; margin-bottom: .5rem; }}
  nav, .tools, .minimap {{ display: none; }}
  figure {{ margin: 0; overflow: visible; padding: 0; break-after: page; }}
  figure svg, figure.wide svg {{ max-width: 100%; max-height: 240mm; }}
  tr, li, blockquote, p {{ break-inside: avoid; }}
}}
"""
_INDEX = """
.scroll { overflow-x: auto; }
th { font-weight: normal; color: var(--soft); vertical-align: bottom; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: left; cursor: pointer; }
th button:hover { text-decoration: underline; }
th button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
th[aria-sort] { color: var(--ink); }
th[aria-sort] button::after { content: " ↑"; }
th[aria-sort=descending] button::after { content: " ↓"; }
td.number { font-variant-numeric: tabular-nums; }
td .title { display: block; max-width: 26rem; }
figure { margin: 2rem auto 0; }
"""
