import { formatNumber, formatShare } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import type { GroupPartsFragment } from '../../gql/second-looks.js';
import { isSmall } from './figure-rules.js';
import styles from './second-looks.module.css';

function Figure({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What is known of a group, each share with its exact bounds and how many it rests on. */
export function Figures({ group }: { readonly group: GroupPartsFragment }) {
  const t = useT();
  const { judgedCount, wrongCount, sampleLower, sampleUpper } = group;
  return (
    <dl className={styles.figures}>
      <Figure label={t('secondLooks.items')}>{formatNumber(group.itemCount)}</Figure>
      <Figure label={t('secondLooks.answered')}>{formatNumber(group.answeredCount)}</Figure>
      {group.reason === 'mass_error' ? (
        <Figure label={t('secondLooks.reversedOf', { count: group.decidedCount, limit: formatShare(group.limit) })}>
          {t('secondLooks.atLeast', { count: group.reversedCount, share: formatShare(group.lowerBound) })}
        </Figure>
      ) : null}
      {typeof sampleLower === 'number' && typeof sampleUpper === 'number' ? (
        <Figure label={isSmall(judgedCount) ? t('secondLooks.smallSample') : t('secondLooks.wrong')}>
          {t('secondLooks.wrongOf', {
            wrong: wrongCount,
            judged: judgedCount,
            lower: formatShare(sampleLower),
            upper: formatShare(sampleUpper),
          })}
        </Figure>
      ) : null}
    </dl>
  );
}
