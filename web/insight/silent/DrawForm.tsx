import { Button, FileInput, NumberInput, Radio } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { upload } from '../../api/upload.ts'
import { FormFailure } from '../../forms/FormFailure.tsx'
import { useSubmit } from '../../forms/useSubmit.ts'
import { useText } from '../../language/useLanguage.ts'
import classes from './SilentPage.module.css'
import { stepDone } from './stepDone.ts'

/** Where the sample comes from, and how large it is. */
export function DrawForm({ id }: { id: string }) {
  const t = useText()
  const [frame, setFrame] = useState<'list' | 'customers'>('list')
  const [file, setFile] = useState<File | null>(null)
  const [size, setSize] = useState<number | ''>(800)
  const { form, submit, isBusy, errorOf, failure } = useSubmit(async () => {
    const params = { id }
    if (frame === 'customers') await call('drawFromCustomers', { params, body: { size: Number(size) } })
    else if (file)
      await upload('drawFromList', { params, query: { size } }, file, {
        onProgress: () => {},
        signal: new AbortController().signal,
      })
    await stepDone()
  }, ['file', 'size'])
  const isComplete = size !== '' && (frame === 'customers' || file !== null)
  return (
    <form ref={form} onSubmit={submit} noValidate className={classes.stack}>
      <Radio.Group label={t('survey.frame')} value={frame} onChange={(value) => setFrame(value as typeof frame)}>
        {(['list', 'customers'] as const).map((each) => (
          <Radio
            key={each}
            value={each}
            label={t(`survey.frame.${each}`)}
            description={t(`survey.frame_why.${each}`)}
            mt="xs"
          />
        ))}
      </Radio.Group>
      {frame === 'list' && (
        <FileInput
          label={t('survey.file')}
          description={t('survey.file_why')}
          accept=".csv,text/csv"
          placeholder={t('survey.file_choose')}
          value={file}
          error={errorOf('file')}
          onChange={setFile}
        />
      )}
      <NumberInput
        label={t('survey.size')}
        description={t('survey.size_why')}
        min={1}
        max={20_000}
        value={size}
        error={errorOf('size')}
        onChange={(value) => setSize(typeof value === 'number' ? value : '')}
      />
      <FormFailure>{failure}</FormFailure>
      <div>
        <Button type="submit" loading={isBusy} disabled={!isComplete}>
          {t('survey.draw')}
        </Button>
      </div>
    </form>
  )
}
