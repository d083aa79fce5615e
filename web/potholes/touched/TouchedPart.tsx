import { useText } from '../../language/useLanguage.ts'
import { Stopped } from '../../promises/Stopped.tsx'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { useToday } from '../../ui/period/useExtent.ts'
import { usePeriod } from '../../ui/period/usePeriod.ts'
import type { Pothole } from '../parts.tsx'
import { Named } from './Named.tsx'
import { Places } from './Places.tsx'
import classes from './touched.module.css'
import { useTouched } from './useTouched.ts'

/** Which promises and steps a pothole touches, where else the same may fail, and what stopped people here. */
export function TouchedPart({ pothole }: { pothole: Pothole }) {
  const t = useText()
  const may = useMay()
  const today = useToday()
  const { days, extent, error, retry, choose } = usePeriod()
  // Where there are no complaints at all, any days say so.
  const shown = days ?? (extent === null ? { from: today, to: today } : null)
  const touched = useTouched(pothole, shown)
  const failure = error ?? touched.error
  if (failure)
    return (
      <Failed
        error={failure}
        onRetry={() => void (error ? retry() : touched.refetch())}
        isRetrying={touched.isFetching}
      />
    )
  if (!touched.data || !shown) return <Loading shape="text" lines={8} />
  return (
    <>
      <Named pothole={pothole} touched={touched.data} />
      <Places pothole={pothole} touched={touched.data} days={shown} extent={extent ?? null} onChoose={choose} />
      {may('listConstraints') && (
        <section className={classes.section} aria-labelledby="touched-stopped">
          <h2 id="touched-stopped">{t('promise.part.stopped')}</h2>
          <Stopped pothole={pothole.id} />
        </section>
      )}
    </>
  )
}
