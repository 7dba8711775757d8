import { useState } from 'react';
import type { PersonPartsFragment } from '../../gql/app.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { SetQueueAccessDocument, type Role, type SettingsQueueFragment } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Checks, ROLES } from './choices.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface AccessDialogProps {
  readonly queue: SettingsQueueFragment;
  readonly people: readonly PersonPartsFragment[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Who may work a queue: whole roles, or people by name. Child safety is by name only. */
export function AccessDialog({ queue, people, onClose, onSaved }: AccessDialogProps) {
  const t = useT();
  const language = useLanguage();
  const save = useSave(SetQueueAccessDocument);
  const [roles, setRoles] = useState<readonly Role[]>(
    queue.access.flatMap((access) => (access.role ? [access.role] : [])),
  );
  const [personIds, setPersonIds] = useState<readonly string[]>(
    queue.access.flatMap((access) => (access.person ? [access.person.id] : [])),
  );
  const byNameOnly = queue.kind === 'child_safety';
  const nameOf = new Map(people.map((person) => [person.id, person.name]));
  const other = save.otherError([]);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('queuesSettings.accessTo', { name: queue.name })}
      action={t('settings.save')}
      busy={save.busy}
      onSubmit={() => save.send({ queueId: queue.id, roles: byNameOnly ? [] : roles, personIds, language }, onSaved)}
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        {byNameOnly ? (
          <p className={styles.words}>{t('queuesSettings.byNameOnly')}</p>
        ) : (
          <Checks
            legend={t('queuesSettings.roles')}
            values={ROLES}
            chosen={roles}
            wordsOf={(role) => t(`role.${role}`)}
            onChange={setRoles}
          />
        )}
        <Checks
          legend={t('queuesSettings.people')}
          values={people.map((person) => person.id)}
          chosen={personIds}
          wordsOf={(id) => nameOf.get(id) ?? id}
          onChange={setPersonIds}
        />
      </div>
    </FormDialog>
  );
}
