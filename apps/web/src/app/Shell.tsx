import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useMutation } from '@apollo/client/react';
import { TakeBreakDocument } from '../gql/app.js';
import { Handle } from '../ui/Handle.js';
import { Icon } from '../ui/Icon.js';
import { Keys } from '../ui/Keys.js';
import { Mark } from '../ui/Mark.js';
import { Choice, Item, Menu, MenuHeading, Rule } from '../ui/Menu.js';
import { NoticeLine } from '../ui/NoticeLine.js';
import { Skeleton } from '../ui/Skeleton.js';
import { UserText } from '../ui/UserText.js';
import { BarProvider } from './bar.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { errorWords } from './errors.js';
import { formatNumber } from './format.js';
import { useT } from './i18n.js';
import { newKey } from './keys.js';
import { notify } from './notices.js';
import { placesFor, type Place } from './places.js';
import { usePreferences, type Language, type Theme } from './preferences.js';
import { usePreferenceChange, useSignOut, useViewer } from './session.js';
import { ShortcutSheet } from './ShortcutSheet.js';
import { useShortcut } from './use-shortcut.js';
import styles from './Shell.module.css';

const Palette = lazy(() => import('../features/palette/Palette.js').then((module) => ({ default: module.Palette })));

function GoTo({ place }: { readonly place: Place }) {
  const navigate = useNavigate();
  useShortcut(place.shortcut, () => void navigate(place.path));
  return null;
}

function Exposure({ onBreak }: { readonly onBreak: () => void }) {
  const t = useT();
  const viewer = useViewer();
  const spent = viewer.exposureMinutesToday;
  const over = spent >= viewer.exposureLimitMinutes;
  return (
    <button
      type="button"
      className={over ? styles.exposureOver : styles.exposure}
      onClick={onBreak}
      title={t('break.hint')}
    >
      {over ? <Icon name="pause" /> : null}
      <span>{t('bar.exposure', { spent: formatNumber(spent), limit: formatNumber(viewer.exposureLimitMinutes) })}</span>
      <Keys of="takeBreak" />
    </button>
  );
}

function AccountMenu({ onSheet }: { readonly onSheet: () => void }) {
  const t = useT();
  const viewer = useViewer();
  const { theme, language, singleKeys } = usePreferences();
  const change = usePreferenceChange();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const values = { theme, language, keys: singleKeys ? 'on' : 'off' };
  return (
    <Menu
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

function QuickSwitches() {
  const t = useT();
  const { language } = usePreferences();
  const change = usePreferenceChange();
  const dark = document.documentElement.dataset['theme'] === 'dark';
  return (
    <span className={styles.switches}>
      <button
        type="button"
        className={styles.iconButton}
        onClick={() => change({ theme: dark ? 'light' : 'dark' })}
        aria-label={t('theme.turn')}
        title={t('theme.turn')}
      >
        <Icon name={dark ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        className={styles.iconButton}
        lang={language === 'ar' ? 'en' : 'ar'}
        onClick={() => change({ language: language === 'ar' ? 'en' : 'ar' })}
        aria-label={language === 'ar' ? 'EN: English' : 'ع: العربية'}
      >
        {language === 'ar' ? 'EN' : 'ع'}
      </button>
    </span>
  );
}

/** The bar, the place below it, and what is above every place: palette, keys, notices. */
export function Shell() {
  const t = useT();
  const viewer = useViewer();
  const location = useLocation();
  const navigate = useNavigate();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const [takeBreak] = useMutation(TakeBreakDocument);
  const allowed = placesFor(viewer.permissions);

  const rest = () => {
    takeBreak({ variables: { key: newKey() } }).then(
      () => navigate('/break', { state: { from: `${location.pathname}${location.search}` } }),
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };
  const main = useRef<HTMLElement>(null);
  const shownPath = useRef(location.pathname);
  useEffect(() => {
    // A new place is read from its beginning; nothing is scrolled under the eyes.
    if (shownPath.current === location.pathname) return;
    shownPath.current = location.pathname;
    main.current?.focus({ preventScroll: true });
  }, [location.pathname]);
  useShortcut('palette', () => setPaletteOpen(true));
  useShortcut('find', () => setPaletteOpen(true));
  useShortcut('sheet', () => setSheetOpen(true));
  useShortcut('takeBreak', rest);

  return (
    <BarProvider value={slot}>
      <a className={styles.skipLink} href="#main">
        {t('bar.skip')}
      </a>
      <div className={styles.page}>
        <header className={styles.bar}>
          <Link to="/queues" className={styles.home} aria-label={t('bar.home')}>
            <Mark />
          </Link>
          <nav className={styles.places} aria-label={t('bar.places')}>
            {allowed.map((place) => (
              <NavLink
                key={place.path}
                to={place.path}
                className={({ isActive }) => (isActive ? styles.placeHere : styles.place)}
              >
                {t(place.label)}
              </NavLink>
            ))}
          </nav>
          <div className={styles.narrowPlaces}>
            <Menu label={<Icon name="menu" />} name={t('bar.places')}>
              {allowed.map((place) => (
                <Item key={place.path} onSelect={() => void navigate(place.path)}>
                  {t(place.label)}
                </Item>
              ))}
            </Menu>
          </div>
          <div ref={setSlot} className={styles.slot} />
          <div className={styles.end}>
            <Exposure onBreak={rest} />
            <button type="button" className={styles.find} onClick={() => setPaletteOpen(true)} title={t('key.palette')}>
              <Icon name="search" />
              <b className="visually-hidden">{t('key.palette')}</b>
              <Keys of="palette" />
            </button>
            <button
              type="button"
              className={styles.iconButton}
              onClick={() => setSheetOpen(true)}
              aria-label={t('key.sheet')}
              title={t('key.sheet')}
            >
              ?
            </button>
            <QuickSwitches />
            <AccountMenu onSheet={() => setSheetOpen(true)} />
          </div>
        </header>
        <main ref={main} id="main" className={styles.main} tabIndex={-1}>
          <ErrorBoundary resetKey={location.pathname}>
            <Suspense
              fallback={
                <div className={styles.waiting}>
                  <Skeleton lines={6} tall />
                </div>
              }
            >
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      {allowed.map((place) => (
        <GoTo key={place.path} place={place} />
      ))}
      <ShortcutSheet open={sheetOpen} onClose={() => setSheetOpen(false)} />
      {paletteOpen ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setPaletteOpen(false)} places={allowed} />
        </Suspense>
      ) : null}
      <NoticeLine />
    </BarProvider>
  );
}
