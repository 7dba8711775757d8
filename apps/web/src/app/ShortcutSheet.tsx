import { Dialog } from '../ui/Dialog.js';
import { Keys } from '../ui/Keys.js';
import { Check } from '../ui/Field.js';
import { useT } from './i18n.js';
import { usePreferences } from './preferences.js';
import { usePreferenceChange } from './session.js';
import { shortcutIds, shortcutOf } from './shortcuts.js';
import { useActiveShortcuts } from './use-shortcut.js';
import styles from './ShortcutSheet.module.css';

const groups = ['review', 'appeal', 'list', 'global'] as const;

/** Every key by where it works; what answers on this screen stands out. */
export function ShortcutSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useT();
  const active = new Set(useActiveShortcuts());
  const { singleKeys } = usePreferences();
  const change = usePreferenceChange();
  return (
    <Dialog open={open} onClose={onClose} title={t('key.sheet')} wide>
      <div className={styles.groups}>
        {groups.map((scope) => (
          <section key={scope} className={styles.group}>
            <h2 className={styles.heading}>{t(`scope.${scope}`)}</h2>
            <ul className={styles.list}>
              {shortcutIds
                .filter((id) => shortcutOf(id).scope === scope)
                .filter(
                  (id, index, ids) =>
                    ids.findIndex((other) => shortcutOf(other).label === shortcutOf(id).label) === index,
                )
                .map((id) => (
                  <li key={id} className={active.has(id) ? styles.line : styles.elsewhere}>
                    <span>{t(shortcutOf(id).label)}</span>
                    <Keys of={id} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Check checked={singleKeys} onChange={(event) => change({ singleKeys: event.currentTarget.checked })}>
        {t('keys.switch')}
      </Check>
      <p className={styles.hint}>{t('keys.physical')}</p>
    </Dialog>
  );
}
