import { IconBinaryTree, IconFileImport, IconMessageReport, IconSettings } from '@tabler/icons-react'
import type { TextKey } from '../../src/platform/texts/text.ts'

export type Destination = {
  to: '/complaints' | '/causes' | '/import' | '/settings'
  label: TextKey
  icon: typeof IconSettings
  /** The shortcut that goes there. */
  keys: string
  /** On a telephone: in the bar at the bottom, or behind its "More". */
  isInBar: boolean
}

/** The places in the navigation, in the order in which they stand there. */
export const destinations: Destination[] = [
  { to: '/complaints', label: 'nav.complaints', icon: IconMessageReport, keys: 'gc', isInBar: true },
  { to: '/causes', label: 'nav.causes', icon: IconBinaryTree, keys: 'gw', isInBar: true },
  { to: '/import', label: 'nav.import', icon: IconFileImport, keys: 'gi', isInBar: false },
  { to: '/settings', label: 'nav.settings', icon: IconSettings, keys: 'gs', isInBar: false },
]
