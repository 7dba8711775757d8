import { useCallback, useState } from 'react';

function key(name: string): string {
  return `mizan.draft.${name}`;
}

/** What was typed before, or nothing when it cannot be read. */
export function readDraft(name: string): unknown {
  try {
    const stored = sessionStorage.getItem(key(name));
    return stored === null ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}

export function writeDraft(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(key(name), JSON.stringify(value));
  } catch {
    // Full or refused storage: the draft then lives as long as the page.
  }
}

export function dropDraft(name: string): void {
  try {
    sessionStorage.removeItem(key(name));
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** Text that outlives a failed request, a lost lease and a reload, until it was sent. */
export function useDraftText(name: string): readonly [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => {
    const stored = readDraft(name);
    return typeof stored === 'string' ? stored : '';
  });
  const change = useCallback(
    (next: string) => {
      setText(next);
      writeDraft(name, next);
    },
    [name],
  );
  const drop = useCallback(() => {
    setText('');
    dropDraft(name);
  }, [name]);
  return [text, change, drop];
}
