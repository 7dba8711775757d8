import type { MessageKey } from './i18n.js';

/**
 * Where a shortcut listens. `global` is always there; the others while their screen is shown.
 * `dialog` replaces all others while a dialog is open.
 */
export type ShortcutScope = 'global' | 'list' | 'review' | 'appeal' | 'dialog';

export interface Shortcut {
  /** The physical key (KeyboardEvent.code), so that an Arabic layout works like a Latin one. */
  readonly code: string;
  readonly scope: ShortcutScope;
  readonly label: MessageKey;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod?: boolean;
  readonly shift?: boolean;
  /** A key pressed just before, as in G then Q. */
  readonly after?: string;
  /** Also while typing in a field; only for combinations with `mod`. */
  readonly inFields?: boolean;
}

function outcomeKey(digit: number, label: MessageKey): Shortcut {
  return { code: `Digit${digit}`, scope: 'review', label };
}

function measureKey(digit: number): Shortcut {
  return { code: `Digit${digit}`, shift: true, scope: 'review', label: 'key.measure' };
}

function appealKey(digit: number, label: MessageKey): Shortcut {
  return { code: `Digit${digit}`, scope: 'appeal', label };
}

function liftKey(digit: number): Shortcut {
  return { code: `Digit${digit}`, shift: true, scope: 'appeal', label: 'key.lift' };
}

