import { useState } from 'react';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { SetDeadlineDocument, type SettingsRoutingQuery } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

type Deadline = SettingsRoutingQuery['deadlineRules'][number];

function DeadlineLine({ rule }: { readonly rule: Deadline }) {
  const t = useT();
  const save = useSave(SetDeadlineDocument);
  const [minutes, setMinutes] = useState(String(rule.minutes));
  const changed = minutes !== String(rule.minutes);
  return (
    <li className={styles.line}>
      <span className={styles.name}>{t(`sourceKind.${rule.sourceKind}`)}</span>
      <span className={styles.more}>{formatDuration(rule.minutes * 60_000)}</span>
      <form
        className={styles.acts}
        onSubmit={(event) => {
          event.preventDefault();
          save.send({ sourceKind: rule.sourceKind, minutes: Number(minutes) }, () => undefined);
        }}
      >
        <TextField
          label={t('deadlines.minutes', { source: t(`sourceKind.${rule.sourceKind}`) })}
          labelHidden
          type="number"
          min={1}
          value={minutes}
          error={save.errorOf('minutes') ?? save.otherError(['minutes'])}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <Button small type="submit" busy={save.busy} disabled={!changed}>
          {t('settings.save')}
        </Button>
      </form>
    </li>
  );
}

interface DeadlinesProps {
  readonly rules: readonly Deadline[];
  readonly priorities: SettingsRoutingQuery['priorityRules'];
}

/** When a case is due, by the strictest source of its flags, and what gives a head start before that. */
export function Deadlines({ rules, priorities }: DeadlinesProps) {
  const t = useT();
  return (
    <div className={styles.stack}>
      <ul className={styles.list}>
        {rules.map((rule) => (
          <DeadlineLine key={rule.sourceKind} rule={rule} />
        ))}
      </ul>
      <p className={styles.quiet}>
        {t('deadlines.headStarts')}{' '}
        {priorities
          .map((rule) =>
            t('deadlines.headStart', {
              reason: t(
                rule.reason === 'audience'
                  ? 'deadlines.reason.audience'
                  : rule.reason === 'source'
                    ? 'deadlines.reason.source'
                    : 'deadlines.reason.wave',
              ),
              atLeast: formatNumber(rule.atLeast),
              duration: formatDuration(rule.minutes * 60_000),
            }),
          )
          .join(' · ')}
      </p>
    </div>
  );
}
