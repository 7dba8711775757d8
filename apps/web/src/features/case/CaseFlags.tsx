import { useMutation, useQuery } from '@apollo/client/react';
import { errorWords } from '../../app/errors.js';
import { formatNumber, formatShare } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import { CaseFlagsDocument, SetReporterAsideDocument, type CaseFlagsQuery } from '../../gql/case.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Handle } from '../../ui/Handle.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './CaseFlags.module.css';

type Flag = CaseFlagsQuery['case']['flags']['nodes'][number];

function FlagItem({ flag, onChanged }: { readonly flag: Flag; readonly onChanged: () => void }) {
  const t = useT();
  const maySetAside = useMay('flag.set_aside');
  const [setAside, { loading }] = useMutation(SetReporterAsideDocument);
  const { reporter } = flag;
  const turn = () => {
    if (!reporter) return;
    setAside({ variables: { key: newKey(), reporterId: reporter.id, aside: !flag.setAside } }).then(
      ({ data }) => {
        notify(
          t('flag.asideDone', {
            flags: data?.setReporterAside.flagCount ?? 0,
            cases: data?.setReporterAside.caseCount ?? 0,
          }),
        );
        onChanged();
      },
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };
  return (
    <li className={flag.setAside ? styles.aside : styles.flag}>
      <header className={styles.head}>
        <strong>
          <UserText inline text={flag.source.name} />
        </strong>
        <span>{t(`sourceKind.${flag.source.kind}`)}</span>
        {typeof flag.confidence === 'number' ? (
          <span>{t('flag.confidence', { share: formatShare(flag.confidence) })}</span>
        ) : null}
        <TimeAgo at={flag.receivedAt} />
        <Handle value={flag.externalId} short={28} />
        {flag.reference ? <Handle value={flag.reference} short={28} /> : null}
        {flag.setAside ? <StatusBadge tone="waiting">{t('flag.isAside')}</StatusBadge> : null}
      </header>
      <UserText text={flag.reason} />
      {flag.evidence.map((evidence) => (
        <blockquote key={evidence.id} className={styles.evidence}>
          {evidence.text ? (
            <UserText text={evidence.text} lang={evidence.language} />
          ) : (
            <Handle value={evidence.contentHash} short={20} />
          )}
        </blockquote>
      ))}
      {reporter ? (
        <footer className={styles.reporter}>
          {t('reporter.record', {
            flags: formatNumber(reporter.flagCount),
            upheld: formatNumber(reporter.upheldCount),
            decided: formatNumber(reporter.decidedCount),
          })}
          {reporter.floods ? (
            <StatusBadge tone="waiting" icon="warning">
              {t('reporter.floods')}
            </StatusBadge>
          ) : null}
          {maySetAside && (reporter.floods || flag.setAside) ? (
            <Button small busy={loading} onClick={turn}>
              {flag.setAside ? t('reporter.bringBack') : t('reporter.setAside')}
            </Button>
          ) : null}
        </footer>
      ) : null}
    </li>
  );
}

/** Every flag of every round, as it was received. */
export function CaseFlags({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const language = useLanguage();
  const { data, error, loading, refetch, fetchMore } = useQuery(CaseFlagsDocument, {
    variables: { id: caseId, first: 50, language },
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} tall />;
  const { nodes, pageInfo } = data.case.flags;
  return (
    <>
      <ul className={styles.list}>
        {nodes.map((flag) => (
          <FlagItem key={flag.id} flag={flag} onChanged={() => void refetch()} />
        ))}
      </ul>
      {pageInfo.hasNextPage ? (
        <Button busy={loading} onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {t('list.more')}
        </Button>
      ) : null}
    </>
  );
}