/** Every key of the product. A test fails when two of them could answer the same press. */
export const shortcuts = {
  palette: { code: 'KeyK', mod: true, scope: 'global', label: 'key.palette', inFields: true },
  sheet: { code: 'Slash', shift: true, scope: 'global', label: 'key.sheet' },
  find: { code: 'Slash', scope: 'global', label: 'key.find' },
  takeBreak: { code: 'KeyB', scope: 'global', label: 'key.break' },
  goQueues: { code: 'KeyQ', after: 'KeyG', scope: 'global', label: 'key.goQueues' },
  goReview: { code: 'KeyR', after: 'KeyG', scope: 'global', label: 'key.goReview' },
  goSearch: { code: 'KeyS', after: 'KeyG', scope: 'global', label: 'key.goSearch' },
  goRegister: { code: 'KeyP', after: 'KeyG', scope: 'global', label: 'key.goRegister' },
  goCollateral: { code: 'KeyC', after: 'KeyG', scope: 'global', label: 'key.goCollateral' },
  goImports: { code: 'KeyI', after: 'KeyG', scope: 'global', label: 'key.goImports' },
  goAppeals: { code: 'KeyE', after: 'KeyG', scope: 'global', label: 'key.goAppeals' },
  goJobs: { code: 'KeyJ', after: 'KeyG', scope: 'global', label: 'key.goJobs' },
  goAudit: { code: 'KeyA', after: 'KeyG', scope: 'global', label: 'key.goAudit' },
  goSecondLooks: { code: 'KeyL', after: 'KeyG', scope: 'global', label: 'key.goSecondLooks' },
  goSettings: { code: 'KeyT', after: 'KeyG', scope: 'global', label: 'key.goSettings' },

  listNext: { code: 'KeyJ', scope: 'list', label: 'key.listNext' },
  listPrevious: { code: 'KeyK', scope: 'list', label: 'key.listPrevious' },
  listOpen: { code: 'Enter', scope: 'list', label: 'key.listOpen' },
  listSelect: { code: 'KeyX', scope: 'list', label: 'key.listSelect' },
  listSelectTo: { code: 'KeyX', shift: true, scope: 'list', label: 'key.listSelectTo' },
  listClear: { code: 'Escape', scope: 'list', label: 'key.listClear' },
  claimNext: { code: 'KeyC', scope: 'list', label: 'key.claimNext' },
  judgeRight: { code: 'Digit1', scope: 'list', label: 'key.judgeRight' },
  judgeWrong: { code: 'Digit2', scope: 'list', label: 'key.judgeWrong' },
  judgeUnsure: { code: 'Digit3', scope: 'list', label: 'key.judgeUnsure' },

  violation: outcomeKey(1, 'outcome.violation'),
  noViolation: outcomeKey(2, 'outcome.no_violation'),
  collateral: outcomeKey(3, 'outcome.collateral'),
  duplicate: outcomeKey(4, 'outcome.duplicate'),
  outOfScope: outcomeKey(5, 'outcome.out_of_scope'),
  policy: { code: 'KeyP', scope: 'review', label: 'key.policy' },
  measure1: measureKey(1),
  measure2: measureKey(2),
  measure3: measureKey(3),
  measure4: measureKey(4),
  measure5: measureKey(5),
  measure6: measureKey(6),
  measure7: measureKey(7),
  measure8: measureKey(8),
  reason: { code: 'KeyR', scope: 'review', label: 'key.reason' },
  further: { code: 'KeyF', scope: 'review', label: 'key.further' },
  finding: { code: 'KeyC', scope: 'review', label: 'key.finding' },
  cite: { code: 'KeyX', scope: 'review', label: 'key.cite' },
  nextEvidence: { code: 'KeyJ', scope: 'review', label: 'key.nextEvidence' },
  previousEvidence: { code: 'KeyK', scope: 'review', label: 'key.previousEvidence' },
  media: { code: 'KeyM', scope: 'review', label: 'key.media' },
  decide: { code: 'Enter', scope: 'review', label: 'key.decide' },
  decideFromField: { code: 'Enter', mod: true, scope: 'review', label: 'key.decideFromField', inFields: true },
  skip: { code: 'KeyS', scope: 'review', label: 'key.skip' },
  escalate: { code: 'KeyE', scope: 'review', label: 'key.escalate' },
  hold: { code: 'KeyH', scope: 'review', label: 'key.hold' },
  note: { code: 'KeyN', scope: 'review', label: 'key.note' },
  undo: { code: 'KeyZ', scope: 'review', label: 'key.undo' },
  approve: { code: 'KeyA', scope: 'review', label: 'key.approve' },
  refuse: { code: 'KeyA', shift: true, scope: 'review', label: 'key.refuse' },
  release: { code: 'KeyL', scope: 'review', label: 'key.release' },
  openCase: { code: 'KeyO', scope: 'review', label: 'key.openCase' },
  openSubject: { code: 'KeyO', shift: true, scope: 'review', label: 'key.openSubject' },

  appealUpheld: appealKey(1, 'appealOutcome.upheld'),
  appealPartly: appealKey(2, 'appealOutcome.partially_reversed'),
  appealReversed: appealKey(3, 'appealOutcome.reversed'),
  appealOmitted: appealKey(4, 'appealOutcome.omitted'),
  lift1: liftKey(1),
  lift2: liftKey(2),
  lift3: liftKey(3),
  lift4: liftKey(4),
  lift5: liftKey(5),
  lift6: liftKey(6),
  lift7: liftKey(7),
  lift8: liftKey(8),
  appealTemplate: { code: 'KeyT', scope: 'appeal', label: 'key.template' },
  appealReasons: { code: 'KeyR', scope: 'appeal', label: 'key.appealReasons' },
  appealRationale: { code: 'KeyW', scope: 'appeal', label: 'key.rationale' },
  appealFinding: { code: 'KeyF', scope: 'appeal', label: 'key.whoTheyAre' },
  appealPreview: { code: 'KeyV', scope: 'appeal', label: 'key.preview' },
  appealAsk: { code: 'KeyQ', scope: 'appeal', label: 'key.ask' },
  appealNextEvidence: { code: 'KeyJ', scope: 'appeal', label: 'key.nextEvidence' },
  appealPreviousEvidence: { code: 'KeyK', scope: 'appeal', label: 'key.previousEvidence' },
  appealMedia: { code: 'KeyM', scope: 'appeal', label: 'key.media' },
  appealClaim: { code: 'KeyC', scope: 'appeal', label: 'key.claimAppeal' },
  appealRelease: { code: 'KeyL', scope: 'appeal', label: 'key.release' },
  appealResolve: { code: 'Enter', scope: 'appeal', label: 'key.resolve' },
  appealResolveFromField: { code: 'Enter', mod: true, scope: 'appeal', label: 'key.resolveFromField', inFields: true },
  appealUndo: { code: 'KeyZ', scope: 'appeal', label: 'key.undoAnswer' },
  appealCase: { code: 'KeyO', scope: 'appeal', label: 'key.openCase' },
  appealSubject: { code: 'KeyO', shift: true, scope: 'appeal', label: 'key.openSubject' },

  confirm: { code: 'Enter', mod: true, scope: 'dialog', label: 'key.confirm', inFields: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

export function shortcutOf(id: ShortcutId): Shortcut {
  return shortcuts[id];
}

export const shortcutIds: readonly ShortcutId[] = Object.keys(shortcuts).filter(
  (id): id is ShortcutId => id in shortcuts,
);

/** The keys that turn measures on and off, in the order of the list on screen. */
export const measureKeys: readonly ShortcutId[] = [
  'measure1',
  'measure2',
  'measure3',
  'measure4',
  'measure5',
  'measure6',
  'measure7',
  'measure8',
];

/** The keys that choose what is lifted, in the order of the list on screen. */
export const liftKeys: readonly ShortcutId[] = ['lift1', 'lift2', 'lift3', 'lift4', 'lift5', 'lift6', 'lift7', 'lift8'];

/** What was pressed, without the browser around it. */
export interface Press {
  readonly code: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** The prefix key pressed just before, if it still counts. */
  readonly after: string | undefined;
  readonly inField: boolean;
  /** The focused control answers to Enter itself (a button, a link, an option). */
  readonly onControl: boolean;
}

/** Keys that start a sequence. */
export const prefixCodes: ReadonlySet<string> = new Set(
  shortcutIds.flatMap((id) => {
    const { after } = shortcutOf(id);
    return after === undefined ? [] : [after];
  }),
);

/** Whether a press means this shortcut. Single letters never fire in fields, nor when the person switched them off. */
export function answers(shortcut: Shortcut, press: Press, singleKeys: boolean): boolean {
  if (press.alt) return false;
  if (shortcut.code !== press.code && !(shortcut.code === 'Enter' && press.code === 'NumpadEnter')) {
    const digit = /^Digit(\d)$/.exec(shortcut.code)?.[1];
    if (digit === undefined || press.code !== `Numpad${digit}`) return false;
  }
  const mod = shortcut.mod ?? false;
  if (mod !== press.mod || (shortcut.shift ?? false) !== press.shift) return false;
  if (shortcut.after !== press.after) return false;
  if (press.inField && !(shortcut.inFields ?? false)) return false;
  if (shortcut.code === 'Enter' && !mod && press.onControl) return false;
  return mod || singleKeys;
}

const names: Readonly<Record<string, string>> = { Slash: '/', Enter: '⏎', Escape: 'Esc', Comma: ',' };

function keyName(code: string): string {
  return names[code] ?? code.replace(/^(Key|Digit)/, '');
}

/** The keys to show on screen, in the order they are pressed. */
export function keysOf(id: ShortcutId, mac: boolean): readonly string[] {
  const shortcut = shortcutOf(id);
  if (shortcut.code === 'Slash' && shortcut.shift) return ['?'];
  return [
    ...(shortcut.after ? [keyName(shortcut.after)] : []),
    ...(shortcut.mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(shortcut.shift ? ['⇧'] : []),
    keyName(shortcut.code),
  ];
}
