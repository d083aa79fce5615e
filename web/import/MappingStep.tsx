import { Button } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'
import { Failed } from '../ui/Failed.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useNow } from '../ui/useNow.ts'
import { useDraft } from './draft.ts'
import { HistorySettings } from './HistorySettings.tsx'
import classes from './MappingStep.module.css'
import { PreviewRows } from './PreviewRows.tsx'
import { Questions } from './Questions.tsx'
import { questionsOf } from './questions.ts'
import { RestSettings } from './RestSettings.tsx'
import { SkipSettings } from './SkipSettings.tsx'
import { SourceSettings } from './SourceSettings.tsx'
import { StartBar } from './StartBar.tsx'
import { TargetsTable } from './TargetsTable.tsx'
import { WhichMapping } from './WhichMapping.tsx'

/** Which column becomes what, with the first rows as they will be. Nothing is stored before "start". */
export function MappingStep({ id, fileName }: { id: string; fileName: string }) {
  const t = useText()
  const { first, draft, change, preview, previewError, isBehind } = useDraft(id)
  const year = useNow().getUTCFullYear()
  if (first.error) {
    return (
      <>
        <Failed
          what={t('import.unreadable', { file: fileName })}
          error={first.error}
          onRetry={() => void first.refetch()}
          isRetrying={first.isFetching}
        />
        <Button component="a" href="/import" variant="default">
          {t('import.another')}
        </Button>
      </>
    )
  }
  if (!first.data || !draft || !preview) return <Loading shape="text" lines={14} />
  const settling = { draft, change, first: first.data, preview, year }
  const questions = questionsOf(draft, first.data, preview, year)
  const open = questions.filter(({ key }) => !draft.answered.includes(key))
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.settings}>
          <WhichMapping id={id} fileName={fileName} {...settling} />
          <Questions questions={questions} {...settling} />
          <TargetsTable {...settling} />
          <RestSettings {...settling} />
          <SkipSettings {...settling} />
          <HistorySettings {...settling} />
          <SourceSettings {...settling} />
        </div>
        <PreviewRows preview={preview} error={previewError} isBehind={isBehind} />
      </div>
      <StartBar
        id={id}
        mapping={draft.mapping}
        rows={preview.rows}
        openQuestions={open.length}
        isReady={!isBehind && !previewError}
      />
    </>
  )
}
