import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { useMay, useViewer } from '../../app/session.js';
import {
  GrantRoleDocument,
  RevokeRoleDocument,
  SetPersonStatusDocument,
  SettingsPeopleDocument,
  type Role,
  type StaffPartsFragment,
} from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { Checks, ROLES } from './choices.js';
import { PersonDialog } from './PersonDialog.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface RolesDialogProps {
  readonly person: StaffPartsFragment;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function RolesDialog({ person, onClose, onChanged }: RolesDialogProps) {
  const t = useT();
  const grant = useSave(GrantRoleDocument);
  const revoke = useSave(RevokeRoleDocument);
  const failed = grant.otherError([]) ?? revoke.otherError([]);
  const change = (next: Role[]) => {
    const added = next.find((role) => !person.roles.includes(role));
    const removed = person.roles.find((role) => !next.includes(role));
    if (added) {
      grant.send({ personId: person.id, role: added }, (data) => {
        if (data.grantRole.proposal) notify(t('changes.waits'), 'waiting');
        onChanged();
      });
    }
    if (removed) revoke.send({ personId: person.id, role: removed }, onChanged);
  };
  return (
    <Dialog open onClose={onClose} title={t('people.rolesOf', { name: person.name })}>
      <div className={styles.stack}>
        <p className={styles.words}>{t('people.rolesWords')}</p>
        {failed ? <Banner tone="danger" urgent title={failed} /> : null}
        <Checks
          legend={t('people.roles')}
          values={ROLES}
          chosen={person.roles}
          wordsOf={(role) => t(`role.${role}`)}
          onChange={change}
        />
      </div>
    </Dialog>
  );
}

/** Who works here, as what, and with which protection; disabling somebody ends their sessions and leases at once. */
export function PeoplePanel() {
  const t = useT();
  const viewer = useViewer();
  const mayManage = useMay('people.manage');
  const { data, error, refetch } = useQuery(SettingsPeopleDocument, { fetchPolicy: 'cache-and-network' });
  const [adding, setAdding] = useState(false);
  const [rolesId, setRolesId] = useState<string>();
  const status = useSave(SetPersonStatusDocument);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  const person = data.people.find((each) => each.id === rolesId);
  const failed = status.otherError([]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('people.words')}</p>
        {mayManage ? <Button onClick={() => setAdding(true)}>{t('people.new')}</Button> : null}
      </div>
      {failed ? <Banner tone="danger" urgent title={failed} /> : null}
      <ul className={styles.list}>
        {data.people.map((each) => (
          <li key={each.id} className={styles.line}>
            <span className={styles.name}>
              <UserText inline text={each.name} />
              {each.status === 'active' ? null : <StatusBadge tone="waiting">{t('people.disabled')}</StatusBadge>}
              {each.secondFactor ? null : <StatusBadge tone="waiting">{t('people.noSecondFactor')}</StatusBadge>}
            </span>
            <span className={styles.more}>
              <span dir="ltr">{each.email}</span>
              <span>{each.roles.map((role) => t(`role.${role}`)).join(' · ')}</span>
              <span>{t('people.open', { sessions: each.openSessions, leases: each.leases })}</span>
            </span>
            {mayManage && each.id !== viewer.id ? (
              <span className={styles.acts}>
                <Button small onClick={() => setRolesId(each.id)}>
                  {t('people.roles')}
                </Button>
                <Button
                  small
                  look="quiet"
                  busy={status.busy}
                  onClick={() =>
                    status.send(
                      { id: each.id, status: each.status === 'active' ? 'disabled' : 'active', version: each.version },
                      () => void refetch(),
                    )
                  }
                >
                  {each.status === 'active' ? t('people.disable') : t('people.enable')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? (
        <PersonDialog
          onClose={() => setAdding(false)}
          onSaved={() => {
            setAdding(false);
            void refetch();
          }}
        />
      ) : null}
      {person ? (
        <RolesDialog person={person} onClose={() => setRolesId(undefined)} onChanged={() => void refetch()} />
      ) : null}
    </div>
  );
}
