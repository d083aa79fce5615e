import type { OperationName } from '../api/client.ts'

/** The sections in the order of the navigation. `needs`: what a section lives on; who may not call it does not see it. */
export const sections = [
  { name: 'profile', needs: 'currentSession' },
  { name: 'people', needs: 'addPerson' },
  { name: 'teams', needs: 'addTeam' },
  { name: 'routing', needs: 'readRoutingRules' },
  { name: 'clocks', needs: 'listClockPresets' },
  { name: 'saved-replies', needs: 'addSavedReply' },
  { name: 'causes', needs: 'listTaxonomyVersions' },
  { name: 'tags', needs: 'changeTag' },
  { name: 'fields', needs: 'addField' },
  { name: 'letters', needs: 'changeLetterTemplate' },
  { name: 'exposure', needs: 'readExposures' },
  { name: 'journeys', needs: 'listTopics' },
  { name: 'pages', needs: 'readHandlingPage' },
  { name: 'mailboxes', needs: 'listMailboxes' },
  { name: 'keys', needs: 'listKeys' },
  { name: 'releases', needs: 'readReleaseHook' },
] as const satisfies { name: string; needs: OperationName }[]

export type Section = (typeof sections)[number]['name']

/** What stands in the address of a section: whose card is open, or `new` for adding somebody. */
export type SettingsSearch = { person?: string }

export const readSettingsSearch = ({ person }: Record<string, unknown>): SettingsSearch =>
  typeof person === 'string' ? { person } : {}
