import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { SetRoleSecondFactorDocument, type DeskSettingsQuery, type SecondFactorNeed } from '../../gql/settings.js';
import { SelectField } from '../../ui/Field.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

type Need = DeskSettingsQuery['roleSecondFactors'][number];

const NEEDS: readonly SecondFactorNeed[] = ['always', 'when_public', 'never'];

function NeedLine({ need }: { readonly need: Need }) {
  const t = useT();
  const mayChange = useMay('setting.manage');
  const save = useSave(SetRoleSecondFactorDocument);
  return (
    <li className={styles.line}>
      <span className={styles.name}>{t(`role.${need.role}`)}</span>
      <SelectField
        label={t('factors.label', { role: t(`role.${need.role}`) })}
        labelHidden
        disabled={!mayChange || save.busy}
        value={need.required}
        error={save.otherError([])}
        onChange={(event) => {
          const required = NEEDS.find((each) => each === event.currentTarget.value);
          if (required) save.send({ role: need.role, required }, () => undefined);
        }}
        options={NEEDS.map((each) => ({ value: each, label: t(`factors.${each}`) }))}
      />
    </li>
  );
}

/** Which roles sign in with a second factor. */
export function RoleFactors({ needs }: { readonly needs: readonly Need[] }) {
  const t = useT();
  return (
    <>
      <p className={styles.words}>{t('factors.words')}</p>
      <ul className={styles.list}>
        {needs.map((need) => (
          <NeedLine key={need.role} need={need} />
        ))}
      </ul>
    </>
  );
}
