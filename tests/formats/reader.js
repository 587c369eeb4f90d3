// Does to the report what a reader would, and notes in the page what came of it.
const seen = [];
const section = document.querySelector('section.document');
const shown = selector => [...section.querySelectorAll(selector)].filter(element => !element.hidden);
const card = () => shown('.record').map(record => record.querySelector('h2').textContent).join() || 'none';
seen.push(`title: ${document.title}`, `articles: ${document.querySelectorAll('.contents option').length}`, `card: ${card()}`);

const marks = [...section.querySelectorAll('mark[id]')];
marks[1].dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
seen.push(`hovered: ${card()}`, `lit: ${section.querySelectorAll('.text .on').length > 1}`);
marks[0].click();
seen.push(`tapped: ${card()}`, `open: ${section.querySelector('.side').classList.contains('open')}`);
section.querySelector('.close').click();
seen.push(`closed: ${card()}`);

const rows = () => shown('tbody tr').map(row => row.dataset.n).join(' ');
const head = [...section.querySelectorAll('th')].find(head => head.textContent === 'Said');
const said = () => shown('tbody tr').map(row => row.querySelector('.said').textContent);
head.click();
seen.push(`sorted: ${said().every((text, at, all) => !at || new Intl.Collator(undefined, { numeric: true }).compare(all[at - 1], text) <= 0)}`);
const order = rows();
head.click();
seen.push(`and back: ${rows() === order.split(' ').reverse().join(' ')}`);

const count = shown('tbody tr').length;
const chip = section.querySelector('.legend button');
chip.click();
seen.push(`chosen: ${shown('tbody tr').length === Number(chip.querySelector('b').textContent)}`);
seen.push(`others dim: ${section.querySelectorAll('.text .off').length > 0}`);
chip.click();
const search = section.querySelector('[name=search]');
search.value = 'no such words';
search.dispatchEvent(new Event('input'));
seen.push(`found: ${rows() || 'nothing'}`, `said so: ${!section.querySelector('.none').hidden}`);
search.value = '';
search.dispatchEvent(new Event('input'));
seen.push(`all again: ${shown('tbody tr').length === count}`);
document.documentElement.dataset.seen = seen.join('; ');
