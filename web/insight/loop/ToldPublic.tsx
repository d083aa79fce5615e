import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import classes from './Loop.module.css'

/** The public page on which customers read what was repaired because they complained, if the company wants it. */
export function ToldPublic() {
  const t = useText()
  const may = useMay()
  const queries = useQueryClient()
  const page = useQuery(ask('readRepairedPage', {}))
  const [error, setError] = useState<unknown>(null)
  if (!page.data) return null
  const { isShown, repairs, url } = page.data
  const show = async (wanted: boolean) => {
    setError(null)
    try {
      await call('showRepairedPage', { body: { isShown: wanted } })
      await queries.invalidateQueries({ queryKey: ['readRepairedPage'] })
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <section className={classes.section} aria-labelledby="loop-public">
      <h2 id="loop-public">{t('portal.repaired.title')}</h2>
      <p>{t('loop.public', { count: repairs })}</p>
      {may('showRepairedPage') && (
        <Switch
          label={t('loop.public_show')}
          checked={isShown}
          onChange={({ currentTarget: { checked } }) => void show(checked)}
        />
      )}
      {isShown && (
        <p>
          <a href={url}>{url}</a>
        </p>
      )}
      {error !== null && <Failed error={error} />}
    </section>
  )
}
