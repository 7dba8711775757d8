import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatNumber } from '../../app/format.js';
import { useT, type MessageKey } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { ChangeSettingDocument, DeskSettingsDocument, type DeskSettingPartsFragment } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { RoleFactors } from './RoleFactors.js';
import { isSettingCode, settingHint, settingName } from './setting-words.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

const SECTIONS: readonly { readonly id: string; readonly title: MessageKey }[] = [
  { id: 'work', title: 'numbers.section.work' },
  { id: 'deciding', title: 'numbers.section.deciding' },
  { id: 'orders', title: 'numbers.section.orders' },
  { id: 'appeals', title: 'numbers.section.appeals' },
  { id: 'protection', title: 'numbers.section.protection' },
  { id: 'access', title: 'numbers.section.access' },
];

function NumberLine({ setting }: { readonly setting: DeskSettingPartsFragment }) {
  const t = useT();
  const mayChange = useMay('setting.manage') && !setting.fixed;
  const save = useSave(ChangeSettingDocument);
  const [typed, setTyped] = useState<string>();
  const value = typed ?? String(setting.value);
  const unit = t(`numbers.unit.${setting.unit}`);
  const name = isSettingCode(setting.code) ? t(settingName(setting.code)) : setting.code;
  const hint = isSettingCode(setting.code) ? settingHint(setting.code) : undefined;
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        {name}
        {hint ? <span className={styles.quiet}> {t(hint)}</span> : null}
      </span>
      <span className={styles.more}>
        {setting.fixed
          ? t('numbers.fixed', { value: formatNumber(setting.inForce), unit })
          : t('numbers.bounds', {
              least: formatNumber(setting.least),
              most: formatNumber(setting.most),
              standard: formatNumber(setting.standard),
              unit,
            })}
      </span>
      <form
        className={styles.acts}
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = { code: setting.code, value: Number(value), version: setting.version };
          save.send(wanted, () => setTyped(undefined));
        }}
      >
        <TextField
          label={`${name} (${unit})`}
          labelHidden
          type="number"
          step={setting.whole ? 1 : 0.1}
          disabled={!mayChange}
          value={value}
          error={save.errorOf('value') ?? save.otherError(['value'])}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {mayChange ? (
          <Button small type="submit" busy={save.busy} disabled={value === '' || value === String(setting.value)}>
            {t('settings.save')}
          </Button>
        ) : null}
      </form>
    </li>
  );
}

/** Every number of the desk that people may change, with its bounds, and who needs a second factor. */
export function NumbersPanel() {
  const t = useT();
  const { data, error, refetch } = useQuery(DeskSettingsDocument, { fetchPolicy: 'cache-and-network' });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  return (
    <div className={styles.panel}>
      <p className={styles.words}>{t('numbers.words')}</p>
      {SECTIONS.map(({ id, title }) => (
        <Section key={id} title={t(title)}>
          <ul className={styles.list}>
            {data.deskSettings
              .filter((setting) => setting.section === id)
              .map((setting) => (
                <NumberLine key={setting.code} setting={setting} />
              ))}
          </ul>
          {id === 'access' ? <RoleFactors needs={data.roleSecondFactors} /> : null}
        </Section>
      ))}
    </div>
  );
}
