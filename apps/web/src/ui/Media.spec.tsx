import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { activateCatalog } from '../app/i18n.js';
import { en } from '../locales/en.js';
import { Media } from './Media.js';

const SRC = 'http://localhost:4701/m/hash/1/signature';

function Item({ src, onSeen }: { src?: string; onSeen: (seconds: number) => void }) {
  const [shown, setShown] = useState(false);
  return (
    <Media facts={{ kind: 'photo', mimeType: 'image/png' }} src={src} shown={shown} onShow={setShown} onSeen={onSeen} />
  );
}

beforeEach(() => activateCatalog('en', en));

it('asks for no byte before a person wants it, then shows it veiled', () => {
  const { container } = render(<Item src={SRC} onSeen={() => undefined} />);
  expect(container.querySelector('img')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: new RegExp(en['media.show']) }));
  expect(container.querySelector('img')).toHaveAttribute('src', SRC);
  expect(container.querySelector('img')).toHaveAttribute('referrerpolicy', 'no-referrer');
  expect(container.querySelector('img')?.parentElement).toHaveClass('veiled');
  fireEvent.click(screen.getByRole('button', { name: en['media.unblur'] }));
  expect(container.querySelector('img')?.parentElement).toHaveClass('clear');
});

it('takes it away when the window is left, and tells how long it was shown', () => {
  const seen = jest.fn();
  const { container } = render(<Item src={SRC} onSeen={seen} />);
  fireEvent.click(screen.getByRole('button', { name: new RegExp(en['media.show']) }));
  fireEvent.blur(window);
  expect(container.querySelector('img')).toBeNull();
  expect(seen).toHaveBeenCalledTimes(1);
  expect(seen).toHaveBeenCalledWith(expect.any(Number));
});

it('says that there is no file where only facts about it were received', () => {
  render(<Item onSeen={() => undefined} />);
  expect(screen.getByText(en['media.notKept'])).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
