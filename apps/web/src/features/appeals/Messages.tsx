import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { formatDateTime } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { AskAppellantDocument, WithdrawQuestionDocument, type AppealFullFragment } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { TextArea } from '../../ui/Field.js';
import { Keys } from '../../ui/Keys.js';
import { Section } from '../../ui/Section.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { directionOf } from './answer-draft-rules.js';
import styles from './AppealPage.module.css';

interface MessagesProps {
  readonly appeal: AppealFullFragment;
  readonly leaseToken: string | undefined;
  readonly onChanged: () => void;
}

/** What was asked and answered, and the box to ask. A question sets the case aside until the answer or its time is over. */
export function Messages({ appeal, leaseToken, onChanged }: MessagesProps) {
  const t = useT();
  const [ask, asking] = useMutation(AskAppellantDocument);
  const [withdraw, withdrawing] = useMutation(WithdrawQuestionDocument);
  const [text, setText, dropText] = useDraftText(`ask.${appeal.id}`);
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const openQuestion = appeal.messages.find(
    (message) => !message.fromPerson && message.answeredAt === null && message.answerDueAt !== null,
  );
  const mayAsk = leaseToken !== undefined && appeal.outcome === null && !openQuestion;
  useShortcut('appealAsk', () => field.current?.focus(), mayAsk);
  const sendKey = useRef({ text: '', key: '' });
  const send = () => {
    if (leaseToken === undefined) return;
    if (text.trim() === '') {
      setFailure(t('need.question'));
      return;
    }
    setFailure(undefined);
    if (sendKey.current.text !== text) sendKey.current = { text, key: newKey() };
    ask({ variables: { key: sendKey.current.key, appealId: appeal.id, leaseToken, text: text.trim() } }).then(
      () => {
        dropText();
        notify(t('ask.done'));
        onChanged();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  const takeBack = (messageId: string) => {
    withdraw({ variables: { key: newKey(), messageId } }).then(onChanged, (error: unknown) =>
      notify(errorWords(error, t), 'danger'),
    );
  };
  return (
    <Section
      title={t('appeal.messages', { count: appeal.messages.length })}
      aside={mayAsk ? <Keys of="appealAsk" /> : null}
    >
      {appeal.messages.length === 0 ? <p className={styles.quiet}>{t('appeal.noMessages')}</p> : null}
      <ul className={styles.list}>
        {appeal.messages.map((message) => (
          <li key={message.id} className={message.fromPerson ? styles.said : styles.asked}>
            <span className={styles.meta}>
              {message.fromPerson ? t('appeal.person') : <UserText inline text={message.author?.name ?? ''} />}
              <TimeAgo at={message.writtenAt} />
              {!message.fromPerson && message.answerDueAt && !message.answeredAt ? (
                <span>{t('ask.until', { time: formatDateTime(new Date(message.answerDueAt)) })}</span>
              ) : null}
            </span>
            {message.text === null ? (
              <p className={styles.quiet}>{t('appeal.erased')}</p>
            ) : (
              <UserText text={message.text} lang={appeal.language} />
            )}
            {message.id === openQuestion?.id ? (
              <Button small look="quiet" busy={withdrawing.loading} onClick={() => takeBack(message.id)}>
                {t('ask.withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayAsk ? (
        <div className={styles.stack}>
          <TextArea
            ref={field}
            label={t('ask.label')}
            hint={t('ask.hint')}
            lang={appeal.language}
            dir={text === '' ? directionOf(appeal.language) : 'auto'}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            error={failure}
          />
          <div className={styles.acts}>
            <Button small busy={asking.loading} onClick={send}>
              {t('ask.go')}
            </Button>
          </div>
        </div>
      ) : null}
    </Section>
  );
}
