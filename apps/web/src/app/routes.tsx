import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Page = LazyExoticComponent<ComponentType>;

interface PageRoute {
  readonly path: string;
  readonly page: Page;
}

/** Every page loads by itself; the paths are the addresses people keep and send. */
export const pageRoutes: readonly PageRoute[] = [
  {
    path: '/queues',
    page: lazy(async () => ({ default: (await import('../features/queues/QueuesPage.js')).QueuesPage })),
  },
  {
    path: '/queues/:queueId',
    page: lazy(async () => ({ default: (await import('../features/queues/QueuePage.js')).QueuePage })),
  },
  {
    path: '/review',
    page: lazy(async () => ({ default: (await import('../features/review/StartPage.js')).StartPage })),
  },
  {
    path: '/review/:queueId',
    page: lazy(async () => ({ default: (await import('../features/review/ReviewPage.js')).ReviewPage })),
  },
  {
    path: '/approvals',
    page: lazy(async () => ({ default: (await import('../features/review/ApprovalPage.js')).ApprovalPage })),
  },
  {
    path: '/appeals',
    page: lazy(async () => ({ default: (await import('../features/appeals/AppealsPage.js')).AppealsPage })),
  },
  {
    path: '/appeals/next',
    page: lazy(async () => ({ default: (await import('../features/appeals/NextAppealPage.js')).NextAppealPage })),
  },
  {
    path: '/appeals/:ref',
    page: lazy(async () => ({ default: (await import('../features/appeals/AppealPage.js')).AppealPage })),
  },
  {
    path: '/cases/:ref',
    page: lazy(async () => ({ default: (await import('../features/case/CasePage.js')).CasePage })),
  },
  {
    path: '/subjects/:id',
    page: lazy(async () => ({ default: (await import('../features/subject/SubjectPage.js')).SubjectPage })),
  },
  {
    path: '/search',
    page: lazy(async () => ({ default: (await import('../features/search/SearchPage.js')).SearchPage })),
  },
  {
    path: '/protected',
    page: lazy(async () => ({ default: (await import('../features/register/RegisterPage.js')).RegisterPage })),
  },
  {
    path: '/protected/:id',
    page: lazy(async () => ({ default: (await import('../features/register/EntryPage.js')).EntryPage })),
  },
  {
    path: '/collateral',
    page: lazy(async () => ({ default: (await import('../features/collateral/CollateralPage.js')).CollateralPage })),
  },
  {
    path: '/collateral/:id',
    page: lazy(async () => ({
      default: (await import('../features/collateral/CollateralCasePage.js')).CollateralCasePage,
    })),
  },
  {
    path: '/second-looks',
    page: lazy(async () => ({
      default: (await import('../features/second-looks/SecondLooksPage.js')).SecondLooksPage,
    })),
  },
  {
    path: '/second-looks/:id',
    page: lazy(async () => ({ default: (await import('../features/second-looks/GroupPage.js')).GroupPage })),
  },
  {
    path: '/imports',
    page: lazy(async () => ({ default: (await import('../features/imports/ImportsPage.js')).ImportsPage })),
  },
  { path: '/jobs', page: lazy(async () => ({ default: (await import('../features/jobs/JobsPage.js')).JobsPage })) },
  { path: '/audit', page: lazy(async () => ({ default: (await import('../features/audit/AuditPage.js')).AuditPage })) },
  {
    path: '/settings/:tab?',
    page: lazy(async () => ({ default: (await import('../features/settings/SettingsPage.js')).SettingsPage })),
  },
  {
    path: '/account',
    page: lazy(async () => ({ default: (await import('../features/account/AccountPage.js')).AccountPage })),
  },
  {
    path: '/break',
    page: lazy(async () => ({ default: (await import('../features/account/BreakPage.js')).BreakPage })),
  },
];
