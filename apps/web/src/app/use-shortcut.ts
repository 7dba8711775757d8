import { useEffect, useRef, useSyncExternalStore } from 'react';
import { preferences } from './preferences.js';
import { answers, prefixCodes, shortcutOf, type Press, type ShortcutId } from './shortcuts.js';

type Handler = (event: KeyboardEvent) => void;

interface Registration {
  readonly id: ShortcutId;
  readonly handler: { current: Handler };
}

const registrations = new Set<Registration>();
const listeners = new Set<() => void>();
let active: readonly ShortcutId[] | undefined;
let openDialogs = 0;
let prefix: { code: string; at: number } | undefined;

/** How long a prefix such as G waits for its second key. */
const prefixMs = 1200;

function changed(): void {
  active = undefined;
  for (const listener of listeners) listener();
}

const fieldTypesWithoutText = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file', 'color']);

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !fieldTypesWithoutText.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('[role="textbox"], [role="listbox"], [role="menu"], [role="combobox"]') !== null
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'button, a[href], summary, select, [role="option"], [role="menuitem"], [role="tab"], [role="button"]',
    ) !== null
  );
}

function pressOf(event: KeyboardEvent): Press {
  const after = prefix && event.timeStamp - prefix.at < prefixMs ? prefix.code : undefined;
  return {
    code: event.code,
    mod: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    after,
    inField: isField(event.target),
    onControl: isControl(event.target),
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.key === 'Shift' || event.key === 'Control' || event.key === 'Meta' || event.key === 'Alt') return;
  const press = pressOf(event);
  prefix = undefined;
  const { singleKeys } = preferences();
  for (const registration of [...registrations].reverse()) {
    const shortcut = shortcutOf(registration.id);
    if (openDialogs > 0 && shortcut.scope !== 'dialog') continue;
    if (!answers(shortcut, press, singleKeys)) continue;
    event.preventDefault();
    registration.handler.current(event);
    return;
  }
  const startsSequence =
    prefixCodes.has(press.code) && press.after === undefined && !press.mod && !press.shift && !press.alt;
  if (startsSequence && !press.inField && singleKeys && openDialogs === 0)
    prefix = { code: press.code, at: event.timeStamp };
}

function register(registration: Registration): () => void {
  if (registrations.size === 0) window.addEventListener('keydown', onKeyDown);
  registrations.add(registration);
  changed();
  return () => {
    registrations.delete(registration);
    if (registrations.size === 0) window.removeEventListener('keydown', onKeyDown);
    changed();
  };
}

/** Answers a shortcut while the component is shown and `enabled`; the latest handler is the one called. */
export function useShortcut(id: ShortcutId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => (enabled ? register({ id, handler: latest }) : undefined), [id, enabled]);
}

/** While a dialog is open, only its own keys answer. */
export function useDialogKeys(open: boolean): void {
  useEffect(() => {
    if (!open) return undefined;
    openDialogs += 1;
    return () => {
      openDialogs -= 1;
    };
  }, [open]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Made when somebody looks: a screen registers dozens, and nearly always nobody does. */
function readActive(): readonly ShortcutId[] {
  active ??= [...new Set([...registrations].map((registration) => registration.id))];
  return active;
}

/** The shortcuts that answer on the screen as it is now. */
export function useActiveShortcuts(): readonly ShortcutId[] {
  return useSyncExternalStore(subscribe, readActive);
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
