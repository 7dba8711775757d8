import { useState } from 'react';
import { dropDraft, readDraft, writeDraft } from '../../app/drafts.js';
import { useT } from '../../app/i18n.js';
import {
  AmendProtectedPersonDocument,
  DeclareProtectedPersonDocument,
  type ProtectedEntryFragment,
  type RevealedFragment,
} from '../../gql/register.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Check } from '../../ui/Field.js';
import { UserText } from '../../ui/UserText.js';
import { EntryForm } from './EntryForm.js';
import { draftOf, EMPTY_DRAFT, inputOf, keptDraft, type EntryDraft } from './entry-draft-rules.js';
import styles from './Register.module.css';
import { useAct } from './use-act.js';

/** Whether the server refused a field; its `identifiers.N` counts what was sent, the form also counts its empty lines. */
function refusing(fields: readonly string[], places: readonly number[]): (field: string) => boolean {
  const shown = new Set(
    fields.map((field) =>
      field.replace(/^identifiers\.(\d+)\./, (_all, sent: string) => `identifiers.${places[Number(sent)] ?? sent}.`),
    ),
  );
  return (field) => shown.has(field);
}

interface DeclareDialogProps {
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
}

/** Somebody new for the register. What was typed outlives a refusal, a closed dialog and a reload. */
export function DeclareDialog({ onClose, onDone }: DeclareDialogProps) {
  const t = useT();
  const act = useAct(DeclareProtectedPersonDocument);
  const [draft, setDraft] = useState<EntryDraft>(() => keptDraft(readDraft('register.declare')) ?? EMPTY_DRAFT);
  const { input, places } = inputOf(draft);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('register.declare')}
      action={t('register.declareAction')}
      busy={act.busy}
      onSubmit={() =>
        act.send({ input }, (data) => {
          dropDraft('register.declare');
          onDone(data.declareProtectedPerson.id);
        })
      }
    >
      <div className={styles.stack}>
        {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
        <EntryForm
          draft={draft}
          onChange={(next) => {
            setDraft(next);
            writeDraft('register.declare', next);
          }}
          refused={refusing(act.fields, places)}
        />
      </div>
    </FormDialog>
  );
}

interface AmendDialogProps {
  readonly entry: ProtectedEntryFragment;
  readonly shown: RevealedFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes what an entry says; what is new counts as "may be" until two people verified it again. */
export function AmendDialog({ entry, shown, onClose, onDone }: AmendDialogProps) {
  const t = useT();
  const act = useAct(AmendProtectedPersonDocument);
  const [draft, setDraft] = useState<EntryDraft>(() => draftOf(shown, entry.class, entry.basis));
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const { input, places } = inputOf(draft);
  return (
    <FormDialog
      open
      wide
      onClose={onClose}
      title={t('register.amendTitle', { reference: entry.reference })}
      action={t('register.amendAction')}
      busy={act.busy}
      onSubmit={() =>
        act.send({ id: entry.id, version: entry.version, input, removedIdentifierIds: [...removed] }, onDone)
      }
    >
      <div className={styles.stack}>
        {act.failure ? <Banner tone="danger" urgent title={act.failure} /> : null}
        <p className={styles.quiet}>{t('register.amendHint')}</p>
        {shown.identifiers.length > 0 ? (
          <fieldset className={styles.group}>
            <legend>{t('register.removeIdentifiers')}</legend>
            {shown.identifiers.map((one) => (
              <Check
                key={one.id}
                checked={removed.includes(one.id)}
                onChange={(event) =>
                  setRemoved(event.currentTarget.checked ? [...removed, one.id] : removed.filter((id) => id !== one.id))
                }
              >
                {t(`identifierKind.${one.kind}`)}: <UserText inline text={one.value} />
              </Check>
            ))}
          </fieldset>
        ) : null}
        <EntryForm draft={draft} onChange={setDraft} refused={refusing(act.fields, places)} />
      </div>
    </FormDialog>
  );
}
