import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { lazy, StrictMode, Suspense } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { EmptyState } from '../ui/EmptyState.js';
import { Failure } from '../ui/Failure.js';
import { useT } from './i18n.js';
import { pageRoutes } from './routes.js';
import { Session } from './session.js';
import { Shell } from './Shell.js';
import styles from './App.module.css';

const SignInPage = lazy(async () => ({ default: (await import('../features/sign-in/SignInPage.js')).SignInPage }));

function NoSuchPage() {
  const t = useT();
  return <EmptyState whole title={t('fault.noPage')} />;
}

/** The whole page for one client. */
export function App({ client }: { readonly client: ApolloClient }) {
  return (
    <StrictMode>
      <ApolloProvider client={client}>
        <BrowserRouter>
          <Session
            loading={<div className={styles.blank} />}
            failed={(error, retry) => (
              <div className={styles.failed}>
                <Failure error={error} onRetry={retry} />
              </div>
            )}
            signIn={
              <Suspense fallback={<div className={styles.blank} />}>
                <SignInPage />
              </Suspense>
            }
          >
            <Routes>
              <Route element={<Shell />}>
                <Route index element={<Navigate to="/queues" replace />} />
                {pageRoutes.map(({ path, page: Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
                <Route path="*" element={<NoSuchPage />} />
              </Route>
            </Routes>
          </Session>
        </BrowserRouter>
      </ApolloProvider>
    </StrictMode>
  );
}
