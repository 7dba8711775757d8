import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import {
  AddCaseNoteDocument,
  EscalateCaseDocument,
  HoldCaseDocument,
  RecordExposureDocument,
  ReleaseCaseDocument,
  ReviewSetupDocument,
  ReviewedCaseChangedDocument,
  ReviewedCaseDocument,
  SkipCaseDocument,
  type ClaimPartsFragment,
  type ReviewSetupQuery,
} from '../../gql/review.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { DecidePane } from './DecidePane.js';
import { EvidencePane } from './EvidencePane.js';
import { ReviewBar } from './ReviewBar.js';
import { ReviewSkeleton } from './ReviewSkeleton.js';
import { StepDialogs, type Step, type StepFacts } from './StepDialogs.js';
import { TroubleList } from './TroubleList.js';
import { UndoLine } from './UndoLine.js';
import { WhyPane } from './WhyPane.js';
import { inputOf } from './decision-draft-rules.js';
import { frameOf } from './decision-frame.js';
import { useDecide, type Deciding } from './use-decide.js';
import { useDecisionDraft } from './use-decision-draft.js';
import { useReview, type Review } from './use-review.js';
import styles from './ReviewPage.module.css';

interface DeskProps {
  readonly claim: ClaimPartsFragment;
  readonly setup: ReviewSetupQuery;
  readonly review: Review;
  readonly deciding: Deciding;
  readonly queueId: string;
}

