import { useNow } from '../../app/clock.js';
import { hasMessage, useT } from '../../app/i18n.js';
import type { AppealFullFragment } from '../../gql/appeals.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './AppealPage.module.css';

type Step = AppealFullFragment['steps'][number];

const alarming = new Set(['warn_50', 'warn_80', 'breach', 'escalate', 'question_timeout']);

function StepLine({ step, now }: { readonly step: Step; readonly now: number }) {
  const t = useT();
  const key = `appealStep.${step.kind}`;
  const words = hasMessage(key) ? t(key) : step.kind;
  if (step.doneAt)
    return (
      <>
        {alarming.has(step.kind) ? <StatusBadge tone="danger">{words}</StatusBadge> : <span>{words}</span>}
        <span className={styles.quiet}>
          <TimeAgo at={step.doneAt} as="absolute" />
        </span>
      </>
    );
  return (
    <>
      <span className={styles.quiet}>{words}</span>
      <span className={styles.quiet}>
        {step.droppedAt ? (
          t('steps.dropped')
        ) : (
          <>
            {Date.parse(step.dueAt) < now ? t('steps.dueNow') : t('steps.due')}{' '}
            <TimeAgo at={step.dueAt} as="absolute" />
          </>
        )}
      </span>
    </>
  );
}

/** What the appeal has gone through by itself, and what it waits for, in the order of time. */
export function AppealSteps({ steps }: { readonly steps: readonly Step[] }) {
  const t = useT();
  const now = useNow(60_000);
  const ordered = [...steps].sort((a, b) => Date.parse(a.doneAt ?? a.dueAt) - Date.parse(b.doneAt ?? b.dueAt));
  return (
    <Section title={t('steps.title')}>
      <ol className={styles.list}>
        {ordered.map((step) => (
          <li key={`${step.kind} ${step.dueAt}`} className={styles.line}>
            <StepLine step={step} now={now} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
