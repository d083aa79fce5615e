import '@mantine/dropzone/styles.layer.css'
import { Button, Progress, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { IconFileImport, IconFileX, IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { ask } from '../api/ask.ts'
import { upload as sendFile } from '../api/upload.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { announce } from '../ui/announce.ts'
import { explain } from '../ui/explain.ts'
import classes from './ChooseFile.module.css'

/** Takes a file and leads on to its columns. */
export function ChooseFile() {
  const t = useText()
  const { upload, sending, failure, stop } = useUpload()
  if (sending) return <Sending {...sending} onStop={stop} />
  return (
    <>
      {failure && (
        <div role="alert" className={classes.failure}>
          <strong>{t('import.upload_failed', { file: failure.file })}</strong> {failure.why}{' '}
          {t('import.nothing_stored')}
        </div>
      )}
      <Dropzone
        onDrop={([file]) => file && void upload(file)}
        multiple={false}
        className={classes.drop}
        inputProps={{ 'aria-label': t('import.choose') }}
      >
        <Dropzone.Accept>
          <IconUpload size={30} stroke={1.5} aria-hidden />
        </Dropzone.Accept>
        <Dropzone.Reject>
          <IconFileX size={30} stroke={1.5} aria-hidden />
        </Dropzone.Reject>
        <Dropzone.Idle>
          <IconFileImport size={30} stroke={1.5} aria-hidden />
        </Dropzone.Idle>
        <Text fw={620} size="lg" mt="xs">
          {t('import.drop')}
        </Text>
        <p className={classes.kinds}>{t('import.kinds')}</p>
        <Button component="span" variant="light" tabIndex={-1}>
          {t('import.choose')}
        </Button>
        <p className={classes.kinds}>{t('import.nothing_yet')}</p>
      </Dropzone>
    </>
  )
}

type SendingProps = { file: File; share: number; onStop: () => void }

function Sending({ file, share, onStop }: SendingProps) {
  const t = useText()
  const format = useFormat()
  const isSent = share >= 1
  return (
    <div className={classes.sending}>
      <p className={classes.line}>
        <strong>{file.name}</strong>
        <span>{isSent ? t('import.reading') : t('import.sending', { share: format.share(share) })}</span>
      </p>
      <Progress
        value={share * 100}
        striped={isSent}
        animated={isSent}
        aria-label={t('import.sending', { share: format.share(share) })}
      />
      <Button variant="default" size="xs" onClick={onStop}>
        {t('dialog.cancel')}
      </Button>
    </div>
  )
}

function useUpload() {
  const t = useText()
  const router = useRouter()
  const queries = useQueryClient()
  const [sending, setSending] = useState<{ file: File; share: number } | null>(null)
  const [failure, setFailure] = useState<{ file: string; why: string } | null>(null)
  const stopper = useRef<AbortController>(undefined)
  const upload = async (file: File) => {
    stopper.current = new AbortController()
    setFailure(null)
    setSending({ file, share: 0 })
    try {
      const onProgress = (share: number) => setSending({ file, share })
      const preview = await sendFile('prepareImport', {}, file, { onProgress, signal: stopper.current.signal })
      queries.setQueryData(ask('previewImport', { params: { id: preview.id }, body: {} }).queryKey, preview)
      announce(t('import.uploaded', { file: file.name }))
      await router.navigate({ href: `/import?id=${preview.id}` })
    } catch (error) {
      const isStopped = error instanceof DOMException && error.name === 'AbortError'
      if (!isStopped) setFailure({ file: file.name, why: explain(error, t) })
    } finally {
      setSending(null)
    }
  }
  return { upload, sending, failure, stop: () => stopper.current?.abort() }
}
