import { useT } from '../../app/i18n.js';
import { liftKeys, type ShortcutId } from '../../app/shortcuts.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Keys } from '../../ui/Keys.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import styles from './AppealPage.module.css';

type Appealed = AppealFullFragment['restrictions'][number];

interface ChoiceProps {
  readonly appealed: Appealed;
  readonly shortcut: ShortcutId | undefined;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function Choice({ appealed, shortcut, chosen, onToggle }: ChoiceProps) {
  const t = useT();
  const { restriction } = appealed;
  useShortcut(shortcut ?? 'lift8', onToggle, shortcut !== undefined);
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={chosen} onChange={onToggle} />
      <span className={styles.choiceName}>
        {t(`measure.${restriction.measure}`)}
        {restriction.scope === 'global' ? null : <bdi dir="ltr"> {restriction.scope}</bdi>}{' '}
        <SubjectName subject={restriction.subject} />
      </span>
      {appealed.asked ? <StatusBadge tone="accent">{t('answer.asked')}</StatusBadge> : null}
      {shortcut ? <Keys of={shortcut} /> : null}
    </label>
  );
}

interface LiftChoicesProps {
  readonly restrictions: readonly Appealed[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Which of the measures that still stand are lifted; what the person asked for is marked. */
export function LiftChoices({ restrictions, chosen, onChange }: LiftChoicesProps) {
  const t = useT();
  const standing = restrictions.filter(({ restriction }) => restriction.liftedAt === null);
  return (
    <fieldset className={styles.choices}>
      <legend>{t('answer.lift')}</legend>
      {standing.map((appealed, index) => {
        const { id } = appealed.restriction;
        return (
          <Choice
            key={id}
            appealed={appealed}
            shortcut={liftKeys[index]}
            chosen={chosen.includes(id)}
            onToggle={() => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
          />
        );
      })}
    </fieldset>
  );
}
