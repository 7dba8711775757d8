import { fireEvent, render } from '@testing-library/react';
import { setPreferences } from './preferences.js';
import type { ShortcutId } from './shortcuts.js';
import { useDialogKeys, useShortcut } from './use-shortcut.js';

function Listener({
  id,
  done,
  enabled,
}: {
  readonly id: ShortcutId;
  readonly done: () => void;
  readonly enabled?: boolean;
}) {
  useShortcut(id, done, enabled);
  return null;
}

function OpenDialog() {
  useDialogKeys(true);
  return null;
}

const key = (code: string, target: Element = document.body, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(target, { code, key: 'س', bubbles: true, ...more });

beforeEach(() => setPreferences({ singleKeys: true }));

it('answers the physical key while an Arabic layout types a letter of its own', () => {
  const done = jest.fn();
  render(<Listener id="skip" done={done} />);
  key('KeyS');
  expect(done).toHaveBeenCalledTimes(1);
});

it('stays silent in fields, in composition, on repeat, when disabled and when switched off', () => {
  const done = jest.fn();
  const { rerender } = render(
    <>
      <Listener id="skip" done={done} />
      <textarea aria-label="reason" />
    </>,
  );
  const area = document.querySelector('textarea');
  key('KeyS', area ?? undefined);
  key('KeyS', document.body, { isComposing: true });
  key('KeyS', document.body, { repeat: true });
  setPreferences({ singleKeys: false });
  key('KeyS');
  setPreferences({ singleKeys: true });
  rerender(<Listener id="skip" done={done} enabled={false} />);
  key('KeyS');
  expect(done).not.toHaveBeenCalled();
});

it('Ctrl+Enter decides from inside a field, Enter alone does not', () => {
  const done = jest.fn();
  const alone = jest.fn();
  render(
    <>
      <Listener id="decideFromField" done={done} />
      <Listener id="decide" done={alone} />
      <textarea aria-label="reason" />
    </>,
  );
  const area = document.querySelector('textarea') ?? document.body;
  key('Enter', area);
  key('Enter', area, { ctrlKey: true });
  expect(alone).not.toHaveBeenCalled();
  expect(done).toHaveBeenCalledTimes(1);
});

it('a sequence needs both keys, in order, within a moment', () => {
  const done = jest.fn();
  render(<Listener id="goQueues" done={done} />);
  key('KeyQ');
  key('KeyG');
  key('KeyX');
  key('KeyQ');
  expect(done).not.toHaveBeenCalled();
  key('KeyG');
  key('KeyQ');
  expect(done).toHaveBeenCalledTimes(1);
});

it('an open dialog silences the page below it', () => {
  const page = jest.fn();
  const dialog = jest.fn();
  render(
    <>
      <Listener id="decide" done={page} />
      <Listener id="palette" done={page} />
      <OpenDialog />
      <Listener id="confirm" done={dialog} />
    </>,
  );
  key('Enter');
  key('KeyK', document.body, { ctrlKey: true });
  key('Enter', document.body, { ctrlKey: true });
  expect(page).not.toHaveBeenCalled();
  expect(dialog).toHaveBeenCalledTimes(1);
});
