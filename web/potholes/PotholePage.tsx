import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ask } from '../api/ask.ts'
import { useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import type { PartSearch } from './address.ts'
import classes from './PotholePage.module.css'
import { parts, type Pothole } from './parts.tsx'
import { Ended } from './record/Ended.tsx'
import { PotholeActions } from './record/PotholeActions.tsx'
import { StateBadge } from './StateBadge.tsx'

/** One pothole: what is known of it, why it is there, what is done about it, and whether that worked. */
export function PotholePage() {
  const t = useText()
  const { id } = useParams({ strict: false })
  const found = useQuery(ask('readPothole', { params: { id: id ?? '' } }))
  if (found.error)
    return (
      <div className={classes.page}>
        <PageHeader back={{ href: '/potholes', label: t('nav.potholes') }} title={t('nav.potholes')} />
        <Failed error={found.error} onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
      </div>
    )
  if (!found.data) return <Loading shape="page" />
  return <Found key={found.data.id} pothole={found.data} />
}

function Found({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const may = useMay()
  const navigate = useNavigate()
  const { part } = useSearch({ strict: false }) as PartSearch
  const shown = parts.filter(({ needs }) => may(needs))
  const open = shown.find(({ key }) => key === part) ?? shown[0]
  const goTo = (key: string | null) =>
    void navigate({
      to: '/potholes/$id',
      params: { id: pothole.id },
      search: { part: key ?? undefined },
      replace: true,
    } as never)
  return (
    <div className={classes.page}>
      <PageHeader
        back={{ href: '/potholes', label: t('nav.potholes') }}
        title={pothole.name}
        aside={<StateBadge state={pothole.state} />}
        actions={<PotholeActions pothole={pothole} />}
      />
      <Ended pothole={pothole} />
      <Tabs value={open?.key ?? null} onChange={goTo} keepMounted={false}>
        <Tabs.List aria-label={t('pothole.parts')} className="not-printed">
          {shown.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {t(label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ key, Part }) => (
          <Tabs.Panel key={key} value={key} className={classes.part}>
            <Part pothole={pothole} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}
