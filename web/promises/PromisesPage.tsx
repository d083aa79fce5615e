import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { type PromisePart, promiseParts, type PromisesSearch } from './address.ts'
import classes from './promises.module.css'
import { Register } from './Register.tsx'
import { Steps } from './Steps.tsx'
import { Stopped } from './Stopped.tsx'

const shown = { register: Register, steps: Steps, stopped: Stopped }
const needs = { register: 'listPromises', steps: 'readStepProducts', stopped: 'listConstraints' } as const

/** What we tell all customers, where that must be kept, and what stops people here from keeping it. */
export function PromisesPage() {
  const t = useText()
  const may = useMay()
  const navigate = useNavigate()
  const { part = 'register' } = useSearch({ strict: false }) as PromisesSearch
  const parts = promiseParts.filter((each) => may(needs[each]))
  const open = (next: string | null) =>
    void navigate({ to: '/promises', search: next === 'register' ? {} : { part: next as PromisePart }, replace: true })
  return (
    <div className={classes.page}>
      <PageHeader title={t('nav.promises')} description={t('promise.description')} />
      <Tabs value={part} onChange={open} keepMounted={false}>
        <Tabs.List aria-label={t('promise.parts')}>
          {parts.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`promise.part.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map((each) => {
          const Part = shown[each]
          return (
            <Tabs.Panel key={each} value={each} className={classes.part}>
              <Part />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </div>
  )
}
