import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { activateCatalog } from '../app/i18n.js';
import { en } from '../locales/en.js';
import { Media } from './Media.js';

const SRC = 'http://localhost:4701/m/hash/1/signature';

interface ItemProps {
  readonly src?: string;
  readonly onSeen: (seconds: number) => void;
  readonly onStale?: () => void;
}

function Item({ src, onSeen, onStale }: ItemProps) {
  const [shown, setShown] = useState(false);
  const facts = { kind: 'photo', mimeType: 'image/png' };
  return <Media facts={facts} src={src} shown={shown} onShow={setShown} onSeen={onSeen} onStale={onStale} />;
}
const show = () => fireEvent.click(screen.getByRole('button', { name: new RegExp(en['media.show']) }));
const picture = (container: HTMLElement) => container.querySelector('img') as HTMLImageElement;

beforeEach(() => activateCatalog('en', en));

it('asks for no byte before a person wants it, then shows it veiled', () => {
  const { container } = render(<Item src={SRC} onSeen={() => undefined} />);
  expect(container.querySelector('img')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: new RegExp(en['media.show']) }));
  expect(container.querySelector('img')).toHaveAttribute('src', SRC);
  expect(container.querySelector('img')).toHaveAttribute('referrerpolicy', 'no-referrer');
  expect(picture(container).closest('div')).toHaveClass('veiled', 'grey');
  fireEvent.click(screen.getByRole('button', { name: en['media.unblur'] }));
  expect(picture(container).closest('div')).toHaveClass('clear', 'grey');
  expect(picture(container)).toHaveAccessibleName(en['media.altClear']);
});

it('takes it away when the window is left, blurs it again, and tells how long it was painted', () => {
  const seen = jest.fn();
  const { container } = render(<Item src={SRC} onSeen={seen} />);
  show();
  fireEvent.load(picture(container));
  fireEvent.click(screen.getByRole('button', { name: en['media.unblur'] }));
  fireEvent.blur(window);
  expect(container.querySelector('img')).toBeNull();
  expect(seen).toHaveBeenCalledTimes(1);
  expect(seen).toHaveBeenCalledWith(expect.any(Number));
  show();
  expect(picture(container).closest('div')).toHaveClass('veiled');
});

it('tells nothing of a picture that was never painted', () => {
  const seen = jest.fn();
  render(<Item src={SRC} onSeen={seen} />);
  show();
  fireEvent.blur(window);
  expect(seen).not.toHaveBeenCalled();
});

it('keeps its address while it is shown, asks once for another when it went stale, then says that it cannot be shown', () => {
  const stale = jest.fn();
  const seen = jest.fn();
  const { container, rerender } = render(<Item src={SRC} onSeen={seen} onStale={stale} />);
  show();
  rerender(<Item src={`${SRC}2`} onSeen={seen} onStale={stale} />);
  expect(picture(container)).toHaveAttribute('src', SRC);
  fireEvent.error(picture(container));
  expect(picture(container)).toHaveAttribute('src', `${SRC}2`);
  fireEvent.error(picture(container));
  expect(stale).toHaveBeenCalledTimes(1);
  expect(container.querySelector('img')).toBeNull();
  expect(screen.getByRole('status')).toHaveTextContent(en['media.cannotShow']);
});

it('waits for the new address before it fetches again', () => {
  const stale = jest.fn();
  const { container, rerender } = render(<Item src={SRC} onSeen={() => undefined} onStale={stale} />);
  show();
  fireEvent.error(picture(container));
  expect(screen.queryByRole('status')).toBeNull();
  rerender(<Item src={`${SRC}3`} onSeen={() => undefined} onStale={stale} />);
  expect(picture(container)).toHaveAttribute('src', `${SRC}3`);
  fireEvent.load(picture(container));
  expect(screen.queryByRole('status')).toBeNull();
});

it('says that there is no file where only facts about it were received', () => {
  render(<Item onSeen={() => undefined} />);
  expect(screen.getByText(en['media.notKept'])).toBeInTheDocument();
  expect(screen.queryByRole('button')).toBeNull();
});
