import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { hasMessage, useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { useViewer } from '../../app/session.js';
import { DecideChangeDocument, SettingsProposalsDocument, type ChangePartsFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

function ChangeLine({ change, onDone }: { readonly change: ChangePartsFragment; readonly onDone: () => void }) {
  const t = useT();
  const viewer = useViewer();
  const save = useSave(DecideChangeDocument);
  const [words, setWords] = useState('');
  const own = change.proposedBy.id === viewer.id;
  const title = `change.${change.kind}`;
  const failed = save.otherError(['words']);
  const decide = (approve: boolean) =>
    save.send({ id: change.id, approve, contentHash: change.contentHash, words: words.trim() || null }, () => {
      notify(approve ? t('changes.approved') : t('changes.refused'));
      onDone();
    });
  return (
    <li className={styles.line}>
      <span className={styles.name}>{hasMessage(title) ? t(title) : change.kind}</span>
      <span className={styles.more}>
        <span>
          <UserText inline text={change.proposedBy.name} /> · <TimeAgo at={change.proposedAt} />
        </span>
        <span>
          {t('changes.expires')} <TimeAgo at={change.expiresAt} />
        </span>
        {Object.entries(change.summary).map(([name, value]) => (
          <span key={name} dir="ltr">
            {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
          </span>
        ))}
        <Handle value={change.contentHash} short={12} />
      </span>
      <span className={styles.acts}>
        {own ? (
          <span className={styles.quiet}>{t('changes.own')}</span>
        ) : (
          <>
            <TextField
              label={t('changes.words')}
              labelHidden
              placeholder={t('changes.words')}
              dir="auto"
              value={words}
              error={save.errorOf('words')}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            <Button small look="main" busy={save.busy} onClick={() => decide(true)}>
              {t('changes.approve')}
            </Button>
            <Button small busy={save.busy} disabled={words.trim() === ''} onClick={() => decide(false)}>
              {t('changes.refuse')}
            </Button>
          </>
        )}
      </span>
      {failed ? <Banner tone="danger" urgent title={failed} /> : null}
    </li>
  );
}

/** What waits for a second person: role grants, policies that widen measures, keys that may give orders. */
export function ChangesPanel() {
  const t = useT();
  const { data, error, refetch } = useQuery(SettingsProposalsDocument, {
    variables: { state: 'pending' },
    fetchPolicy: 'cache-and-network',
    pollInterval: 15_000,
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} tall />;
  return (
    <div className={styles.panel}>
      <p className={styles.words}>{t('changes.panelWords')}</p>
      {data.changeProposals.length === 0 ? <EmptyState title={t('changes.none')} level /> : null}
      {data.changeProposals.length > 0 ? (
        <ul className={styles.list}>
          {data.changeProposals.map((change) => (
            <ChangeLine key={change.id} change={change} onDone={() => void refetch()} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
