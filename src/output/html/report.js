'use strict';
// Wires each article of the page: hovering or tapping shows a record, the legend and the filters choose, the table sorts.
const all = (root, selector) => [...root.querySelectorAll(selector)];
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

function wire(section) {
  const side = section.querySelector('.side');
  const records = all(side, '.record');
  const rows = all(section, 'tbody tr');
  const body = section.querySelector('tbody');
  const pieces = rows.map(() => []);
  const marks = all(section, '.text [data-q]');
  for (const mark of marks) for (const number of mark.dataset.q.split(' ')) pieces[number - 1].push(mark);
  let shown = 0;
  let pinned = 0;

  const light = (number, on) => {
    if (!number) return;
    for (const mark of pieces[number - 1]) mark.classList.toggle('on', on);
    rows.find(row => row.dataset.n === String(number)).classList.toggle('on', on);
    records[number - 1].hidden = !on;
  };
  const show = number => {
    if (number === shown) return;
    light(shown, false);
    light(number, true);
    shown = number;
    side.querySelector('.hint').hidden = number > 0;
    side.classList.toggle('open', pinned > 0);
    side.scrollTop = 0;
  };
  const pin = (number, block = 'nearest') => {
    pinned = number;
    show(number);
    side.classList.toggle('open', number > 0);
    // On a small screen the record covers what is below it.
    pieces[number - 1]?.[0]?.scrollIntoView({ block, behavior: calm ? 'auto' : 'smooth' });
  };
  // Of quotations inside one another, the innermost is written last.
  const numberOf = mark => Number(mark.dataset.q.split(' ').pop());

  const text = section.querySelector('.text');
  text.addEventListener('pointerover', event => {
    const mark = event.target.closest('[data-q]');
    if (event.pointerType === 'mouse') show(mark && !mark.classList.contains('off') ? numberOf(mark) : pinned || shown);
  });
  text.addEventListener('click', event => {
    const mark = event.target.closest('[data-q]');
    pin(mark && !mark.classList.contains('off') ? numberOf(mark) : 0);
  });
  text.addEventListener('focusin', event => event.target.matches(':focus-visible') && show(numberOf(event.target)));
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pin(numberOf(event.target));
    }
  });
  section.addEventListener('keydown', event => event.key === 'Escape' && pin(0));
  side.querySelector('.close').addEventListener('click', () => pin(0));
  body.addEventListener('click', event => {
    event.preventDefault();
    pin(Number(event.target.closest('tr').dataset.n), 'center');
  });

  // What is chosen: speakers in the legend, words, type and confidence above the table.
  const chips = all(section, '.legend button');
  const [words, kind, least] = ['search', 'kind', 'least'].map(name => section.querySelector(`[name=${name}]`));
  const choose = () => {
    const chosen = new Set(chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.dataset.s));
    const wanted = words.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const open = new Set();
    for (const row of rows) {
      const { n, s, t, c } = row.dataset;
      const found = wanted.every(word => row.textContent.toLocaleLowerCase().includes(word));
      row.hidden = !((!chosen.size || chosen.has(s)) && found && (!kind.value || kind.value === t) && c * 100 >= least.value);
      if (!row.hidden) open.add(n);
    }
    for (const mark of marks) mark.classList.toggle('off', !mark.dataset.q.split(' ').some(number => open.has(number)));
    if (shown && !open.has(String(shown))) pin(0);
    section.querySelector('output').textContent = `${least.value} %`;
    section.querySelector('.count').textContent = open.size === rows.length ? '' : `${open.size} of ${rows.length}`;
    section.querySelector('.none').hidden = open.size > 0;
  };
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
      choose();
    });
  }
  for (const input of [words, kind, least]) input.addEventListener('input', choose);

  const heads = all(section, 'th');
  heads.forEach((head, column) => head.addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const value = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
    const order = new Intl.Collator(undefined, { numeric: true });
    const sorted = [...rows].sort((one, other) => order.compare(value(one), value(other)) || one.dataset.n - other.dataset.n);
    body.append(...(down ? sorted.reverse() : sorted));
  }));

  choose();
  const asked = rows.find(row => `#${row.dataset.id}` === location.hash);
  if (asked) pin(Number(asked.dataset.n));
}

const sections = all(document, 'section.document');
sections.filter(section => section.querySelector('tbody tr')).forEach(wire);

// The articles of the page, to go to.
const contents = document.querySelector('.contents select');
if (sections.length > 1) {
  sections.forEach((section, at) => contents.add(new Option(section.querySelector('h1').textContent, at)));
  contents.hidden = false;
  contents.addEventListener('input', () => sections[contents.value].scrollIntoView({ behavior: calm ? 'auto' : 'smooth' }));
} else if (sections.length) {
  document.title = `${sections[0].querySelector('h1').textContent} – ${document.title}`;
}

const theme = document.querySelector('.theme');
theme.hidden = false;
theme.addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