/** One case on three panes. Mounted anew for each case, so nothing of the last one can slip into the next. */
function Desk({ claim, setup, review, deciding, queueId }: DeskProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { state, advance } = review;
  const { data, refetch } = useQuery(ReviewedCaseDocument, { variables: { id: claim.case.id, language } });
  const shown = data?.case ?? claim.case;
  useTitle(t('case.title', { number: shown.number }));
  const [draft, change] = useDecisionDraft(shown.id);
  const [step, setStep] = useState<Step>();
  const [arrived, setArrived] = useState(false);
  const [skip] = useMutation(SkipCaseDocument);
  const [hold] = useMutation(HoldCaseDocument);
  const [escalate] = useMutation(EscalateCaseDocument);
  const [release] = useMutation(ReleaseCaseDocument);
  const [addNote] = useMutation(AddCaseNoteDocument);
  const [recordExposure] = useMutation(RecordExposureDocument);
  const lost = state.lost;
  const frame = frameOf(shown, setup, t('irreversible.word'));

  useSubscription(ReviewedCaseChangedDocument, {
    variables: { caseId: shown.id },
    onData: ({ data: { data: news } }) => {
      if (!news) return;
      setArrived(news.caseChanged.what.includes('flag'));
      void refetch().catch(() => undefined);
    },
  });

  const decide = () => {
    const number = Number(draft.duplicateOf.replace('#', ''));
    const duplicateOf = draft.outcome === 'duplicate' ? number : undefined;
    const input = inputOf(draft, frame, {
      caseId: shown.id,
      leaseToken: claim.leaseToken,
      version: shown.version,
      language,
      duplicateOfCaseId: undefined,
    });
    if (!input || lost) return;
    const hasNext = state.next !== undefined;
    const sent = deciding.send({
      number: shown.number,
      input,
      duplicateOf,
      thenClaim: hasNext ? undefined : queueId,
      language,
    });
    // With one ready the screen moves on at once; the answer is told where it belongs.
    if (hasNext) advance();
    void sent.then((result) => {
      if (result === 'proposed') notify(t('proposal.made', { number: shown.number }), 'waiting');
      if (hasNext || result === 'failed') return;
      if (result === 'lost') review.lose(shown.id, undefined);
      else advance(deciding.ready());
    });
  };

  const onStep = async (which: Step, { words, until }: StepFacts) => {
    const held = { key: newKey(), caseId: shown.id, leaseToken: claim.leaseToken };
    if (which === 'note') {
      await addNote({ variables: { key: held.key, caseId: shown.id, text: words } });
      void refetch().catch(() => undefined);
      return;
    }
    if (which === 'skip') await skip({ variables: { ...held, reason: words } });
    if (which === 'hold') await hold({ variables: { ...held, until, reason: words } });
    if (which === 'escalate') await escalate({ variables: { ...held, version: shown.version, reason: words } });
    notify(t(`step.${which}Done`, { number: shown.number }));
    advance();
  };
  const putBack = () => {
    release({ variables: { key: newKey(), caseId: shown.id, leaseToken: claim.leaseToken } }).then(
      () => navigate(`/queues/${queueId}`),
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };
  const onSeen = (seconds: number) => {
    void recordExposure({ variables: { category: shown.category, seconds } }).catch(() => undefined);
  };

  useShortcut('skip', () => setStep('skip'), !lost);
  useShortcut('hold', () => setStep('hold'), !lost);
  useShortcut('escalate', () => setStep('escalate'), !lost);
  useShortcut('note', () => setStep('note'));
  useShortcut('release', putBack, !lost);
  useShortcut('openCase', () => void navigate(`/cases/${shown.number}`));
  useShortcut('openSubject', () => void navigate(`/subjects/${shown.subject.id}`));

  return (
    <>
      <section className={styles.why} aria-label={t('pane.why')}>
        <WhyPane review={shown} />
      </section>
      <section className={styles.evidence} aria-label={t('pane.evidence')}>
        <EvidencePane
          review={shown}
          cited={draft.evidenceIds}
          onCite={(id) => change({ do: 'evidence', id })}
          onSeen={onSeen}
          onStale={() => void refetch().catch(() => undefined)}
        />
      </section>
      <section className={styles.decide} aria-label={t('pane.decide')}>
        <div className={styles.banners}>
          {lost ? (
            <Banner
              tone="waiting"
              urgent
              title={lost.to ? t('lease.takenBy', { name: lost.to }) : t('lease.lost')}
              actions={
                <>
                  <Button
                    small
                    onClick={() =>
                      void review.bringBack(shown.id).catch((error: unknown) => notify(errorWords(error, t), 'waiting'))
                    }
                  >
                    {t('lease.again')}
                  </Button>
                  <Button small onClick={() => advance()}>
                    {t('review.next')}
                  </Button>
                </>
              }
            >
              {t('lease.kept')}
            </Banner>
          ) : null}
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
        <div className={styles.form}>
          <DecidePane
            review={shown}
            policies={setup.policies}
            frame={frame}
            draft={draft}
            change={change}
            busy={deciding.busy && state.next === undefined}
            locked={lost !== undefined}
            onDecide={decide}
          />
        </div>
        <div className={styles.steps}>
          {(['skip', 'hold', 'escalate', 'note'] as const).map((which) => (
            <Button
              key={which}
              small
              look="quiet"
              shortcut={which}
              disabled={lost !== undefined && which !== 'note'}
              onClick={() => setStep(which)}
            >
              {t(`step.${which}Short`)}
            </Button>
          ))}
          <Button small look="quiet" shortcut="release" disabled={lost !== undefined} onClick={putBack}>
            {t('step.releaseShort')}
          </Button>
        </div>
      </section>
      <StepDialogs step={step} caseId={shown.id} onClose={() => setStep(undefined)} onStep={onStep} />
    </>
  );
}

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
  const bringBack = (caseId: string) => {
    void review.bringBack(caseId).catch((error: unknown) => notify(errorWords(error, t), 'waiting'));
  };

  return (
    <div className={styles.page}>
      <ReviewBar
        queues={setup.data?.queues ?? []}
        queueId={queueId}
        claim={state.current}
        lost={state.lost !== undefined}
        nextReady={state.next !== undefined}
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
      {state.current && setup.data ? (
        <div className={styles.desk}>
          <Desk
            key={state.current.case.id}
            claim={state.current}
            setup={setup.data}
            review={review}
            deciding={deciding}
            queueId={queueId}
          />
        </div>
      ) : null}
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
