import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readPass } from './complaints/coding/pass.ts'
import { readSearch } from './complaints/list/search.ts'
import { firstList } from './complaints/list/views/home.ts'
import { readBarriersSearch } from './insight/barriers/address.ts'
import { readReturnSearch } from './insight/returns/address.ts'
import { readSilentSearch } from './insight/silent/address.ts'
import { readMailSearch } from './mail/search.ts'
import { readPartSearch, readPotholesSearch } from './potholes/address.ts'
import { readPromisesSearch } from './promises/address.ts'
import { readFind } from './search/find.ts'
import { Loading } from './ui/Loading.tsx'
import { readDays } from './ui/period/usePeriod.ts'
import { isWay, type Way } from './start/way.ts'
import { PageFailed, PageMissing, Root } from './Root.tsx'
import { readSettingsSearch } from './settings/sections.ts'
import { requireBeginning, requireMe, requireRole } from './session/session.ts'

// Every page is a chunk of its own; the shell is one too, so that signing in does not wait for it.

const root = createRootRoute({ component: Root, notFoundComponent: PageMissing })

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  validateSearch: ({ way }: Record<string, unknown>): { way?: Way } => (isWay(way) ? { way } : {}),
  beforeLoad: requireBeginning,
  component: lazyRouteComponent(() => import('./start/StartPage.tsx'), 'StartPage'),
})

