import { notFound, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { NotForRole } from '../session/session.ts'
import { useMay } from '../session/useSession.ts'
import { Loading } from '../ui/Loading.tsx'
import { SectionNavigation } from './SectionNavigation.tsx'
import classes from './SettingsPage.module.css'
import { type Section, sections } from './sections.ts'

// A chunk each: who looks at their profile does not wait for the editor of causes.
const pages: Record<Section, ComponentType> = {
  profile: lazy(async () => ({ default: (await import('./profile/ProfileSection.tsx')).ProfileSection })),
  people: lazy(async () => ({ default: (await import('./people/PeopleSection.tsx')).PeopleSection })),
  teams: lazy(async () => ({ default: (await import('./teams/TeamsSection.tsx')).TeamsSection })),
  routing: lazy(async () => ({ default: (await import('./routing/RoutingSection.tsx')).RoutingSection })),
  'saved-replies': lazy(async () => ({
    default: (await import('./saved-replies/SavedRepliesSection.tsx')).SavedRepliesSection,
  })),
  clocks: lazy(async () => ({ default: (await import('./clocks/ClocksSection.tsx')).ClocksSection })),
  causes: lazy(async () => ({ default: (await import('./causes/CausesSection.tsx')).CausesSection })),
  tags: lazy(async () => ({ default: (await import('./tags/TagsSection.tsx')).TagsSection })),
  fields: lazy(async () => ({ default: (await import('./fields/FieldsSection.tsx')).FieldsSection })),
  letters: lazy(async () => ({ default: (await import('./letters/LettersSection.tsx')).LettersSection })),
  exposure: lazy(async () => ({ default: (await import('./exposure/ExposureSection.tsx')).ExposureSection })),
  journeys: lazy(async () => ({ default: (await import('./journeys/JourneysSection.tsx')).JourneysSection })),
  pages: lazy(async () => ({ default: (await import('./pages/PagesSection.tsx')).PagesSection })),
  mailboxes: lazy(async () => ({ default: (await import('./mailboxes/MailboxesSection.tsx')).MailboxesSection })),
  keys: lazy(async () => ({ default: (await import('./keys/KeysSection.tsx')).KeysSection })),
  releases: lazy(async () => ({ default: (await import('./releases/ReleasesSection.tsx')).ReleasesSection })),
}

/** The settings: the sections that I have a use of, and the one that the address names. */
export function SettingsPage() {
  const { section: name } = useParams({ from: '/shell/settings/$section' })
  const may = useMay()
  const section = sections.find((each) => each.name === name)
  if (!section) throw notFound()
  if (!may(section.needs)) throw new NotForRole(section.needs)
  const Page = pages[section.name]
  return (
    <div className={classes.settings}>
      <SectionNavigation
        sections={sections.filter(({ needs }) => may(needs)).map((each) => each.name)}
        current={section.name}
      />
      <div className={classes.section}>
        <Suspense fallback={<Loading shape="page" lines={5} />}>
          <Page key={section.name} />
        </Suspense>
      </div>
    </div>
  )
}
