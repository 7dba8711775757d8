import { Suspense, lazy, useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useMutation } from '@apollo/client/react';
import { TakeBreakDocument } from '../gql/app.js';
import { Icon } from '../ui/Icon.js';
import { Keys } from '../ui/Keys.js';
import { Mark } from '../ui/Mark.js';
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
import { placesFor, splitPlaces, type Place } from './places.js';
import { usePreferences } from './preferences.js';
import { useProofAsked } from './proof.js';
import { usePreferenceChange, useViewer } from './session.js';
import { useShortcut } from './use-shortcut.js';
import styles from './Shell.module.css';

const ShortcutSheet = lazy(() => import('./ShortcutSheet.js').then((module) => ({ default: module.ShortcutSheet })));
const ProofDialog = lazy(() => import('./ProofDialog.js').then((module) => ({ default: module.ProofDialog })));
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

type Menus = typeof import('./BarMenus.js');

interface OnDemandProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly menu: (menus: Menus) => ReactNode;
}

/** A menu's button, there at once; what it opens is loaded when somebody reaches for it. */
function OnDemand({ name, label, menu }: OnDemandProps) {
  const [menus, setMenus] = useState<Menus>();
  const load = () => import('./BarMenus.js');
  if (menus) return menu(menus);
  return (
    <button
      type="button"
      className={styles.menuButton}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => void load().then((module) => setMenus(module))}
    >
      <b className="visually-hidden">{name}</b>
      {label}
    </button>
  );
}

/** Above everything else: what asked for the proof waits below, as it was left. */
function Proof() {
  const asked = useProofAsked();
  return asked ? (
    <Suspense fallback={null}>
      <ProofDialog asked={asked} />
    </Suspense>
  ) : null;
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
  const { shown, further } = splitPlaces(allowed, location.pathname);

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
            {shown.map((place) => (
              <NavLink
                key={place.path}
                to={place.path}
                className={({ isActive }) => (isActive ? styles.placeHere : styles.place)}
              >
                {t(place.label)}
              </NavLink>
            ))}
          </nav>
          {further.length > 0 ? (
            <div className={styles.furtherPlaces}>
              <OnDemand
                name={t('bar.more')}
                label={<Icon name="menu" />}
                menu={(Menus) => <Menus.PlacesMenu name={t('bar.more')} places={further} />}
              />
            </div>
          ) : null}
          <div className={styles.narrowPlaces}>
            <OnDemand
              name={t('bar.places')}
              label={<Icon name="menu" />}
              menu={(Menus) => <Menus.PlacesMenu name={t('bar.places')} places={allowed} />}
            />
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
            <OnDemand
              name={t('account.menu')}
              label={
                <>
                  <Icon name="person" />
                  <span className={styles.name}>
                    <UserText inline text={viewer.name} />
                  </span>
                </>
              }
              menu={(Menus) => <Menus.AccountMenu onSheet={() => setSheetOpen(true)} />}
            />
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
      {sheetOpen ? (
        <Suspense fallback={null}>
          <ShortcutSheet open onClose={() => setSheetOpen(false)} />
        </Suspense>
      ) : null}
      {paletteOpen ? (
        <Suspense fallback={null}>
          <Palette onClose={() => setPaletteOpen(false)} places={allowed} />
        </Suspense>
      ) : null}
      <Proof />
      <NoticeLine />
    </BarProvider>
  );
}
