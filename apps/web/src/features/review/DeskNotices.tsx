import { useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { ReviewedCaseChangedDocument, type ClaimPartsFragment } from '../../gql/review.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import type { Lost } from './review-rules.js';
import styles from './ReviewPage.module.css';

interface DeskNoticesProps {
  readonly claim: ClaimPartsFragment;
  readonly lost: Lost | undefined;
  /** Something about the case is no longer as it is shown. */
  readonly onChanged: () => void;
  /** A decision elsewhere took the case along. */
  readonly onDecidedElsewhere: (by: string | undefined) => void;
  readonly onClaimAgain: () => void;
  readonly onNext: () => void;
}

function LostNotice({
  lost,
  onClaimAgain,
  onNext,
}: { lost: Lost } & Pick<DeskNoticesProps, 'onClaimAgain' | 'onNext'>) {
  const t = useT();
  const held = lost.to ? t('lease.takenBy', { name: lost.to }) : t('lease.lost');
  const decided = lost.to ? t('lease.decidedBy', { name: lost.to }) : t('lease.decided');
  return (
    <Banner
      tone="waiting"
      urgent
      title={lost.decided ? decided : held}
      actions={
        <>
          {lost.decided ? null : (
            <Button small onClick={onClaimAgain}>
              {t('lease.again')}
            </Button>
          )}
          <Button small onClick={onNext}>
            {t('review.next')}
          </Button>
        </>
      }
    >
      {t('lease.kept')}
    </Banner>
  );
}

/** What changed about the case, or about the right to decide it, since it was opened. */
export function DeskNotices({ claim, lost, onChanged, onDecidedElsewhere, onClaimAgain, onNext }: DeskNoticesProps) {
  const t = useT();
  const [arrived, setArrived] = useState(false);
  useSubscription(ReviewedCaseChangedDocument, {
    variables: { caseId: claim.case.id },
    onData: ({ data: { data: news } }) => {
      if (!news) return;
      const { what, by } = news.caseChanged;
      if (what === 'flagged') setArrived(true);
      if (what === 'decided') onDecidedElsewhere(by?.name);
      onChanged();
    },
  });
  return (
    <div className={styles.banners}>
      {lost ? <LostNotice lost={lost} onClaimAgain={onClaimAgain} onNext={onNext} /> : null}
      {claim.late ? <Banner tone="waiting" icon="clock" title={t('lease.late')} /> : null}
      {arrived ? (
        <Banner
          tone="waiting"
          icon="up"
          title={t('review.newFlags')}
          actions={
            <Button small onClick={() => setArrived(false)}>
              {t('review.seen')}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
