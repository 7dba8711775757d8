import { useQuery } from '@apollo/client/react';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useT, type MessageKey } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { AppealTemplatesDocument, type AppealFullFragment } from '../../gql/appeals.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { SelectField, TextArea, TextField } from '../../ui/Field.js';
import { AnswerOutcomes } from './AnswerOutcomes.js';
import { FindingFields } from './FindingFields.js';
import { LiftChoices } from './LiftChoices.js';
import { NoticePreview } from './NoticePreview.js';
import {
  answerInput,
  directionOf,
  missingFromAnswer,
  noticeLanguageOf,
  takesFinding,
  type AnswerFrame,
} from './answer-draft-rules.js';
import type { AppealLease } from './use-appeal-lease.js';
import { useAnswerDraft } from './use-answer-draft.js';
import type { Resolving } from './use-resolve.js';
import styles from './AppealPage.module.css';

interface AnswerFormProps {
  readonly appeal: AppealFullFragment;
  readonly lease: AppealLease;
  readonly resolving: Resolving;
  readonly onChanged: () => void;
}

/** Outcome, what is lifted, words for the person, words for the record: in the order an answer is thought. */
export function AnswerForm({ appeal, lease, resolving, onChanged }: AnswerFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const [draft, change] = useAnswerDraft(appeal.id);
  const [pressed, setPressed] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const reasons = useRef<HTMLTextAreaElement>(null);
  const rationale = useRef<HTMLTextAreaElement>(null);
  const omitted = useRef<HTMLInputElement>(null);
  const templates = useRef<HTMLSelectElement>(null);
  const language = noticeLanguageOf(appeal.language);
  const worded = useQuery(AppealTemplatesDocument, { variables: { language } });
  const frame = useMemo<AnswerFrame>(
    () => ({
      appellant: appeal.appellant,
      hasDecision: appeal.decision !== null,
      standing: appeal.restrictions
        .filter(({ restriction }) => restriction.liftedAt === null)
        .map(({ restriction }) => restriction.id),
    }),
    [appeal],
  );
  const missing = missingFromAnswer(draft, frame);
  const offered = (worded.data?.appealReasonTemplates ?? []).filter(
    (template) => template.active && template.outcome === draft.outcome,
  );
  const locked = lease.status !== 'held';

  const fieldOf = (what: MessageKey | undefined): HTMLElement | null => {
    if (what === 'need.words') return reasons.current;
    if (what === 'need.rationale') return rationale.current;
    return what === 'need.omitted' ? omitted.current : null;
  };
  const resolve = () => {
    setPressed(true);
    if (locked || resolving.busy) return;
    const input = answerInput(draft, frame, {
      appealId: appeal.id,
      subjectId: appeal.subject.id,
      leaseToken: lease.token ?? '',
      version: appeal.case?.version ?? 0,
      thenClaim: appeal.case?.queue.id,
    });
    if (!input) {
      fieldOf(missing[0])?.focus();
      return;
    }
    setFailure(undefined);
    resolving.send(input).then(
      (answer) => {
        if (answer.kind === 'lost') {
          lease.lose(answer.to);
          return;
        }
        lease.letGo();
        if (answer.kind === 'already') notify(t('answer.already', { number: appeal.number }), 'waiting');
        const next = answer.kind === 'resolved' ? answer.next?.case.appeal : undefined;
        if (next) void navigate(`/appeals/${next.number}`);
        else onChanged();
      },
      (error: unknown) => setFailure(error),
    );
  };
  useShortcut('appealTemplate', () => templates.current?.focus(), offered.length > 0);
  useShortcut('appealReasons', () => reasons.current?.focus());
  useShortcut('appealRationale', () => rationale.current?.focus());
  useShortcut('appealResolve', resolve);
  useShortcut('appealResolveFromField', resolve);

  return (
    <div className={styles.stack}>
      <AnswerOutcomes frame={frame} chosen={draft.outcome} onChoose={(outcome) => change({ outcome })} />
      {draft.outcome === 'partially_reversed' ? (
        <LiftChoices
          restrictions={appeal.restrictions}
          chosen={draft.restrictionIds}
          onChange={(restrictionIds) => change({ restrictionIds })}
        />
      ) : null}
      {draft.outcome === 'reversed' ? (
        <p className={styles.quiet}>{t('answer.liftsAll', { count: frame.standing.length })}</p>
      ) : null}
      {draft.outcome === 'omitted' ? (
        <TextField
          ref={omitted}
          label={t('answer.omittedReason')}
          value={draft.omittedReason}
          dir="auto"
          maxLength={500}
          onChange={(event) => change({ omittedReason: event.currentTarget.value })}
        />
      ) : null}
      {offered.length > 0 ? (
        <SelectField
          ref={templates}
          label={t('answer.template')}
          value=""
          options={[
            { value: '', label: t('answer.chooseTemplate') },
            ...offered.map((template) => ({ value: template.id, label: template.title })),
          ]}
          onChange={(event) => {
            const template = offered.find((each) => each.id === event.currentTarget.value);
            // What is typed already stays: a template comes after it.
            if (template)
              change({ reasons: [draft.reasons.trim(), template.body].filter((words) => words !== '').join('\n\n') });
          }}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      ) : null}
      <TextArea
        ref={reasons}
        label={t('answer.reasons')}
        hint={t('answer.reasonsHint')}
        rows={6}
        lang={language}
        dir={draft.reasons === '' ? directionOf(language) : 'auto'}
        value={draft.reasons}
        onChange={(event) => change({ reasons: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <TextArea
        ref={rationale}
        label={t('answer.rationale')}
        hint={t('answer.rationaleHint')}
        value={draft.rationale}
        onChange={(event) => change({ rationale: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      {takesFinding(draft, frame) ? (
        <FindingFields
          finding={draft.finding}
          suggested={appeal.claimedStatus}
          onChange={(finding) => change({ finding })}
        />
      ) : null}
      <NoticePreview appeal={appeal} draft={draft} />
      <footer className={styles.foot}>
        {pressed && missing.length > 0 ? (
          <p className={styles.missing} role="alert">
            {t('decide.missing', { what: missing.map((key) => t(key)).join(' · ') })}
          </p>
        ) : null}
        {failure === undefined ? null : (
          <Banner
            tone="danger"
            urgent
            title={errorWords(failure, t)}
            actions={
              <Button small onClick={resolve}>
                {t('trouble.again')}
              </Button>
            }
          >
            {t('trouble.kept')}
          </Banner>
        )}
        <Button
          look="main"
          shortcut="appealResolve"
          busy={resolving.busy}
          aria-disabled={missing.length > 0 || locked || undefined}
          onClick={resolve}
        >
          {t('answer.go')}
        </Button>
        {locked && lease.status !== 'asking' ? <p className={styles.quiet}>{t('answer.locked')}</p> : null}
      </footer>
    </div>
  );
}
