import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { formatDateTime } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { NoticeLog } from '../../app/notice-log/NoticeLog.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import {
  CaseByIdDocument,
  CaseByNumberDocument,
  CaseChangedDocument,
  ReopenCaseDocument,
  ResumeCaseDocument,
  type CaseFullFragment,
} from '../../gql/case.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { TextArea } from '../../ui/Field.js';
import { NoteList } from '../../ui/NoteList.js';
import { People } from '../../ui/People.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { Tabs } from '../../ui/Tabs.js';
import { UserText } from '../../ui/UserText.js';
import { CaseAppeal } from './CaseAppeal.js';
import { CaseAudit } from './CaseAudit.js';
import { CaseFacts } from './CaseFacts.js';
import { CaseFlags } from './CaseFlags.js';
import { DecisionCard } from './DecisionCard.js';
import { NoteForm } from './NoteForm.js';
import styles from './CasePage.module.css';

const tabs = ['decisions', 'flags', 'notes', 'notices', 'audit'] as const;

function CaseView({ full, refetch }: { readonly full: CaseFullFragment; readonly refetch: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const usual = full.decisions.length > 0 ? 'decisions' : 'flags';
  const tab = tabs.find((each) => each === params.get('tab')) ?? usual;
  const mayClaim = useMay('case.claim') && full.queue.mayWork;
  const mayReopen = useMay('case.reopen');
  const mayReadNotices = useMay('notice.read');
  const [resume] = useMutation(ResumeCaseDocument);
  const [reopen, reopening] = useMutation(ReopenCaseDocument);
  const [asking, setAsking] = useState(false);
  const [reason, setReason, dropReason] = useDraftText(`reopen.${full.id}`);
  const [failure, setFailure] = useState<string>();
  useTitle(t('case.title', { number: full.number }));
  useSubscription(CaseChangedDocument, { variables: { caseId: full.id }, onData: () => refetch() });

  const takeUp = () => {
    resume({ variables: { key: newKey(), caseId: full.id, version: full.version } }).then(refetch, (error: unknown) =>
      notify(errorWords(error, t), 'danger'),
    );
  };
  const openAgain = () => {
    if (reason.trim() === '') {
      setFailure(t('need.reason'));
      return;
    }
    reopen({ variables: { key: newKey(), caseId: full.id, version: full.version, reason: reason.trim() } }).then(
      () => {
        dropReason();
        setAsking(false);
        refetch();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{t('case.title', { number: full.number })}</h1>
          <StatusBadge
            tone={
              full.state === 'claimed'
                ? 'accent'
                : full.state === 'on_hold' || full.state === 'awaiting_approval'
                  ? 'waiting'
                  : 'plain'
            }
          >
            {t(`caseState.${full.state}`)}
          </StatusBadge>
          {full.category === 'general' ? null : (
            <StatusBadge tone="waiting">{t(`category.${full.category}`)}</StatusBadge>
          )}
          {full.kind === 'flagged' ? null : <StatusBadge tone="accent">{t(`caseKind.${full.kind}`)}</StatusBadge>}
          <People people={full.presence.map((each) => each.person)} />
        </div>
        <Link to={`/subjects/${full.subject.id}`} className={styles.subject}>
          <SubjectName subject={full.subject} />
        </Link>
        <div className={styles.acts}>
          {mayClaim && (full.state === 'open' || full.state === 'claimed') ? (
            <Button look="main" onClick={() => void navigate(`/review/${full.queue.id}?case=${full.id}`)}>
              {t('case.review')}
            </Button>
          ) : null}
          {full.state === 'on_hold' ? <Button onClick={takeUp}>{t('case.resume')}</Button> : null}
          {full.state === 'closed' && mayReopen ? (
            <Button onClick={() => setAsking(true)}>{t('case.reopen')}</Button>
          ) : null}
        </div>
      </header>
      {full.state === 'on_hold' && full.holdUntil ? (
        <Banner
          tone="waiting"
          icon="hold"
          title={t('case.heldUntil', { time: formatDateTime(new Date(full.holdUntil)) })}
        >
          {full.holdReason ? <UserText text={full.holdReason} /> : null}
        </Banner>
      ) : null}
      {full.kind === 'second_look' ? <CaseAppeal caseId={full.id} /> : null}
      {full.proposal ? (
        <Banner
          tone="waiting"
          icon="people"
          title={t('case.awaits', { name: full.proposal.proposedBy.name })}
          actions={
            <Button small onClick={() => void navigate(`/approvals?id=${full.proposal?.id ?? ''}`)}>
              {t('case.lookAtProposal')}
            </Button>
          }
        />
      ) : null}
      <div className={styles.columns}>
        <aside className={styles.side}>
          <Section title={t('case.facts')}>
            <CaseFacts full={full} />
          </Section>
        </aside>
        <div className={styles.body}>
          <Tabs
            label={t('case.parts')}
            selected={tab}
            onSelect={(id) => setParams(id === usual ? {} : { tab: id }, { replace: true })}
            tabs={[
              {
                id: 'decisions',
                label: t('case.tab.decisions', { count: full.decisions.length }),
                panel: () =>
                  full.decisions.length === 0 ? (
                    <p className={styles.quiet}>{t('case.noDecisions')}</p>
                  ) : (
                    <div className={styles.stack}>
                      {full.decisions.map((decision) => (
                        <DecisionCard key={decision.id} decision={decision} onChanged={refetch} />
                      ))}
                    </div>
                  ),
              },
              {
                id: 'flags',
                label: t('case.tab.flags', { count: full.flagCount }),
                panel: () => <CaseFlags caseId={full.id} />,
              },
              {
                id: 'notes',
                label: t('case.tab.notes', { count: full.notes.length }),
                panel: () => (
                  <div className={styles.stack}>
                    <NoteList notes={full.notes} />
                    <NoteForm caseId={full.id} onAdded={refetch} />
                  </div>
                ),
              },
              ...(mayReadNotices
                ? ([
                    {
                      id: 'notices',
                      label: t('notices.title'),
                      panel: () => <NoticeLog filter={{ caseId: full.id }} />,
                    },
                  ] as const)
                : []),
              { id: 'audit', label: t('case.tab.audit'), panel: () => <CaseAudit caseId={full.id} /> },
            ]}
          />
        </div>
      </div>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('case.reopen')}
        action={t('case.reopen')}
        busy={reopening.loading}
        onSubmit={openAgain}
      >
        <TextArea
          autoFocus
          label={t('reason.label')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={failure}
        />
      </FormDialog>
    </div>
  );
}

/** A case by its number (as people say it) or its id (as links keep it): everything that ever happened to it. */
export function CasePage() {
  const t = useT();
  const language = useLanguage();
  const { ref = '' } = useParams();
  const number = /^\d+$/.test(ref) ? Number(ref) : undefined;
  const byNumber = useQuery(CaseByNumberDocument, {
    variables: { number: number ?? 0, language },
    skip: number === undefined,
    fetchPolicy: 'cache-and-network',
  });
  const byId = useQuery(CaseByIdDocument, {
    variables: { id: ref, language },
    skip: number !== undefined,
    fetchPolicy: 'cache-and-network',
  });
  const asked = number === undefined ? byId : byNumber;
  const full = number === undefined ? byId.data?.case : byNumber.data?.caseByNumber;
  const refetch = () => void asked.refetch().catch(() => undefined);
  if (full) return <CaseView key={full.id} full={full} refetch={refetch} />;
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t('case.title', { number: ref })}</h1>
      {asked.error ? <Failure error={asked.error} onRetry={refetch} /> : <Skeleton lines={8} tall />}
    </div>
  );
}
