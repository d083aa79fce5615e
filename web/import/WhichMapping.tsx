import { Button, FileButton, Select } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { TextKey } from '../../src/platform/texts/text.ts'
import { saveFile } from '../api/download.ts'
import { useText } from '../language/useLanguage.ts'
import { explain } from '../ui/explain.ts'
import { checkedMapping } from './draft.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'
import { originOf } from './questions.ts'

/** What the file was recognised as, or that its columns were guessed; another mapping, from here or from a file. */
export function WhichMapping({
  id,
  fileName,
  draft,
  change,
  first,
  preview,
}: Settling & { id: string; fileName: string }) {
  const t = useText()
  const adopt = useMutation({
    mutationFn: async (wanted: { as: string } | { file: File }) => {
      if ('as' in wanted) return { chosen: wanted.as, mapping: await checkedMapping(id, wanted) }
      const mapping = parse(await wanted.file.text())
      if (mapping === undefined) throw new Error(t('import.mapping_not_json', { file: wanted.file.name }))
      return { chosen: 'own', mapping: await checkedMapping(id, { mapping }) }
    },
    onSuccess: (adopted) => change({ ...adopted, answered: [] }),
  })
  const choose = (name: string | null) => {
    if (name === originOf(first)) change({ mapping: first.mapping, chosen: name, answered: [] })
    else if (name !== null && name !== 'own') adopt.mutate({ as: name })
  }
  const about = aboutMapping(draft.chosen, first.recognised, t)
  return (
    <section className={classes.part}>
      <h2>{fileName}</h2>
      <p className={classes.about}>{about}</p>
      <div className={classes.line}>
        <Select
          size="xs"
          label={t('import.mapping')}
          data={optionsOf(draft.chosen, first, t)}
          value={draft.chosen}
          onChange={choose}
          allowDeselect={false}
          className={classes.mapping}
        />
        <FileButton accept="application/json,.json" onChange={(file) => file && adopt.mutate({ file })}>
          {(props) => (
            <Button
              {...props}
              size="xs"
              variant="default"
              loading={adopt.isPending}
              leftSection={<IconUpload size={15} aria-hidden />}
            >
              {t('import.mapping_upload')}
            </Button>
          )}
        </FileButton>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => saveMapping(draft.mapping)}
        >
          {t('import.mapping_download')}
        </Button>
      </div>
      {adopt.error && (
        <p role="alert" className={classes.wrong}>
          {'status' in adopt.error ? explain(adopt.error, t) : adopt.error.message} {t('failed.nothing_changed')}
        </p>
      )}
      {preview.absent.length > 0 && (
        <details className={classes.absent}>
          <summary>{t('import.absent', { count: preview.absent.length })}</summary>
          <ul>
            {preview.absent.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

type Translate = ReturnType<typeof useText>

const nameOf = (mapping: string, t: Translate): string => t(`import.shipped.${mapping}` as TextKey)

function aboutMapping(chosen: string, recognised: string | null, t: Translate): string {
  if (chosen === 'guess') return t('import.guessed')
  if (chosen === 'own') return t('import.own')
  if (chosen === 'earlier') return t('import.earlier_mapping')
  return t(chosen === recognised ? 'import.recognised' : 'import.as_shipped', { name: nameOf(chosen, t) })
}

function optionsOf(chosen: string, first: Settling['first'], t: Translate) {
  const origin = originOf(first)
  return [
    ...(origin === 'guess' ? [{ value: 'guess', label: t('import.mapping_guess') }] : []),
    ...(origin === 'earlier' ? [{ value: 'earlier', label: t('import.mapping_earlier') }] : []),
    ...(chosen === 'own' ? [{ value: 'own', label: t('import.mapping_own') }] : []),
    ...first.shipped.map(({ name }) => ({ value: name, label: nameOf(name, t) })),
  ]
}

function saveMapping(mapping: Settling['draft']['mapping']): void {
  const content = new Blob([`${JSON.stringify(mapping, null, 2)}\n`], { type: 'application/json' })
  saveFile(content, `${mapping.name}.mapping.json`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
