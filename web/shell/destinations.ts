import {
  IconBinaryTree,
  IconChartDonut,
  IconEar,
  IconFileCheck,
  IconFileImport,
  IconFlame,
  IconHeartHandshake,
  IconMail,
  IconMailbox,
  IconMessageReport,
  IconBarrierBlock,
  IconReportAnalytics,
  IconRefresh,
  IconRoute,
  IconSettings,
  IconStack2,
  IconTags,
} from '@tabler/icons-react'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { OperationName } from '../api/client.ts'

export type Destination = {
  to:
    | '/care'
    | '/complaints'
    | '/causes'
    | '/inside-out'
    | '/barriers'
    | '/hot-spots'
    | '/potholes'
    | '/promises'
    | '/loop'
    | '/returns'
    | '/workload'
    | '/coding'
    | '/silent-customers'
    | '/reports'
    | '/import'
    | '/mail'
    | '/development-mailbox'
    | '/settings'
  label: TextKey
  icon: typeof IconSettings
  /** The shortcut that goes there. */
  keys: string
  /** What the place lives on: who may not call this is not led there. */
  needs: OperationName
  /** On a telephone: in the bar at the bottom, or behind its "More". */
  isInBar: boolean
  /** Shown only where letters do not leave. */
  isWithoutMailServer?: true
}

/** The places in the navigation, in the order in which they stand there. */
export const destinations: Destination[] = [
  { to: '/care', label: 'nav.care', icon: IconHeartHandshake, keys: 'gm', needs: 'readCare', isInBar: true },
  {
    to: '/complaints',
    label: 'nav.complaints',
    icon: IconMessageReport,
    keys: 'gc',
    needs: 'listComplaints',
    isInBar: true,
  },
  { to: '/causes', label: 'nav.causes', icon: IconBinaryTree, keys: 'gw', needs: 'reportCauses', isInBar: true },
  {
    to: '/inside-out',
    label: 'nav.inside_out',
    icon: IconChartDonut,
    keys: 'ge',
    needs: 'readInsideOut',
    isInBar: false,
  },
  { to: '/hot-spots', label: 'nav.hot_spots', icon: IconFlame, keys: 'gh', needs: 'readHotSpots', isInBar: false },
  { to: '/potholes', label: 'nav.potholes', icon: IconBarrierBlock, keys: 'gp', needs: 'listPotholes', isInBar: false },
  { to: '/loop', label: 'nav.loop', icon: IconRefresh, keys: 'gu', needs: 'readLoop', isInBar: false },
  { to: '/promises', label: 'nav.promises', icon: IconFileCheck, keys: 'gv', needs: 'listPromises', isInBar: false },
  { to: '/barriers', label: 'nav.barriers', icon: IconRoute, keys: 'gb', needs: 'readBarriers', isInBar: false },
  { to: '/workload', label: 'nav.workload', icon: IconStack2, keys: 'go', needs: 'readWorkload', isInBar: false },
  {
    to: '/silent-customers',
    label: 'nav.silent_customers',
    icon: IconEar,
    keys: 'gq',
    needs: 'readSilentCustomers',
    isInBar: false,
  },
  {
    to: '/reports',
    label: 'nav.reports',
    icon: IconReportAnalytics,
    keys: 'gy',
    needs: 'listSavedReports',
    isInBar: false,
  },
  { to: '/returns', label: 'nav.returns', icon: IconReportAnalytics, keys: 'gj', needs: 'listReturns', isInBar: false },
  { to: '/coding', label: 'nav.coding', icon: IconTags, keys: 'gk', needs: 'nextToCode', isInBar: false },
  { to: '/import', label: 'nav.import', icon: IconFileImport, keys: 'gi', needs: 'prepareImport', isInBar: false },
  { to: '/mail', label: 'nav.mail', icon: IconMail, keys: 'gl', needs: 'listMails', isInBar: false },
  { to: '/settings', label: 'nav.settings', icon: IconSettings, keys: 'gs', needs: 'currentSession', isInBar: false },
  {
    to: '/development-mailbox',
    label: 'nav.development_mailbox',
    icon: IconMailbox,
    keys: 'gd',
    needs: 'listKeptLetters',
    isInBar: false,
    isWithoutMailServer: true,
  },
]
