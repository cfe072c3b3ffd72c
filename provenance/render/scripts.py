"""Our scripts. They only help to look around: without them the pages read the same, as they were written."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

SORTING = """
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'descending' ? 1 : -1;
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
      const order = (a, b) => sign * key(a).localeCompare(key(b), 'en', {numeric: true});
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
      body.append(...[...body.rows].sort(order));
    });
  });
}
"""
"""A click on a column's head sorts its table: numbers largest first at the first click; a cell may say what it is sorted by in
``data-sort``."""

READING = """
const KINDS = {
  same: 'the same', wording: 'wording', style: 'house style', cut: 'only left', added: 'only right', moved: 'moved',
};
const make = (name, words, settings) => Object.assign(document.createElement(name), {textContent: words}, settings);

for (const view of document.querySelectorAll('details.pairview')) {
  const table = view.querySelector('table');
  const rows = [...table.tBodies[0].rows];
  const bar = make('div', '', {className: 'tools'});
  const place = make('span', '', {className: 'soft'});
  place.setAttribute('role', 'status');
  let at = -1;

  const differences = () => rows.filter((row) => row.className !== 'same' && !row.hidden);
  const go = (step) => {
    const found = differences();
    if (!found.length) return;
    at = (at + step + found.length) % found.length;
    for (const row of rows) row.removeAttribute('aria-current');
    found[at].setAttribute('aria-current', 'true');
    found[at].scrollIntoView({block: 'center'});
    place.textContent = `difference ${at + 1} of ${found.length}`;
  };
  const stepping = (words, step) => {
    const button = make('button', words, {type: 'button'});
    button.addEventListener('click', () => go(step));
    return button;
  };
  bar.append(stepping('previous difference', -1), ' ', stepping('next difference', 1), ' ', place);

  for (const [kind, words] of Object.entries(KINDS)) {
    const own = rows.filter((row) => row.className === kind);
    if (!own.length) continue;
    const label = make('label', '', {});
    const box = make('input', '', {type: 'checkbox', checked: true});
    box.addEventListener('change', () => {
      for (const row of own) row.hidden = !box.checked;
      at = -1;
      place.textContent = '';
      draw();
    });
    label.append(box, ` ${words} (${own.length})`);
    bar.append(' ', label);
  }

  const map = make('div', '', {className: 'minimap', ariaHidden: 'true'});
  const draw = () => {
    const shown = rows.filter((row) => !row.hidden);
    const heights = shown.map((row) => row.offsetHeight);
    const total = heights.reduce((sum, height) => sum + height, 0) || 1;
    map.replaceChildren(...shown.map((row, number) => {
      const part = make('span', '', {className: row.className});
      part.style.height = `${100 * heights[number] / total}%`;
      part.addEventListener('click', () => row.scrollIntoView({block: 'center'}));
      return part;
    }));
  };
  const frame = make('div', '', {className: 'framed'});
  table.replaceWith(frame);
  frame.append(table, map);
  frame.before(bar);
  if (view.open) draw();
  view.addEventListener('toggle', () => { if (view.open) draw(); });
  view.addEventListener('keydown', (event) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'n') go(1);
    if (event.key === 'p') go(-1);
  });
}
"""
"""Two texts side by side get a bar to step from difference to difference (keys n and p inside) and to hide kinds of rows, and
a small map of the whole beside them."""


def source_of(script: str) -> str:
    """How a content-security policy names this very script and no other (CSP Level 3, "hash-source")."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode('ascii')}'"
