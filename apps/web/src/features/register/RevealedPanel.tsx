import { Link } from 'react-router';
import { formatBytes } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import type { RevealedFragment } from '../../gql/register.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { UserText } from '../../ui/UserText.js';
import styles from './Register.module.css';

interface RevealedPanelProps {
  readonly shown: RevealedFragment;
  /** Two people verified the entry as it is now, also when that happened after it was revealed. */
  readonly settled: boolean;
}

/** Who an entry is, for as long as this page is open; it is kept nowhere. */
export function RevealedPanel({ shown, settled }: RevealedPanelProps) {
  const t = useT();
  const { declaration } = shown;
  return (
    <Section title={t('register.who')}>
      <dl className={styles.facts}>
        {(['name', 'organisation', 'contact', 'note'] as const).map((field) =>
          shown[field] === '' ? null : (
            <div key={field} className={styles.pair}>
              <dt>{t(`register.${field}`)}</dt>
              <dd>
                <UserText inline text={shown[field]} />
              </dd>
            </div>
          ),
        )}
        {declaration ? (
          <div className={styles.pair}>
            <dt>{t('declaration.title')}</dt>
            <dd>
              <UserText
                inline
                text={[declaration.legalName, declaration.email, declaration.phone].filter(Boolean).join(' · ')}
              />
              <br />
              <UserText
                inline
                text={`${declaration.oversightName} · ${declaration.oversightContact} · ${declaration.memberStates.join(', ')}`}
              />
            </dd>
          </div>
        ) : null}
      </dl>
      <h3>{t('register.identifiers')}</h3>
      <ul className={styles.list}>
        {shown.identifiers.map((one) => (
          <li key={one.id}>
            <span className={styles.quiet}>
              {t(`identifierKind.${one.kind}`)}
              {one.platform ? ` · ${one.platform.name}` : ''}
            </span>{' '}
            <UserText inline text={one.value} />{' '}
            {one.confirmed || settled ? null : <StatusBadge tone="waiting">{t('register.unconfirmed')}</StatusBadge>}
          </li>
        ))}
      </ul>
      {shown.matches.length > 0 ? (
        <>
          <h3>{t('register.matches')}</h3>
          <ul className={styles.list}>
            {shown.matches.map((match) => (
              <li key={match.subject.id}>
                <Link to={`/subjects/${match.subject.id}`}>
                  <SubjectName subject={match.subject} />
                </Link>{' '}
                <StatusBadge tone={match.strength === 'protected' ? 'accent' : 'plain'}>
                  {t(match.strength === 'protected' ? 'standing.protected' : 'standing.may_be')}
                </StatusBadge>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {shown.files.length > 0 ? (
        <>
          <h3>{t('register.files')}</h3>
          <ul className={styles.list}>
            {shown.files.map((file) => (
              <li key={file.id}>
                {file.link ? (
                  <a href={file.link} rel="noreferrer" target="_blank">
                    <UserText inline text={file.name || t('register.file')} />
                  </a>
                ) : (
                  <UserText inline text={file.name || t('register.file')} />
                )}{' '}
                <span className={styles.quiet}>{formatBytes(file.byteSize)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}
