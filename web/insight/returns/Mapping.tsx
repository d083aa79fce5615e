import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/ask.ts'
import { type AnswerOf, call } from '../../api/client.ts'
import { useLanguage, useText } from '../../language/useLanguage.ts'
import { useMay } from '../../session/useSession.ts'
import { Failed } from '../../ui/Failed.tsx'
import classes from './Returns.module.css'
import type { Return } from './ReturnsPage.tsx'

type MappingGiven = AnswerOf<'readReturnMapping'>
type Kind = keyof MappingGiven
type Choice = { ours: string; name: string; theirs: { key: string; name: string }[] }

/** In which of the regulator's groups our products and causes are, and which fields answer its questions. */
export function Mapping({ definition }: { definition: Return }) {
  const t = useText()
  const { language } = useLanguage()
  const params = { key: definition.key, version: definition.version }
  const saved = useQuery(ask('readReturnMapping', { params }))
  const topics = useQuery(ask('listTopics', {}))
  const taxonomy = useQuery(ask('readTaxonomy', {}))
  const fields = useQuery(ask('listFields', {}))
  if (!saved.data || !topics.data || !taxonomy.data || !fields.data) return null
  const named = (keys: Return['groups']) => keys.map(({ key, name }) => ({ key, name: name[language] }))
  const products = topics.data.products.filter(({ parentId }) => parentId === null)
  const choices: { [K in Kind]: Choice[] } = {
    products:
      definition.groups.length === 0
        ? []
        : products.map(({ id, name }) => ({ ours: id, name, theirs: named(definition.groups) })),
    causes:
      definition.causes.length === 0
        ? []
        : taxonomy.data.causes
            .filter(({ retired }) => !retired)
            .map(({ id, name }) => ({ ours: id, name: name[language], theirs: named(definition.causes) })),
    fields: definition.questions.map(({ key, name }) => ({
      ours: key,
      name: name[language],
      theirs: fields.data.map((field) => ({ key: field.key, name: field.label[language] })),
    })),
  }
  return (
    <details>
      <summary>{t('returns.mapping')}</summary>
      <p className={classes.quiet}>{t('returns.mapping_why')}</p>
      <Form params={params} saved={saved.data} choices={choices} />
    </details>
  )
}

type FormProps = { params: { key: string; version: number }; saved: MappingGiven; choices: { [K in Kind]: Choice[] } }

function Form({ params, saved, choices }: FormProps) {
  const t = useText()
  const may = useMay()
  const queries = useQueryClient()
  const [given, setGiven] = useState(saved)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const isReader = !may('saveReturnMapping')
  const choose = (kind: Kind, ours: string, theirs: string) =>
    setGiven((before) => ({
      ...before,
      [kind]: [...before[kind].filter((pair) => pair.ours !== ours), ...(theirs ? [{ ours, theirs }] : [])],
    }))
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      await call('saveReturnMapping', { params, body: given })
      await Promise.all(
        ['readReturn', 'readReturnMapping'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      )
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {(['products', 'causes', 'fields'] as const).map(
        (kind) =>
          choices[kind].length > 0 && (
            <fieldset key={kind}>
              <legend>{t(`returns.map.${kind}`)}</legend>
              <div className={classes.pairs}>
                {choices[kind].map(({ ours, name, theirs }) => (
                  <NativeSelect
                    key={ours}
                    label={name}
                    disabled={isReader}
                    value={given[kind].find((pair) => pair.ours === ours)?.theirs ?? ''}
                    data={[
                      { value: '', label: t('returns.nowhere') },
                      ...theirs.map((each) => ({ value: each.key, label: each.name })),
                    ]}
                    onChange={({ currentTarget: { value } }) => choose(kind, ours, value)}
                  />
                ))}
              </div>
            </fieldset>
          ),
      )}
      {error !== null && <Failed error={error} />}
      {!isReader && (
        <Button type="submit" loading={isBusy} mt="sm">
          {t('returns.save_mapping')}
        </Button>
      )}
    </form>
  )
}
