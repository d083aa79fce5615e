import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../language/useLanguage.ts'
import { LetterFrame } from '../../letters/LetterFrame.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { Loading } from '../../ui/Loading.tsx'
import classes from './letters.module.css'
import type { usePreview } from './usePreview.ts'

/** The letter as its reader has it, with made-up values. */
export function Preview({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const t = useText()
  const [way, setWay] = useState<'html' | 'text'>('html')
  const { data } = preview
  return (
    <section aria-labelledby="letter-preview" className={classes.preview}>
      <div className={classes.previewHead}>
        <h2 id="letter-preview" className={classes.heading}>
          {t('letters.preview')}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('letters.shown_as')}
          value={way}
          onChange={(value) => setWay(value as 'html' | 'text')}
          data={(['html', 'text'] as const).map((each) => ({ value: each, label: t(`letters.as.${each}`) }))}
        />
      </div>
      {preview.isPending && <Loading shape="text" lines={6} />}
      {preview.isError && <Failed error={preview.error} onRetry={() => void preview.refetch()} />}
      {data && (
        <>
          <p dir="auto" className={classes.subject}>
            {data.subject}
          </p>
          {way === 'html' ? (
            <LetterFrame html={data.html} title={t('letters.preview')} />
          ) : (
            <pre dir="auto" className={classes.plain}>
              {data.text}
            </pre>
          )}
          <p className={classes.quiet}>{t('letters.preview_why')}</p>
        </>
      )}
    </section>
  )
}
