import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import {
  RecordMediaReplyDocument,
  ShortenMediaReplyDocument,
  StayOfCaseDocument,
  type MediaReplyPartsFragment,
} from '../../gql/review.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Due } from '../../ui/Due.js';
import { TextArea, TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { ProposalWords } from './ProposalWords.js';
import styles from './StayNotice.module.css';

type Asking = 'reply' | 'crisis';

function ReplyDialog({
  asking,
  caseId,
  onClose,
}: {
  readonly asking: Asking;
  readonly caseId: string;
  readonly onClose: () => void;
}) {
  const t = useT();
  const [words, setWords, dropWords] = useDraftText(`${asking}.${caseId}`);
  const [hours, setHours] = useState('2');
  const [failure, setFailure] = useState<string>();
  const [record, recording] = useMutation(RecordMediaReplyDocument);
  const [shorten, shortening] = useMutation(ShortenMediaReplyDocument);
  const submit = () => {
    const about = { key: newKey(), caseId };
    const done =
      asking === 'reply'
        ? record({ variables: { ...about, text: words } })
        : shorten({ variables: { ...about, hours: Number(hours) || 0, reason: words } });
    done.then(
      () => {
        dropWords();
        onClose();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t(`media.${asking}`)}
      action={t(`media.${asking}Go`)}
      busy={recording.loading || shortening.loading}
      onSubmit={submit}
    >
      {asking === 'crisis' ? (
        <TextField
          label={t('media.hours')}
          dir="ltr"
          inputMode="numeric"
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      ) : null}
      <TextArea
        label={t(`media.${asking}Words`)}
        rows={6}
        value={words}
        error={failure}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function MediaReply({ reply, caseId }: { readonly reply: MediaReplyPartsFragment; readonly caseId: string }) {
  const t = useT();
  const [asking, setAsking] = useState<Asking>();
  return (
    <Section title={t('media.title')} aside={reply.repliedAt ? undefined : <Due at={reply.dueAt} />}>
      {reply.repliedAt ? (
        <>
          <p className={styles.quiet}>
            {t('media.replied')} <TimeAgo at={reply.repliedAt} />
          </p>
          <UserText text={reply.text ?? t('media.erased')} />
        </>
      ) : (
        <>
          <p className={styles.quiet}>{t('media.waiting')}</p>
          {reply.crisisReason ? <UserText text={reply.crisisReason} /> : null}
          <span className={styles.actions}>
            <Button small onClick={() => setAsking('reply')}>
              {t('media.reply')}
            </Button>
            {reply.crisisReason ? null : (
              <Button small onClick={() => setAsking('crisis')}>
                {t('media.crisis')}
              </Button>
            )}
          </span>
        </>
      )}
      {asking ? <ReplyDialog asking={asking} caseId={caseId} onClose={() => setAsking(undefined)} /> : null}
    </Section>
  );
}

/** On the case of a protective stay: the draft that waits behind it, and what declared media were asked and said. */
export function StayNotice({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(StayOfCaseDocument, { variables: { id: caseId, language } });
  const [open, setOpen] = useState(false);
  const draft = data?.case.stayedDraft;
  const reply = data?.case.mediaReply;
  if (!draft) return null;
  return (
    <Banner
      tone="waiting"
      icon="people"
      title={t('stay.draft')}
      actions={
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'stay.draftLess' : 'stay.draftMore')}
        </Button>
      }
    >
      <p>{t('stay.draftWords')}</p>
      {open ? <ProposalWords proposal={draft} /> : null}
      {reply ? <MediaReply reply={reply} caseId={caseId} /> : null}
    </Banner>
  );
}
