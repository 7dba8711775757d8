import { useNavigate } from 'react-router';
import { Handle } from '../ui/Handle.js';
import { Icon } from '../ui/Icon.js';
import { Choice, Item, Menu, MenuHeading, Rule } from '../ui/Menu.js';
import { UserText } from '../ui/UserText.js';
import { errorWords } from './errors.js';
import { useT } from './i18n.js';
import { notify } from './notices.js';
import type { Place } from './places.js';
import { usePreferences, type Language, type Theme } from './preferences.js';
import { usePreferenceChange, useSignOut, useViewer } from './session.js';
import styles from './Shell.module.css';

/** The places as a list, where the bar is too narrow for their names. */
export function PlacesMenu({ name, places }: { readonly name: string; readonly places: readonly Place[] }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <Menu startOpen label={<Icon name="menu" />} name={name}>
      {places.map((place) => (
        <Item key={place.path} onSelect={() => void navigate(place.path)}>
          {t(place.label)}
        </Item>
      ))}
    </Menu>
  );
}

/** The person's own things: account, colours, language, keys, leaving. */
export function AccountMenu({ onSheet }: { readonly onSheet: () => void }) {
  const t = useT();
  const viewer = useViewer();
  const { theme, language, singleKeys } = usePreferences();
  const change = usePreferenceChange();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const values = { theme, language, keys: singleKeys ? 'on' : 'off' };
  return (
    <Menu
      startOpen
      name={t('account.menu')}
      label={
        <>
          <Icon name="person" />
          <span className={styles.name}>
            <UserText inline text={viewer.name} />
          </span>
        </>
      }
      values={values}
      onValues={(next) => {
        const wanted = String(next['theme']);
        const chosen: Theme = wanted === 'light' || wanted === 'dark' ? wanted : 'system';
        const tongue: Language = next['language'] === 'ar' ? 'ar' : 'en';
        if (chosen !== theme) change({ theme: chosen });
        if (tongue !== language) change({ language: tongue });
        if ((next['keys'] === 'on') !== singleKeys) change({ singleKeys: next['keys'] === 'on' });
      }}
    >
      <MenuHeading>
        <Handle value={viewer.email} plain />
      </MenuHeading>
      <Item onSelect={() => void navigate('/account')}>{t('account.title')}</Item>
      <Item onSelect={onSheet}>{t('key.sheet')}</Item>
      <Rule />
      <MenuHeading>{t('theme.title')}</MenuHeading>
      {(['system', 'light', 'dark'] as const).map((value) => (
        <Choice key={value} group="theme" value={value}>
          {t(`theme.${value}`)}
        </Choice>
      ))}
      <Rule />
      <MenuHeading>{t('language.title')}</MenuHeading>
      <Choice group="language" value="en">
        <span lang="en">English</span>
      </Choice>
      <Choice group="language" value="ar">
        <span lang="ar">العربية</span>
      </Choice>
      <Rule />
      <MenuHeading>{t('keys.title')}</MenuHeading>
      <Choice group="keys" value="on">
        {t('keys.on')}
      </Choice>
      <Choice group="keys" value="off">
        {t('keys.off')}
      </Choice>
      <Rule />
      <Item onSelect={() => void signOut().catch((error: unknown) => notify(errorWords(error, t), 'danger'))}>
        {t('account.signOut')}
      </Item>
    </Menu>
  );
}
