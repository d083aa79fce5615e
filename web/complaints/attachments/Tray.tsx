import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconFile, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { type Translate, useFormat, useText } from '../../language/useLanguage.ts'
import { explain } from '../../ui/explain.ts'
import type { Unfit } from './fitness.ts'
import { sizeOf } from './size.ts'
import classes from './Tray.module.css'
import { leaveOut, tryAgain, type Upload, useUploads } from './uploads.ts'

/** The files of a place that were chosen and are not stored yet: how far each is, and what can be done about it. */
export function Tray({ place }: { place: string }) {
  const t = useText()
  const uploads = useUploads(place)
  if (uploads.length === 0) return null
  return (
    <ul className={classes.tray} aria-label={t('files.chosen')}>
      {uploads.map((each) => (
        <One key={each.key} upload={each} />
      ))}
    </ul>
  )
}

function One({ upload }: { upload: Upload }) {
  const t = useText()
  const format = useFormat()
  const { key, file, state, share, unfit, failure } = upload
  const sent = t('files.sending', { share: format.share(share) })
  return (
    <li className={classes.one} data-state={state}>
      <Sign upload={upload} />
      <span className={classes.name}>
        <bdi>{file.name}</bdi> <span className={classes.size}>{sizeOf(format, file.size)}</span>
      </span>
      <span className={classes.buttons}>
        {state === 'failed' && !unfit && (
          <Button size="compact-xs" variant="default" onClick={() => tryAgain(key)}>
            {t('files.again')}
          </Button>
        )}
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t(state === 'sending' ? 'files.stop' : 'files.leave_out', { name: file.name })}
          onClick={() => leaveOut(key)}
        >
          <IconX size={16} />
        </ActionIcon>
      </span>
      {state === 'sending' && (
        <span className={classes.progress}>
          <Progress
            size="sm"
            value={share * 100}
            animated={share >= 1}
            aria-label={share < 1 ? sent : t('files.storing')}
          />
        </span>
      )}
      {state === 'failed' && (
        <span role="alert" className={classes.why}>
          {unfit ? why(unfit, t) : explain(failure, t)}
        </span>
      )}
    </li>
  )
}

/** The picture itself, small, before it is anywhere but here. */
function Sign({ upload: { preview, state } }: { upload: Upload }) {
  const [isBroken, setIsBroken] = useState(false)
  if (state === 'failed') return <IconAlertTriangle size={18} aria-hidden />
  if (!preview || isBroken) return <IconFile size={18} stroke={1.5} aria-hidden />
  return <img src={preview} alt="" className={classes.picture} onError={() => setIsBroken(true)} />
}

function why(unfit: Unfit, t: Translate): string {
  if (unfit.key === 'files.too_large') return t('files.too_large', { megabytes: unfit.megabytes })
  if (unfit.key === 'files.blocked') return t('files.blocked', { extension: unfit.extension })
  if (unfit.key === 'files.too_many') return t('files.too_many', { most: unfit.most })
  return t('files.empty')
}
