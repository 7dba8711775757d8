import { useMutation } from '@apollo/client/react';
import { errorWords } from '../../app/errors.js';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { usePreferenceChange, useViewer } from '../../app/session.js';
import { UpdateSettingsDocument, type PersonalSettingsInput } from '../../gql/app.js';
import { Check } from '../../ui/Field.js';
import { CATEGORIES, Checks } from './choices.js';
import styles from './Settings.module.css';

/** What protects the person who looks: media muted and blurred, categories left to others, minutes counted. */
export function WellnessPanel() {
  const t = useT();
  const viewer = useViewer();
  const change = usePreferenceChange();
  const [update] = useMutation(UpdateSettingsDocument);
  const save = (input: PersonalSettingsInput) => {
    update({ variables: { key: newKey(), input } }).catch((failure: unknown) =>
      notify(errorWords(failure, t), 'danger'),
    );
  };
  const { settings } = viewer;
  return (
    <div className={styles.panel}>
      <p className={styles.words}>{t('wellness.words')}</p>
      <p>
        {t('wellness.minutes', {
          minutes: formatNumber(viewer.exposureMinutesToday),
          limit: formatNumber(viewer.exposureLimitMinutes),
        })}
      </p>
      <div className={styles.stack}>
        <Check checked={settings.blur} onChange={(event) => change({ blurMedia: event.currentTarget.checked })}>
          {t('account.blur')}
        </Check>
        <Check checked={settings.greyscale} onChange={(event) => save({ greyscale: event.currentTarget.checked })}>
          {t('wellness.grey')}
        </Check>
        <Check checked={settings.mute} onChange={(event) => save({ mute: event.currentTarget.checked })}>
          {t('wellness.mute')}
        </Check>
      </div>
      <Checks
        legend={t('wellness.optOut')}
        values={CATEGORIES.filter((category) => category !== 'general')}
        chosen={settings.optOutCategories}
        wordsOf={(category) => t(`category.${category}`)}
        onChange={(optOutCategories) => save({ optOutCategories })}
      />
      <p className={styles.quiet}>{t('wellness.optOutWords')}</p>
    </div>
  );
}
