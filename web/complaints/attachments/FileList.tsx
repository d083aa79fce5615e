import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core'
import {
  IconAlertTriangle,
  IconFile,
  IconFileMusic,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { type AnswerOf, addressOf, call } from '../../api/client.ts'
import { useFormat, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { explain } from '../../ui/explain.ts'
import { notify } from '../../ui/notices.tsx'
import { useAct } from '../act.ts'
import classes from './FileList.module.css'
import { Lightbox } from './Lightbox.tsx'
import { sizeOf } from './size.ts'

export type Attachment = AnswerOf<'listAttachments'>[number]
type FileListProps = {
  reference: string
  files: Attachment[]
  label: string
  /** Smaller, and only to look at and save: for where the same files are listed a second time. */
  isBrief?: boolean
}

/** Files of a complaint: pictures as they are, everything else by name; each can be saved, and taken away with undo. */
export function FileList({ reference, files, label, isBrief = false }: FileListProps) {
  const [shown, show] = useState<string | null>(null)
  const pictures = files.filter(({ isPicture }) => isPicture)
  return (
    <>
      <ul className={classes.files} aria-label={label} data-is-brief={isBrief}>
        {files.map((file) => (
          <One key={file.id} reference={reference} file={file} isBrief={isBrief} onShow={() => show(file.id)} />
        ))}
      </ul>
      <Lightbox reference={reference} pictures={pictures} shown={shown} onShow={show} />
    </>
  )
}

type OneProps = { reference: string; file: Attachment; isBrief: boolean; onShow: () => void }

function One({ reference, file, isBrief, onShow }: OneProps) {
  const t = useText()
  const format = useFormat()
  const may = useMay()
  const { id, name, isPicture, nameFits, size } = file
  const params = { reference, id }
  return (
    <li className={classes.file}>
      {isPicture ? (
        <button type="button" className={classes.picture} onClick={onShow} aria-label={t('files.show', { name })}>
          <img
            src={addressOf('downloadAttachment', { params, query: { show: true } })}
            alt=""
            loading="lazy"
            decoding="async"
          />
        </button>
      ) : (
        <span className={classes.sign}>
          <Sign mediaType={file.mediaType} />
        </span>
      )}
      <span className={classes.about}>
        <a
          className={classes.name}
          href={addressOf('downloadAttachment', { params })}
          download={name}
          title={t('files.save')}
        >
          <bdi>{name}</bdi>
        </a>
        <span className={classes.size}>
          {sizeOf(format, size)}
          {!nameFits && (
            <Tooltip
              multiline
              maw={280}
              events={{ hover: true, focus: true, touch: true }}
              label={t('files.disguised', { kind: file.mediaType })}
            >
              <button type="button" className={classes.disguised}>
                <IconAlertTriangle size={14} aria-hidden />
                {t('files.disguised_short')}
                <VisuallyHidden>{t('files.disguised', { kind: file.mediaType })}</VisuallyHidden>
              </button>
            </Tooltip>
          )}
        </span>
      </span>
      {!isBrief && may('removeAttachment') && <Remove params={params} name={name} />}
    </li>
  )
}

function Remove({ params, name }: { params: { reference: string; id: string }; name: string }) {
  const t = useText()
  const { act, isBusy } = useAct()
  const restore = () => {
    void act(() => call('restoreAttachment', { params }))
  }
  const remove = () =>
    act(async () => {
      await call('removeAttachment', { params }).catch((error) => {
        notify({ words: explain(error, t), tone: 'failed' })
        throw error
      })
      notify({ words: t('files.removed', { name }), onUndo: restore })
    })
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      className={classes.remove}
      loading={isBusy}
      aria-label={t('files.remove', { name })}
      title={t('files.remove', { name })}
      onClick={() => void remove()}
    >
      <IconTrash size={16} stroke={1.5} />
    </ActionIcon>
  )
}

const signs: [RegExp, typeof IconFile][] = [
  [/^image\//, IconPhoto],
  [/^audio\//, IconFileMusic],
  [/^video\//, IconMovie],
  [/pdf$/, IconFileTypePdf],
  [/zip|compressed|x-(7z|rar|tar|gzip)/, IconFileZip],
  [/^text\/|word|opendocument|rtf|cfb/, IconFileText],
]

function Sign({ mediaType }: { mediaType: string }) {
  const Found = signs.find(([sign]) => sign.test(mediaType))?.[1] ?? IconFile
  return <Found size={22} stroke={1.5} aria-hidden />
}
