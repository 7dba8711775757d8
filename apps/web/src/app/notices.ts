import { useSyncExternalStore } from 'react';

export type NoticeTone = 'plain' | 'waiting' | 'danger';

export interface Notice {
  readonly id: number;
  readonly tone: NoticeTone;
  readonly text: string;
}

let notices: readonly Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

export function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

/** Says one line at the foot of the page and to screen readers; leaves by itself unless something is in danger. */
export function notify(text: string, tone: NoticeTone = 'plain'): void {
  const id = nextId;
  nextId += 1;
  set([...notices.slice(-2), { id, tone, text }]);
  if (tone !== 'danger') setTimeout(() => dismiss(id), 6000);
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => notices,
  );
}
