import { useQuery } from '@apollo/client/react';
import { Activity, useCallback, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { ReviewSetupDocument, type DecideInput } from '../../gql/review.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { CaseDesk } from './CaseDesk.js';
import { ReviewBar } from './ReviewBar.js';
import { ReviewSkeleton } from './ReviewSkeleton.js';
import { sayStays } from './stay-words.js';
import { TroubleList } from './TroubleList.js';
import { UndoLine } from './UndoLine.js';
import { useDecide } from './use-decide.js';
import { useLatest } from '../../ui/use-latest.js';
import { useReview } from './use-review.js';
import styles from './ReviewPage.module.css';

/** Review: everything about one case in view, the next one already there. */
function ReviewQueue({ queueId, wanted }: { readonly queueId: string; readonly wanted: string | undefined }) {
  const t = useT();
  const language = useLanguage();
  const setup = useQuery(ReviewSetupDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
    pollInterval: 15_000,
  });
  const review = useReview(queueId, wanted, language);
  const deciding = useDecide();
  const { state } = review;
  const [undoing, setUndoing] = useState(false);

  const undo = () => {
    setUndoing(true);
    deciding
      .undo()
      .then((caseId) => (caseId ? review.bringBack(caseId) : undefined))
      .then(() => notify(t('undo.done')))
      .catch((error: unknown) => notify(errorWords(error, t), 'danger'))
      .finally(() => setUndoing(false));
  };
  const bringBack = useLatest((caseId: string) => {
    void review.bringBack(caseId).catch((error: unknown) => notify(errorWords(error, t), 'waiting'));
  });
  const { advance, lose } = review;
  const next = useCallback(() => advance(), [advance]);
  const sent = useRef(new Set<string>());
  const decide = useLatest((number: number, input: DecideInput, duplicateOf: number | undefined) => {
    const hasNext = state.ahead.length > 0;
    sent.current.add(input.caseId);
    // With one ready the screen moves on at once, before anything is sent; the answer is told where it belongs.
    if (hasNext) advance();
    const wanted = { number, input, duplicateOf, thenClaim: hasNext ? undefined : queueId, language };
    void deciding.send(wanted).then((result) => {
      if (result === 'proposed') notify(t('proposal.made', { number }), 'waiting');
      sayStays(deciding.stays(), number, t);
      if (result === 'failed' || result === 'lost') sent.current.delete(input.caseId);
      if (hasNext || result === 'failed') return;
      if (result === 'lost') lose(input.caseId, { to: undefined, decided: false });
      else advance(deciding.ready());
    });
  });
  const decidedElsewhere = useCallback(
    (caseId: string, by: string | undefined) => {
      if (!sent.current.has(caseId)) lose(caseId, { to: by, decided: true });
    },
    [lose],
  );
  // The next case is made behind the one on the screen, while nobody waits for it.
  const desks = [state.current, state.ahead[0]].filter((claim) => claim !== undefined);

  return (
    <div className={styles.page}>
      <ReviewBar
        queues={setup.data?.queues ?? []}
        queueId={queueId}
        claim={state.current}
        lost={state.lost !== undefined}
        nextReady={state.ahead.length > 0}
      />
      <TroubleList
        trouble={deciding.trouble}
        onDismiss={deciding.dismiss}
        onAgain={deciding.sendAgain}
        onReturn={bringBack}
      />
      {state.status === 'failed' ? (
        <div className={styles.alone}>
          <Failure error={state.error} onRetry={review.claim} />
        </div>
      ) : null}
      {setup.error && !setup.data ? (
        <div className={styles.alone}>
          <Failure error={setup.error} onRetry={() => void setup.refetch()} />
        </div>
      ) : null}
      {state.status === 'empty' ? (
        <div className={styles.alone}>
          <EmptyState level whole title={t('queue.level')}>
            <p>{state.emptyReason === 'all_excluded' ? t('review.allExcluded') : t('review.emptyWords')}</p>
            <Button onClick={review.claim}>{t('review.lookAgain')}</Button>
          </EmptyState>
        </div>
      ) : null}
      {state.status === 'claiming' || (state.current && !setup.data && !setup.error) ? <ReviewSkeleton /> : null}
      {state.current && setup.data
        ? desks.map((claim) => {
            const here = claim === state.current;
            return (
              <Activity key={claim.case.id} mode={here ? 'visible' : 'hidden'}>
                <CaseDesk
                  claim={claim}
                  setup={setup.data}
                  queueId={queueId}
                  lost={here ? state.lost : undefined}
                  busy={here && deciding.busy && state.ahead.length === 0}
                  onDecide={decide}
                  onNext={next}
                  onClaimAgain={bringBack}
                  onDecidedElsewhere={decidedElsewhere}
                />
              </Activity>
            );
          })
        : null}
      {deciding.made ? (
        <UndoLine
          key={deciding.made.id}
          decision={deciding.made}
          busy={undoing}
          onUndo={undo}
          onOver={deciding.settle}
        />
      ) : null}
    </div>
  );
}

/** The address names the queue, and a case when one was asked for. */
export function ReviewPage() {
  const { queueId = '' } = useParams();
  const [params] = useSearchParams();
  const wanted = params.get('case') ?? undefined;
  return <ReviewQueue key={`${queueId} ${wanted ?? ''}`} queueId={queueId} wanted={wanted} />;
}
