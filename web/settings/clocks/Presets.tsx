import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { queries } from '../../queries.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import classes from './clocks.module.css'
import { stageInWords } from './termInWords.ts'

type Preset = AnswerOf<'listClockPresets'>[number]

/** Time limits of laws and regulators to begin with; those that we have are not offered again. */
export function Presets() {
  const t = useText()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const { data = [] } = useQuery({ ...ask('listClockPresets', {}), enabled: may('listClockPresets') })
  const offered = data.filter(({ isAdopted }) => !isAdopted)
  if (offered.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="clock-presets">
      <div className={classes.head}>
        <h2 id="clock-presets">{t('clocks.presets')}</h2>
        <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'clocks.presets_hide' : 'clocks.presets_show', { count: offered.length })}
        </Button>
        <p className={classes.why}>{t('clocks.presets_why')}</p>
      </div>
      {isOpen && (
        <ul className={classes.list}>
          {offered.map((preset) => (
            <Entry key={preset.key} preset={preset} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Entry({ preset }: { preset: Preset }) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const [isBusy, setBusy] = useState(false)
  const { key, name, stages, source, verifiedOn, calendar } = preset
  const adopt = async () => {
    setBusy(true)
    try {
      await call('adoptClockPreset', { params: { key } })
      notify({ words: t('clocks.adopted', { name }) })
    } catch (error) {
      notify({ words: explain(error, t), tone: 'failed' })
    } finally {
      await Promise.all(
        (['listRegimes', 'listCalendars', 'listClockPresets'] as const).map((operation) =>
          queries.invalidateQueries({ queryKey: [operation] }),
        ),
      )
      setBusy(false)
    }
  }
  return (
    <li className={classes.entry}>
      <div className={classes.words}>
        <h3 className={classes.name}>{name}</h3>
        <p className={classes.quiet}>{stages.map((stage) => stageInWords(t, stage)).join(' · ')}</p>
        <p className={classes.quiet}>{t('clocks.by_calendar', { calendar })}</p>
        <p className={classes.quiet}>{t('clocks.source', { source: source ?? '' })}</p>
        {verifiedOn ? (
          <p className={classes.quiet}>{t('clocks.verified', { date: format.date(verifiedOn) })}</p>
        ) : (
          <p className={classes.warning}>{t('clocks.not_verified')}</p>
        )}
      </div>
      {may('adoptClockPreset') && (
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          aria-label={t('clocks.adopt_of', { name })}
          onClick={() => void adopt()}
        >
          {t('clocks.adopt')}
        </Button>
      )}
    </li>
  )
}
