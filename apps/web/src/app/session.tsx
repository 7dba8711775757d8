import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import {
  SignOutDocument,
  UpdateSettingsDocument,
  ViewerDocument,
  type PersonalSettingsInput,
  type ViewerPartsFragment,
} from '../gql/app.js';
import { newKey } from './keys.js';
import { setPreferences, type Preferences } from './preferences.js';

const ViewerContext = createContext<ViewerPartsFragment | undefined>(undefined);

export const ViewerProvider = ViewerContext.Provider;

/** The signed-in person. Only below the session gate. */
export function useViewer(): ViewerPartsFragment {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer needs a signed-in person.');
  return viewer;
}

export function useMay(permission: string): boolean {
  return useViewer().permissions.includes(permission);
}

/** The account's own settings, as preferences of this device. */
export function preferencesOf(viewer: ViewerPartsFragment): Partial<Preferences> {
  const { theme } = viewer.settings;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    singleKeys: viewer.settings.shortcuts,
    blurMedia: viewer.settings.blur,
    ...(viewer.locale === 'ar' || viewer.locale === 'en' ? { language: viewer.locale } : {}),
  };
}

/** How media comes to the person who looks; the most careful way before anybody is known. */
export function useMediaCare(): { readonly blur: boolean; readonly grey: boolean; readonly mute: boolean } {
  const settings = use(ViewerContext)?.settings;
  return { blur: settings?.blur ?? true, grey: settings?.greyscale ?? true, mute: settings?.mute ?? true };
}

/** How often a held case is said to be still worked on, ms; before anybody is known, the default of the desk. */
export function useHeartbeatMs(): number {
  return (use(ViewerContext)?.heartbeatSeconds ?? 30) * 1000;
}

interface SessionProps {
  readonly children: ReactNode;
  readonly signIn: ReactNode;
  readonly loading: ReactNode;
  readonly failed: (error: unknown, retry: () => void) => ReactNode;
}

/** Shows the page to a signed-in person, sign-in to anybody else, at the same address. */
export function Session({ children, signIn, loading, failed }: SessionProps) {
  const { data, error, loading: asking, refetch } = useQuery(ViewerDocument);
  const viewer = data?.viewer ?? undefined;
  const adopted = useRef<string>(undefined);
  useEffect(() => {
    // Once a sign-in: later choices are made here first and sent from here.
    if (viewer && adopted.current !== viewer.id) setPreferences(preferencesOf(viewer));
    adopted.current = viewer?.id;
  }, [viewer]);
  if (viewer) return <ViewerContext value={viewer}>{children}</ViewerContext>;
  if (asking) return loading;
  if (error) return failed(error, () => void refetch());
  return signIn;
}

/** Changes a preference here at once and in the account when it can be reached. */
export function usePreferenceChange(): (change: Partial<Preferences>) => void {
  const [update] = useMutation(UpdateSettingsDocument);
  return (change) => {
    setPreferences(change);
    const input: PersonalSettingsInput = {
      ...(change.theme === undefined ? {} : { theme: change.theme }),
      ...(change.language === undefined ? {} : { locale: change.language }),
      ...(change.singleKeys === undefined ? {} : { shortcuts: change.singleKeys }),
      ...(change.blurMedia === undefined ? {} : { blur: change.blurMedia }),
    };
    void update({ variables: { key: newKey(), input } }).catch(() => undefined);
  };
}

/** Ends this session; what the cache knew goes with it. */
export function useSignOut(): () => Promise<void> {
  const client = useApolloClient();
  const [signOut] = useMutation(SignOutDocument);
  return async () => {
    await signOut();
    await client.clearStore();
    client.writeQuery({ query: ViewerDocument, data: { viewer: null } });
  };
}
