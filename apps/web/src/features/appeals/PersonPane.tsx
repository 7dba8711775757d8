import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { formatBytes } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { useMay } from '../../app/session.js';
import { VerifyAppellantDocument, type AppealFullFragment, type AppealVerification } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { Messages } from './Messages.js';
import { oneOf } from './appeal-filter-rules.js';
import styles from './AppealPage.module.css';

interface PersonPaneProps {
  readonly appeal: AppealFullFragment;
  /** Present while the case is held: asking needs it. */
  readonly leaseToken: string | undefined;
  readonly onChanged: () => void;
}

/** What the desk can find out by itself; a reference is redeemed by the person, never by a handler. */
const verifications = ['challenge', 'platform'] as const satisfies readonly AppealVerification[];

function Verify({ appeal, onChanged }: Pick<PersonPaneProps, 'appeal' | 'onChanged'>) {
  const t = useT();
  const [verify, { loading }] = useMutation(VerifyAppellantDocument);
  const [asking, setAsking] = useState(false);
  const [by, setBy] = useState<(typeof verifications)[number]>('challenge');
  const [failure, setFailure] = useState<string>();
  const submit = () => {
    verify({ variables: { key: newKey(), appealId: appeal.id, by } }).then(
      () => {
        setAsking(false);
        onChanged();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <>
      <Button small onClick={() => setAsking(true)}>
        {t('appeal.verify')}
      </Button>
      <FormDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('appeal.verify')}
        action={t('appeal.verifyGo')}
        busy={loading}
        onSubmit={submit}
      >
        <p>{t('appeal.verifyWords')}</p>
        <SelectField
          label={t('appeal.verifiedBy')}
          autoFocus
          value={by}
          options={verifications.map((value) => ({ value, label: t(`verification.${value}`) }))}
          onChange={(event) => setBy(oneOf(verifications, event.currentTarget.value) ?? 'challenge')}
          error={failure}
        />
      </FormDialog>
    </>
  );
}

/** Who appeals, in their own words and direction, with everything they sent and asked before. */
export function PersonPane({ appeal, leaseToken, onChanged }: PersonPaneProps) {
  const t = useT();
  const language = useLanguage();
  const mayVerify = useMay('appeal.work');
  const languageName = new Intl.DisplayNames([language], { type: 'language' }).of(appeal.language) ?? appeal.language;
  return (
    <div className={styles.pane}>
      <header className={styles.stack}>
        <h1 className={styles.number}>{t('appeal.title', { number: appeal.number })}</h1>
        <Link to={`/subjects/${appeal.subject.id}`}>
          <SubjectName subject={appeal.subject} wrap />
        </Link>
        <span className={styles.badges}>
          <StatusBadge tone={appeal.state === 'in_review' ? 'accent' : 'plain'}>
            {t(`appealState.${appeal.state}`)}
          </StatusBadge>
          {appeal.claimedStatus ? (
            <StatusBadge tone="waiting" icon="person">
              {t('appeal.says', { status: t(`class.${appeal.claimedStatus}`) })}
            </StatusBadge>
          ) : null}
          {appeal.registerClass ? <StatusBadge tone="waiting">{t('appeal.registerClass')}</StatusBadge> : null}
          {appeal.waitingForAnswer ? (
            <StatusBadge tone="waiting" icon="hold">
              {t('appeal.waiting')}
            </StatusBadge>
          ) : null}
        </span>
        <dl className={styles.facts}>
          <dt>{t('appeal.basis')}</dt>
          <dd>{t(`appealBasis.${appeal.basis}`)}</dd>
          <dt>{t('appeal.who')}</dt>
          <dd>{t(`appellant.${appeal.appellant}`)}</dd>
          <dt>{t('column.language')}</dt>
          <dd>{languageName}</dd>
          <dt>{t('appeal.verifiedBy')}</dt>
          <dd>
            <span className={styles.line}>
              {appeal.verification === 'none' ? (
                <StatusBadge tone="waiting" icon="warning">
                  {t('verification.none')}
                </StatusBadge>
              ) : (
                t(`verification.${appeal.verification}`)
              )}
              {appeal.verification === 'none' && appeal.outcome === null && mayVerify ? (
                <Verify appeal={appeal} onChanged={onChanged} />
              ) : null}
            </span>
          </dd>
          {appeal.contact ? (
            <>
              <dt>{t('appeal.contact')}</dt>
              <dd>
                <UserText inline text={appeal.contact} />
              </dd>
            </>
          ) : null}
          <dt>{t('appeal.informed')}</dt>
          <dd>{appeal.informedAt ? <TimeAgo at={appeal.informedAt} as="absolute" /> : t('appeal.neverInformed')}</dd>
          <dt>{t('appeal.submitted')}</dt>
          <dd>
            <TimeAgo at={appeal.submittedAt} as="absolute" />
          </dd>
        </dl>
        {appeal.verification === 'none' ? <p className={styles.quiet}>{t('appeal.unverifiedWords')}</p> : null}
      </header>
      <Section title={t('appeal.saysTitle')}>
        {appeal.reasons === null ? (
          <p className={styles.quiet}>{t('appeal.erased')}</p>
        ) : (
          <UserText text={appeal.reasons} lang={appeal.language} className={styles.words} />
        )}
      </Section>
      <Section title={t('appeal.files', { count: appeal.files.length })}>
        {appeal.files.length === 0 ? <p className={styles.quiet}>{t('appeal.noFiles')}</p> : null}
        <ul className={styles.list}>
          {appeal.files.map((file) => (
            <li key={file.id} className={styles.line}>
              <a href={file.link} target="_blank" rel="noreferrer noopener">
                <UserText inline text={file.name ?? t('appeal.fileErased')} />
              </a>
              <bdi dir="ltr" className={styles.quiet}>
                {file.mediaType}
              </bdi>
              <span className={styles.quiet}>
                {formatBytes(file.byteSize)} · <TimeAgo at={file.receivedAt} />
              </span>
            </li>
          ))}
        </ul>
        {appeal.files.length > 0 ? <p className={styles.quiet}>{t('appeal.filesWords')}</p> : null}
      </Section>
      <Messages appeal={appeal} leaseToken={leaseToken} onChanged={onChanged} />
      <Section title={t('appeal.history', { count: appeal.history.length })}>
        {appeal.history.length === 0 ? <p className={styles.quiet}>{t('appeal.noHistory')}</p> : null}
        <ul className={styles.list}>
          {appeal.history.map((other) => (
            <li key={other.id} className={styles.line}>
              <Link to={`/appeals/${other.number}`}>
                <bdi dir="ltr">{other.number}</bdi>
              </Link>
              <span>{t(`appealBasis.${other.basis}`)}</span>
              <StatusBadge tone="plain">
                {other.outcome ? t(`appealOutcome.${other.outcome}`) : t(`appealState.${other.state}`)}
              </StatusBadge>
              <span className={styles.quiet}>
                <TimeAgo at={other.submittedAt} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