/** Everything that needs the navigation around it. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => requireMe(location.href),
  component: lazyRouteComponent(() => import('./shell/Shell.tsx'), 'Shell'),
})
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    throw redirect({ to: '/complaints', search: await firstList(), replace: true })
  },
})
const complaints = createRoute({
  getParentRoute: () => shell,
  path: '/complaints',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./complaints/ComplaintsPage.tsx'), 'ComplaintsPage'),
})
const complaint = createRoute({
  getParentRoute: () => shell,
  path: '/complaints/$reference',
  validateSearch: (search: Record<string, unknown>) => ({ ...readPass(search), ...readFind(search) }),
  component: lazyRouteComponent(() => import('./complaints/ComplaintPage.tsx'), 'ComplaintPage'),
})
const care = createRoute({
  getParentRoute: () => shell,
  path: '/care',
  validateSearch: ({ owner }: Record<string, unknown>): { owner?: string } =>
    typeof owner === 'string' ? { owner } : {},
  beforeLoad: ({ context }) => requireRole(context.me, 'readCare'),
  component: lazyRouteComponent(() => import('./care/CarePage.tsx'), 'CarePage'),
})
const coding = createRoute({
  getParentRoute: () => shell,
  path: '/coding',
  beforeLoad: ({ context }) => requireRole(context.me, 'nextToCode'),
  component: lazyRouteComponent(() => import('./complaints/coding/CodingPage.tsx'), 'CodingPage'),
})
const samples = createRoute({
  getParentRoute: () => shell,
  path: '/samples',
  beforeLoad: ({ context }) => requireRole(context.me, 'listSamples'),
  component: lazyRouteComponent(() => import('./samples/SamplesPage.tsx'), 'SamplesPage'),
})
const sample = createRoute({
  getParentRoute: () => shell,
  path: '/samples/$id',
  validateSearch: ({ code }: Record<string, unknown>): { code?: true } => (code === true ? { code } : {}),
  beforeLoad: ({ context }) => requireRole(context.me, 'readSample'),
  component: lazyRouteComponent(() => import('./samples/SamplePage.tsx'), 'SamplePage'),
})
const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('./customers/CustomerPage.tsx'), 'CustomerPage'),
})
const causes = createRoute({
  getParentRoute: () => shell,
  path: '/causes',
  beforeLoad: ({ context }) => requireRole(context.me, 'reportCauses'),
  component: lazyRouteComponent(() => import('./causes/CausesPage.tsx'), 'CausesPage'),
})
const insideOut = createRoute({
  getParentRoute: () => shell,
  path: '/inside-out',
  validateSearch: readDays,
  beforeLoad: ({ context }) => requireRole(context.me, 'readInsideOut'),
  component: lazyRouteComponent(() => import('./insight/inside-out/InsideOutPage.tsx'), 'InsideOutPage'),
})
const hotSpots = createRoute({
  getParentRoute: () => shell,
  path: '/hot-spots',
  beforeLoad: ({ context }) => requireRole(context.me, 'readHotSpots'),
  component: lazyRouteComponent(() => import('./hot-spots/HotSpotsPage.tsx'), 'HotSpotsPage'),
})
const alarm = createRoute({
  getParentRoute: () => shell,
  path: '/hot-spots/alarms/$id',
  beforeLoad: ({ context }) => requireRole(context.me, 'readAlarm'),
  component: lazyRouteComponent(() => import('./hot-spots/alarms/AlarmPage.tsx'), 'AlarmPage'),
})
const loop = createRoute({
  getParentRoute: () => shell,
  path: '/loop',
  validateSearch: readDays,
  beforeLoad: ({ context }) => requireRole(context.me, 'readLoop'),
  component: lazyRouteComponent(() => import('./insight/loop/LoopPage.tsx'), 'LoopPage'),
})
const returns = createRoute({
  getParentRoute: () => shell,
  path: '/returns',
  validateSearch: readReturnSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'listReturns'),
  component: lazyRouteComponent(() => import('./insight/returns/ReturnsPage.tsx'), 'ReturnsPage'),
})
const potholes = createRoute({
  getParentRoute: () => shell,
  path: '/potholes',
  validateSearch: readPotholesSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'listPotholes'),
  component: lazyRouteComponent(() => import('./potholes/PotholesPage.tsx'), 'PotholesPage'),
})
const pothole = createRoute({
  getParentRoute: () => shell,
  path: '/potholes/$id',
  validateSearch: readPartSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'readPothole'),
  component: lazyRouteComponent(() => import('./potholes/PotholePage.tsx'), 'PotholePage'),
})
const promises = createRoute({
  getParentRoute: () => shell,
  path: '/promises',
  validateSearch: readPromisesSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'listPromises'),
  component: lazyRouteComponent(() => import('./promises/PromisesPage.tsx'), 'PromisesPage'),
})
const workload = createRoute({
  getParentRoute: () => shell,
  path: '/workload',
  validateSearch: ({ team, ...search }: Record<string, unknown>): { from?: string; to?: string; team?: string } => ({
    ...readDays(search),
    ...(typeof team === 'string' && { team }),
  }),
  beforeLoad: ({ context }) => requireRole(context.me, 'readWorkload'),
  component: lazyRouteComponent(() => import('./insight/workload/WorkloadPage.tsx'), 'WorkloadPage'),
})
const barriers = createRoute({
  getParentRoute: () => shell,
  path: '/barriers',
  validateSearch: readBarriersSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'readBarriers'),
  component: lazyRouteComponent(() => import('./insight/barriers/BarriersPage.tsx'), 'BarriersPage'),
})
const silentCustomers = createRoute({
  getParentRoute: () => shell,
  path: '/silent-customers',
  validateSearch: readSilentSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'readSilentCustomers'),
  component: lazyRouteComponent(() => import('./insight/silent/SilentPage.tsx'), 'SilentPage'),
})
const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  beforeLoad: ({ context }) => requireRole(context.me, 'listSavedReports'),
  component: lazyRouteComponent(() => import('./reports/ReportsPage.tsx'), 'ReportsPage'),
})
const imports = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  beforeLoad: ({ context }) => requireRole(context.me, 'prepareImport'),
  component: lazyRouteComponent(() => import('./import/ImportPage.tsx'), 'ImportPage'),
})
const developmentMailbox = createRoute({
  getParentRoute: () => shell,
  path: '/development-mailbox',
  validateSearch: ({ letter }: Record<string, unknown>): { letter?: string } =>
    typeof letter === 'string' ? { letter } : {},
  beforeLoad: ({ context }) => requireRole(context.me, 'listKeptLetters'),
  component: lazyRouteComponent(() => import('./letters/DevelopmentMailboxPage.tsx'), 'DevelopmentMailboxPage'),
})
const mail = createRoute({
  getParentRoute: () => shell,
  path: '/mail',
  validateSearch: readMailSearch,
  beforeLoad: ({ context }) => requireRole(context.me, 'listMails'),
  component: lazyRouteComponent(() => import('./mail/MailPage.tsx'), 'MailPage'),
})
const settingsHome = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' }, replace: true })
  },
})
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$section',
  validateSearch: readSettingsSearch,
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    shell.addChildren([
      home,
      care,
      complaints,
      complaint,
      coding,
      samples,
      sample,
      customer,
      barriers,
      workload,
      potholes,
      pothole,
      loop,
      returns,
      causes,
      insideOut,
      hotSpots,
      alarm,
      promises,
      silentCustomers,
      reports,
      imports,
      mail,
      developmentMailbox,
      settingsHome,
      settings,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 200,
  defaultPendingComponent: () => <Loading shape="page" />,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageMissing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
