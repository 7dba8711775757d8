import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useViewer } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import {
  ApproveProposalDocument,
  ProposalsDocument,
  RefuseProposalDocument,
  ReviewedCaseDocument,
  UndoDecisionDocument,
  type DecisionMadeFragment,
  type ProposalPartsFragment,
} from '../../gql/review.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { TextArea } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { EvidencePane } from './EvidencePane.js';
import { ProposalWords } from './ProposalWords.js';
import { UndoLine } from './UndoLine.js';
import { Strikes } from './Strikes.js';
import { WhyPane } from './WhyPane.js';
import page from './ReviewPage.module.css';
import styles from './ApprovalPage.module.css';

interface SecondLookProps {
  readonly proposal: ProposalPartsFragment;
  readonly onDone: (made: DecisionMadeFragment | undefined) => void;
}

/** A proposal beside its evidence: the second person sees all that the first one saw, then signs exactly this text or sends it back. */
function SecondLook({ proposal, onDone }: SecondLookProps) {
  const t = useT();
  const language = useLanguage();
  const viewer = useViewer();
  const { data, error, refetch } = useQuery(ReviewedCaseDocument, { variables: { id: proposal.caseId, language } });
  const [approve, approving] = useMutation(ApproveProposalDocument);
  const [refuse, refusing] = useMutation(RefuseProposalDocument);
  const [asking, setAsking] = useState(false);
  const [words, setWords, dropWords] = useDraftText(`refuse.${proposal.id}`);
  const [failure, setFailure] = useState<string>();
  const own = proposal.proposedBy.id === viewer.id;
  const may = proposal.mayApprove && !own;

  const sign = () => {
    if (approving.loading) return;
    approve({ variables: { key: newKey(), id: proposal.id, contentHash: proposal.contentHash } }).then(
      ({ data: answer }) => onDone(answer?.approveProposal),
      (problem: unknown) => notify(errorWords(problem, t), 'danger'),
    );
  };
  const sendBack = () => {
    if (words.trim() === '') {
      setFailure(t('need.reason'));
      return;
    }
    refuse({ variables: { key: newKey(), id: proposal.id, words: words.trim() } }).then(
      () => {
        dropWords();
        setAsking(false);
        notify(t('proposal.sentBack'));
        onDone(undefined);
      },
      (problem: unknown) => setFailure(errorWords(problem, t)),
    );
  };
  useShortcut('approve', sign, may);
  useShortcut('refuse', () => setAsking(true), may);

  return (
    <>
      <section className={page.evidence} aria-label={t('pane.evidence')}>
        {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data ? (
          <>
            <EvidencePane review={data.case} onSeen={() => undefined} />
            <WhyPane review={data.case} strikes={<Strikes subjectId={data.case.subject.id} />} />
          </>
        ) : (
          <div className={page.waiting}>
            <Skeleton lines={9} tall />
          </div>
        )}
      </section>
      <section className={page.decide} aria-label={t('pane.decide')}>
        <div className={page.form}>
          <ProposalWords proposal={proposal} />
        </div>
        <footer className={styles.foot}>
          {own ? <p className={styles.quiet}>{t('proposal.own')}</p> : null}
          {!own && !proposal.mayApprove ? <p className={styles.quiet}>{t('proposal.mayNot')}</p> : null}
          {may ? (
            <>
              <Button look="main" shortcut="approve" busy={approving.loading} onClick={sign}>
                {t('proposal.approve')}
              </Button>
              <Button shortcut="refuse" onClick={() => setAsking(true)}>
                {t('proposal.refuse')}
              </Button>
            </>
          ) : null}
        </footer>
      </section>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('proposal.refuse')}
        action={t('proposal.refuse')}
        busy={refusing.loading}
        onSubmit={sendBack}
      >
        <TextArea
          autoFocus
          label={t('proposal.words')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={failure}
        />
      </FormDialog>
    </>
  );
}

/** Everything that waits for a second person in the queues one may work. */
export function ApprovalPage() {
  const t = useT();
  useTitle(t('approvals.title'));
  const language = useLanguage();
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery(ProposalsDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
    pollInterval: 15_000,
  });
  const [undoDecision, undoing] = useMutation(UndoDecisionDocument);
  const [made, setMade] = useState<DecisionMadeFragment>();
  const proposals = (data?.proposals ?? []).filter((proposal) => proposal.state === 'pending');
  const at = Math.max(
    0,
    proposals.findIndex((proposal) => proposal.id === params.get('id')),
  );
  const current = proposals[at];
  const show = (index: number) => {
    const next = proposals[Math.min(proposals.length - 1, Math.max(0, index))];
    if (next) setParams({ id: next.id }, { replace: true });
  };
  const undo = () => {
    if (!made) return;
    undoDecision({ variables: { key: newKey(), decisionId: made.id } }).then(
      () => {
        setMade(undefined);
        notify(t('undo.done'));
        void refetch();
      },
      (problem: unknown) => notify(errorWords(problem, t), 'danger'),
    );
  };
  return (
    <div className={page.page}>
      <h1 className="visually-hidden">{t('approvals.title')}</h1>
      {error && !data ? (
        <div className={page.alone}>
          <Failure error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {data && proposals.length === 0 ? (
        <EmptyState title={t('approvals.none')}>{t('approvals.noneWords')}</EmptyState>
      ) : null}
      {current ? (
        <div className={page.desk}>
          <nav className={page.why} aria-label={t('approvals.title')}>
            <ul className={styles.list}>
              {proposals.map((proposal, index) => (
                <li key={proposal.id}>
                  <button
                    type="button"
                    className={proposal.id === current.id ? styles.here : styles.item}
                    aria-current={proposal.id === current.id || undefined}
                    onClick={() => show(index)}
                  >
                    {proposal.subjects[0] ? <SubjectName subject={proposal.subjects[0]} /> : null}
                    <span className={styles.line}>
                      <StatusBadge tone="plain">{t(`outcome.${proposal.outcome}`)}</StatusBadge>
                      <UserText inline text={proposal.proposedBy.name} /> · <TimeAgo at={proposal.proposedAt} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <SecondLook
            key={current.id}
            proposal={current}
            onDone={(decision) => {
              setMade(decision);
              void refetch();
            }}
          />
        </div>
      ) : null}
      {made ? (
        <UndoLine
          key={made.id}
          decision={made}
          busy={undoing.loading}
          onUndo={undo}
          onOver={() => setMade(undefined)}
        />
      ) : null}
    </div>
  );
}
