import { ActionIcon, Button, Group, Modal } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowLeft, IconArrowRight, IconDownload, IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../../api/client.ts'
import { useText } from '../../language/useLanguage.ts'
import type { Attachment } from './FileList.tsx'
import classes from './Lightbox.module.css'

type LightboxProps = {
  reference: string
  pictures: Attachment[]
  /** The id of the picture that is shown; null: none. */
  shown: string | null
  onShow: (id: string | null) => void
}

/** Pictures at the size of the window, one at a time: arrow keys go through them, Escape closes. */
export function Lightbox({ reference, pictures, shown, onShow }: LightboxProps) {
  const at = pictures.findIndex(({ id }) => id === shown)
  const picture = pictures[at]
  return (
    <Modal
      fullScreen
      opened={picture !== undefined}
      onClose={() => onShow(null)}
      title={<bdi>{picture?.name}</bdi>}
      classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      {picture && <Shown key={picture.id} {...{ reference, pictures, at, picture, onShow }} />}
    </Modal>
  )
}

type ShownProps = Pick<LightboxProps, 'reference' | 'pictures' | 'onShow'> & { at: number; picture: Attachment }

function Shown({ reference, pictures, at, picture, onShow }: ShownProps) {
  const t = useText()
  const [isBroken, setIsBroken] = useState(false)
  const go = (by: number) => onShow(pictures.at((at + by) % pictures.length)?.id ?? null)
  const isMirrored = document.documentElement.dir === 'rtl'
  useHotkeys([
    ['ArrowLeft', () => go(isMirrored ? 1 : -1)],
    ['ArrowRight', () => go(isMirrored ? -1 : 1)],
  ])
  const params = { reference, id: picture.id }
  return (
    <>
      <div className={classes.stage}>
        {isBroken ? (
          <p className={classes.broken}>
            <IconPhotoOff size={28} stroke={1.5} aria-hidden /> {t('files.not_shown')}
          </p>
        ) : (
          <img
            src={addressOf('downloadAttachment', { params, query: { show: true } })}
            alt={picture.name}
            onError={() => setIsBroken(true)}
          />
        )}
      </div>
      <Group justify="center" gap="sm" className={classes.bar}>
        {pictures.length > 1 && (
          <>
            <ActionIcon variant="default" size="lg" aria-label={t('files.previous')} onClick={() => go(-1)}>
              <IconArrowLeft size={18} className={classes.arrow} />
            </ActionIcon>
            <output>{t('files.which', { at: at + 1, count: pictures.length })}</output>
            <ActionIcon variant="default" size="lg" aria-label={t('files.next')} onClick={() => go(1)}>
              <IconArrowRight size={18} className={classes.arrow} />
            </ActionIcon>
          </>
        )}
        <Button
          component="a"
          variant="default"
          href={addressOf('downloadAttachment', { params })}
          download={picture.name}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('files.save')}
        </Button>
      </Group>
    </>
  )
}
