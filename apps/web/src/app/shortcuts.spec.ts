import { answers, keysOf, measureKeys, shortcutIds, shortcutOf, type Press, type Shortcut } from './shortcuts.js';

const together: Readonly<Record<Shortcut['scope'], readonly Shortcut['scope'][]>> = {
  global: ['global', 'list', 'review', 'appeal'],
  list: ['global', 'list'],
  review: ['global', 'review'],
  appeal: ['global', 'appeal'],
  dialog: ['dialog'],
};

const press = (change: Partial<Press>): Press => ({
  code: 'KeyS',
  mod: false,
  shift: false,
  alt: false,
  after: undefined,
  inField: false,
  onControl: false,
  ...change,
});

const pressOf = (shortcut: Shortcut): Press =>
  press({ code: shortcut.code, mod: shortcut.mod ?? false, shift: shortcut.shift ?? false, after: shortcut.after });

describe('the registry of shortcuts', () => {
  it.each(shortcutIds)('no other shortcut on the same screen answers the keys of %s', (id) => {
    const shortcut = shortcutOf(id);
    const rivals = shortcutIds.filter(
      (other) =>
        other !== id &&
        together[shortcut.scope].includes(shortcutOf(other).scope) &&
        answers(shortcutOf(other), pressOf(shortcut), true),
    );
    expect(rivals).toEqual([]);
    expect(answers(shortcut, pressOf(shortcut), true)).toBe(true);
  });

  it('no single letter of a screen is also the first key of a sequence', () => {
    const prefixes = shortcutIds.flatMap((id) => shortcutOf(id).after ?? []);
    const plain = shortcutIds.filter(
      (id) => !shortcutOf(id).mod && !shortcutOf(id).shift && shortcutOf(id).after === undefined,
    );
    expect(plain.filter((id) => prefixes.includes(shortcutOf(id).code))).toEqual([]);
  });

  it('single letters never fire in fields, combinations made for fields do', () => {
    for (const id of shortcutIds) {
      const shortcut = shortcutOf(id);
      const fires = answers(shortcut, { ...pressOf(shortcut), inField: true }, true);
      expect([id, fires]).toEqual([id, shortcut.inFields ?? false]);
      if (fires) expect(shortcut.mod).toBe(true);
    }
  });

  it('the off-switch silences every key without Ctrl or Cmd', () => {
    for (const id of shortcutIds) {
      const shortcut = shortcutOf(id);
      expect([id, answers(shortcut, pressOf(shortcut), false)]).toEqual([id, shortcut.mod ?? false]);
    }
  });

  it('a physical key is the same under any layout: what it types does not matter', () => {
    expect(answers(shortcutOf('skip'), press({ code: 'KeyS' }), true)).toBe(true);
    expect(answers(shortcutOf('violation'), press({ code: 'Numpad1' }), true)).toBe(true);
  });

  it('Enter on a button belongs to the button', () => {
    expect(answers(shortcutOf('decide'), press({ code: 'Enter', onControl: true }), true)).toBe(false);
    expect(answers(shortcutOf('decide'), press({ code: 'Enter' }), true)).toBe(true);
    expect(answers(shortcutOf('decide'), press({ code: 'NumpadEnter' }), true)).toBe(true);
  });

  it('has a key for each of the eight measures', () => {
    expect(new Set(measureKeys.map((id) => shortcutOf(id).code)).size).toBe(8);
  });

  it('shows keys as a person would press them', () => {
    expect(keysOf('palette', false)).toEqual(['Ctrl', 'K']);
    expect(keysOf('palette', true)).toEqual(['⌘', 'K']);
    expect(keysOf('goQueues', false)).toEqual(['G', 'Q']);
    expect(keysOf('sheet', false)).toEqual(['?']);
  });
});
