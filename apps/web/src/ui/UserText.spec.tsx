import { render, screen } from '@testing-library/react';
import { activateCatalog } from '../app/i18n.js';
import { en } from '../locales/en.js';
import { UserText } from './UserText.js';

beforeEach(() => activateCatalog('en', en));

it('finds the direction of each paragraph by itself', () => {
  const { container } = render(<UserText text={'English first\nثم العربية'} lang="ar" />);
  const paragraphs = [...container.querySelectorAll('p')];
  expect(paragraphs.map((paragraph) => paragraph.getAttribute('dir'))).toEqual(['auto', 'auto']);
  expect(paragraphs.map((paragraph) => paragraph.textContent)).toEqual(['English first', 'ثم العربية']);
  expect(container.firstElementChild).toHaveAttribute('lang', 'ar');
});

it('isolates a name in a line', () => {
  const { container } = render(<UserText inline text={'قناة\nثانية'} />);
  expect(container.firstElementChild?.tagName).toBe('BDI');
  expect(container.textContent).toBe('قناة ثانية');
});

it('shows an override as a mark that says what it is, and does not obey it', () => {
  const { container } = render(<UserText text={'photo\u202Egnp.exe'} />);
  expect(screen.getByText('‹RLO›')).toHaveAttribute('title', 'RLO: a character that turns the direction of text');
  expect(container.textContent).toBe('photo‹RLO›gnp.exe');
  expect(container.innerHTML).not.toContain('\u202E');
});

it('reads markup as text', () => {
  const { container } = render(<UserText text={'<img src=x onerror=alert(1)>&lt;b&gt;'} />);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('<img src=x onerror=alert(1)>&lt;b&gt;');
});
