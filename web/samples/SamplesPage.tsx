import { Badge, Button } from '@mantine/core'
import { IconDice5 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask } from '../api/ask.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { useMay } from '../session/useSession.ts'
import { Empty } from '../ui/Empty.tsx'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { DrawDialog } from './DrawDialog.tsx'
import type { Sample } from './sample.ts'
import classes from './Samples.module.css'

/** The random samples, each with what is still to be done in it; and drawing another. */
export function SamplesPage() {
  const t = useText()
  const may = useMay()
  const navigate = useNavigate()
  const samples = useQuery(ask('listSamples', {}))
  const [isDrawing, setDrawing] = useState(false)
  const draw = may('drawSample') && (
    <Button leftSection={<IconDice5 size={16} aria-hidden />} onClick={() => setDrawing(true)}>
      {t('samples.draw')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('samples.title')}
        description={t('samples.description')}
        back={may('nextToCode') ? { href: '/coding', label: t('coding.title') } : undefined}
        actions={samples.data && samples.data.length > 0 && draw}
      />
      {samples.isPending && <Loading lines={4} />}
      {samples.isError && <Failed error={samples.error} onRetry={() => void samples.refetch()} />}
      {samples.data?.length === 0 && (
        <Empty title={t('samples.none')} icon={<IconDice5 size={28} stroke={1.5} />} action={draw}>
          {t('samples.none_why')}
        </Empty>
      )}
      {samples.data && samples.data.length > 0 && (
        <ul className={classes.list}>
          {samples.data.map((sample) => (
            <One key={sample.id} sample={sample} />
          ))}
        </ul>
      )}
      {isDrawing && (
        <DrawDialog
          onClose={() => setDrawing(false)}
          onDrawn={(id) => void navigate({ to: '/samples/$id', params: { id } as never })}
        />
      )}
    </>
  )
}

function One({ sample }: { sample: Sample }) {
  const t = useText()
  const format = useFormat()
  const { id, name, from, to, state, units, size } = sample
  return (
    <li className={classes.one}>
      <h2>
        <Link to="/samples/$id" params={{ id } as never}>
          {name}
        </Link>
      </h2>
      <StateBadge sample={sample} />
      <p>
        {t('samples.of_period', {
          n: units || size,
          from: format.date(`${from}T12:00:00`),
          to: format.date(`${to}T12:00:00`),
        })}{' '}
        {state === 'coding' && t('samples.progress', { codings: sample.codings, wanted: sample.codingsWanted })}
        {state === 'settling' &&
          t('samples.settling_progress', { settled: sample.settled ?? 0, differing: sample.differing ?? 0 })}
      </p>
    </li>
  )
}

const colourOf = { drawing: 'gray', coding: 'blue', settling: 'orange', gold: 'green' } as const

/** How far a sample is. */
export function StateBadge({ sample: { state, outdated } }: { sample: Sample }) {
  const t = useText()
  const isStuck = outdated && (state === 'drawing' || state === 'coding')
  return (
    <Badge variant="default" color={colourOf[state]} className={classes.state}>
      {t(isStuck ? 'samples.state.outdated' : `samples.state.${state}`)}
    </Badge>
  )
}
