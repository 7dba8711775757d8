import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import { AppealColleaguesDocument, InviteOutsideHandlerDocument, type AppealFullFragment } from '../../gql/appeals.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { UserText } from '../../ui/UserText.js';
import styles from './AppealPage.module.css';

interface WhoMayWorkProps {
  readonly appeal: AppealFullFragment;
  readonly onChanged: () => void;
}

function Invitation({ appeal, onChanged, onClose }: WhoMayWorkProps & { readonly onClose: () => void }) {
  const t = useT();
  const [personId, setPersonId] = useState('');
  const [failure, setFailure] = useState<string>();
  const people = useQuery(AppealColleaguesDocument);
  const [invite, { loading }] = useMutation(InviteOutsideHandlerDocument);
  const excluded = new Set(appeal.excludedPeople.map((person) => person.id));
  const submit = () => {
    if (personId === '') {
      setFailure(t('need.person'));
      return;
    }
    invite({ variables: { key: newKey(), appealId: appeal.id, personId } }).then(
      () => {
        notify(t('invite.done'));
        onClose();
        onChanged();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('invite.title')}
      action={t('invite.go')}
      busy={loading}
      onSubmit={submit}
    >
      <p>{t('invite.words')}</p>
      <SelectField
        label={t('invite.person')}
        autoFocus
        value={personId}
        options={[
          { value: '', label: t('invite.choose') },
          ...(people.data?.colleagues ?? [])
            .filter((person) => !excluded.has(person.id))
            .map((person) => ({ value: person.id, label: person.name })),
        ]}
        onChange={(event) => setPersonId(event.currentTarget.value)}
        error={failure ?? (people.error ? errorWords(people.error, t) : undefined)}
      />
    </FormDialog>
  );
}

/** Who had a part in the decision and may not look at it again; how many are left; and somebody from outside when nobody is. */
export function WhoMayWork({ appeal, onChanged }: WhoMayWorkProps) {
  const t = useT();
  const mayInvite = useMay('appeal.manage') && appeal.outcome === null;
  const [inviting, setInviting] = useState(false);
  return (
    <Section title={t('who.title')}>
      <div className={styles.stack}>
        {appeal.needsOutsideHandler ? (
          <Banner
            tone="danger"
            icon="people"
            title={t('who.outside')}
            actions={
              mayInvite ? (
                <Button small onClick={() => setInviting(true)}>
                  {t('invite.title')}
                </Button>
              ) : null
            }
          >
            {t('who.outsideWords')}
          </Banner>
        ) : (
          <p className={styles.quiet}>{t('who.eligible', { count: appeal.eligibleHandlerCount })}</p>
        )}
        {appeal.excludedPeople.length > 0 ? (
          <p className={styles.quiet}>
            {t('who.excluded')}{' '}
            {appeal.excludedPeople.map((person, index) => (
              <span key={person.id}>
                {index > 0 ? ' · ' : ''}
                <UserText inline text={person.name} />
              </span>
            ))}
          </p>
        ) : null}
        {inviting ? <Invitation appeal={appeal} onChanged={onChanged} onClose={() => setInviting(false)} /> : null}
      </div>
    </Section>
  );
}
