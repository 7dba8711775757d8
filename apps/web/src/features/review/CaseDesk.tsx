import { useMutation, useQuery } from '@apollo/client/react';
import { memo, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
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
  ReviewedCaseDocument,
  SkipCaseDocument,
  type ClaimPartsFragment,
  type DecideInput,
  type ReviewSetupQuery,
} from '../../gql/review.js';
import { DecidePane } from './DecidePane.js';
import { DeskNotices } from './DeskNotices.js';
import { EvidencePane } from './EvidencePane.js';
import { StayNotice } from './StayNotice.js';
import { StepButtons } from './StepButtons.js';
import { StepDialogs, type Step, type StepFacts } from './StepDialogs.js';
import { Strikes } from './Strikes.js';
import { WhyPane } from './WhyPane.js';
import { inputOf } from './decision-draft-rules.js';
import { frameOf } from './decision-frame.js';
import type { Lost } from './review-rules.js';
import { useDecisionDraft } from './use-decision-draft.js';
import { useLatest } from '../../ui/use-latest.js';
import { usePainted } from './use-painted.js';
import styles from './ReviewPage.module.css';

interface CaseDeskProps {
  readonly claim: ClaimPartsFragment;
  readonly setup: ReviewSetupQuery;
  readonly queueId: string;
  readonly lost: Lost | undefined;
  /** The decision is on its way, and the screen waits for what comes next. */
  readonly busy: boolean;
  readonly onDecide: (number: number, input: DecideInput, duplicateOf: number | undefined) => void;
  /** Done with here, without a decision. */
  readonly onNext: () => void;
  readonly onClaimAgain: (caseId: string) => void;
  readonly onDecidedElsewhere: (caseId: string, by: string | undefined) => void;
}

const Why = memo(WhyPane);
const Evidence = memo(EvidencePane);
const Decide = memo(DecidePane);

/**
 * One case on three panes. Mounted anew for each case, so nothing of the last one can slip into the next; and made before
 * it is shown, so all that a key has to wait for is the screen.
 */
export const CaseDesk = memo(function CaseDesk(props: CaseDeskProps) {
  const { claim, setup, queueId, lost, busy, onDecide, onNext, onClaimAgain, onDecidedElsewhere } = props;
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { data, refetch } = useQuery(ReviewedCaseDocument, { variables: { id: claim.case.id, language } });
  const shown = data?.case ?? claim.case;
  useTitle(t('case.title', { number: shown.number }));
  const painted = usePainted();
  const [draft, change] = useDecisionDraft(shown.id);
  const [step, setStep] = useState<Step>();
  const [skip] = useMutation(SkipCaseDocument);
  const [hold] = useMutation(HoldCaseDocument);
  const [escalate] = useMutation(EscalateCaseDocument);
  const [release] = useMutation(ReleaseCaseDocument);
  const [addNote] = useMutation(AddCaseNoteDocument);
  const [recordExposure] = useMutation(RecordExposureDocument);
  const word = t('irreversible.word');
  const frame = useMemo(() => frameOf(shown, setup, word), [shown, setup, word]);
  const renew = useLatest(() => void refetch().catch(() => undefined));

  const subjectId = shown.subject.id;
  const strikes = useMemo(() => (painted ? <Strikes subjectId={subjectId} /> : null), [painted, subjectId]);

  const decide = useLatest(() => {
    const input = inputOf(draft, frame, {
      caseId: shown.id,
      leaseToken: claim.leaseToken,
      version: shown.version,
      language,
      duplicateOfCaseId: undefined,
    });
    if (!input || lost) return;
    onDecide(
      shown.number,
      input,
      draft.outcome === 'duplicate' ? Number(draft.duplicateOf.replace('#', '')) : undefined,
    );
  });
  const onStep = async (which: Step, { words, until }: StepFacts) => {
    const held = { key: newKey(), caseId: shown.id, leaseToken: claim.leaseToken };
    if (which === 'note') {
      await addNote({ variables: { key: held.key, caseId: shown.id, text: words } });
      renew();
      return;
    }
    if (which === 'skip') await skip({ variables: { ...held, reason: words } });
    if (which === 'hold') await hold({ variables: { ...held, until, reason: words } });
    if (which === 'escalate') await escalate({ variables: { ...held, version: shown.version, reason: words } });
    notify(t(`step.${which}Done`, { number: shown.number }));
    onNext();
  };
  const putBack = () => {
    release({ variables: { key: newKey(), caseId: shown.id, leaseToken: claim.leaseToken } }).then(
      () => navigate(`/queues/${queueId}`),
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };
  const cite = useLatest((id: string) => change({ do: 'evidence', id }));
  const seen = useLatest((seconds: number) => {
    void recordExposure({ variables: { category: shown.category, seconds } }).catch(() => undefined);
  });
  useShortcut('openCase', () => void navigate(`/cases/${shown.number}`));
  useShortcut('openSubject', () => void navigate(`/subjects/${shown.subject.id}`));

  return (
    <div className={styles.desk}>
      <section className={styles.why} aria-label={t('pane.why')}>
        <Why review={shown} strikes={strikes} />
      </section>
      <section className={styles.evidence} aria-label={t('pane.evidence')}>
        <Evidence review={shown} cited={draft.evidenceIds} onCite={cite} onSeen={seen} onStale={renew} />
      </section>
      <section className={styles.decide} aria-label={t('pane.decide')}>
        {painted ? (
          <DeskNotices
            claim={claim}
            lost={lost}
            onChanged={renew}
            onDecidedElsewhere={(by) => onDecidedElsewhere(shown.id, by)}
            onClaimAgain={() => onClaimAgain(shown.id)}
            onNext={onNext}
          />
        ) : null}
        {painted && shown.kind === 'stay' ? <StayNotice caseId={shown.id} /> : null}
        <div className={styles.form}>
          <Decide
            review={shown}
            policies={setup.policies}
            frame={frame}
            draft={draft}
            change={change}
            busy={busy}
            locked={lost !== undefined}
            onDecide={decide}
          />
        </div>
        <StepButtons locked={lost !== undefined} onStep={setStep} onRelease={putBack} />
      </section>
      {painted ? (
        <StepDialogs step={step} caseId={shown.id} onClose={() => setStep(undefined)} onStep={onStep} />
      ) : null}
    </div>
  );
});
