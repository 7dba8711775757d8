/* global document, CSS, EventSource, location */
// Applies what the desk orders to the open page, as it happens.
const words = JSON.parse(document.body.dataset.words ?? '{}');
const language = document.documentElement.lang;
const format = new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-latn' : 'en');

function measureChip({ measure, scope }) {
  const chip = document.createElement('span');
  chip.className = 'measure';
  const name = words.measures[measure] ?? measure;
  chip.textContent = scope === 'global' ? name : `${name} ${scope}`;
  return chip;
}

function updateCard(change) {
  const card = document.querySelector(
    `.cards[data-platform="${change.platform}"] [data-id="${CSS.escape(change.id)}"]`,
  );
  if (!card) return;
  const wasVisible = !card.classList.contains('is-dark');
  card.classList.toggle('is-dark', !change.visible);
  card.querySelector('[data-state]').textContent = change.visible ? words.visible : words.hidden;
  card.querySelector('[data-audience]').textContent =
    change.audience === null ? '' : ` · ${format.format(change.audience)} ${words.followers}`;
  card.querySelector('[data-measures]').replaceChildren(...change.measures.map(measureChip));
  if (wasVisible !== change.visible) {
    count('visible', change.visible ? 1 : -1);
    count('dark', change.visible ? -1 : 1);
  }
}

function count(which, step) {
  const shown = document.querySelector(`[data-count="${which}"]`);
  if (shown) shown.textContent = String(Number(shown.textContent) + step);
}

function addLine(change) {
  const feed = document.querySelector('[data-feed]');
  if (!feed || feed.dataset.platform !== change.platform) return;
  document.querySelector('[data-empty]')?.remove();
  const line = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = change.at;
  time.textContent = change.at.slice(11, 19);
  const title = document.createElement('bdi');
  title.textContent = change.title;
  const chip = measureChip(change);
  line.append(time, ' ', title, ' ', chip, ` ${change.direction === 'apply' ? words.applied : words.undone}`);
  feed.prepend(line);
  while (feed.children.length > 40) feed.lastElementChild.remove();
}

const source = new EventSource('/events');
source.addEventListener('message', (event) => {
  const change = JSON.parse(event.data);
  updateCard(change);
  addLine(change);
  const open = document.querySelector('[data-reload]');
  if (open && open.dataset.id === change.id) location.reload();
});
