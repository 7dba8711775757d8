import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatBytes, formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useTitle } from '../../app/use-title.js';
import { ImportsDocument, type ImportRowFragment } from '../../gql/imports.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { ImportDialog } from './ImportDialog.js';
import { UploadForm } from './UploadForm.js';
import styles from './ImportsPage.module.css';

const tones: Readonly<Record<string, Tone>> = {
  waiting: 'waiting',
  running: 'accent',
  done: 'plain',
  failed: 'danger',
};

function ImportLine({ row, onOpen }: { readonly row: ImportRowFragment; readonly onOpen: () => void }) {
  const t = useT();
  const state = row.state === 'waiting' || row.state === 'running' || row.state === 'failed' ? row.state : 'done';
  return (
    <li>
      <button type="button" className={styles.import} onClick={onOpen}>
        <span className={styles.file}>
          <UserText inline text={row.fileName} />
        </span>
        <StatusBadge tone={tones[state] ?? 'plain'}>{t(`importState.${state}`)}</StatusBadge>
        <span className={styles.figures}>
          {t('import.figures', {
            accepted: formatNumber(row.acceptedCount),
            repeated: formatNumber(row.repeatedCount),
            refused: formatNumber(row.refusedCount),
          })}
        </span>
        <span className={styles.quiet}>
          {formatBytes(row.byteSize)} · <TimeAgo at={row.createdAt} />
        </span>
        {state === 'running' ? <progress className={styles.progress} max={row.byteSize} value={row.bytesDone} /> : null}
      </button>
    </li>
  );
}

/** Files that become flags: Telegram Desktop exports and referral batches, with what was refused and why. */
export function ImportsPage() {
  const t = useT();
  useTitle(t('place.imports'));
  const [openId, setOpenId] = useState<string>();
  const { data, error, loading, refetch } = useQuery(ImportsDocument, {
    variables: { first: 50 },
    fetchPolicy: 'cache-and-network',
  });
  const rows = data?.imports.nodes ?? [];
  const uploaded = (id: string) => {
    setOpenId(id);
    void refetch();
  };
  return (
    <div className={styles.page}>
      <h1>{t('place.imports')}</h1>
      <Section title={t('import.new')}>
        <UploadForm onUploaded={uploaded} />
      </Section>
      <Section title={t('import.earlier')}>
        {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {loading && !data ? <Skeleton lines={4} tall /> : null}
        {data && rows.length === 0 ? <EmptyState title={t('import.none')} /> : null}
        {rows.length > 0 ? (
          <ul className={styles.list}>
            {rows.map((row) => (
              <ImportLine key={row.id} row={row} onOpen={() => setOpenId(row.id)} />
            ))}
          </ul>
        ) : null}
      </Section>
      {openId ? (
        <ImportDialog id={openId} onClose={() => setOpenId(undefined)} onFinished={() => void refetch()} />
      ) : null}
    </div>
  );
}
