import { MultiSelect, Select, TextInput } from '@mantine/core'
import type { Target } from '../../src/channels/import/mapping/mapping.ts'
import { channels } from '../complaints/choices.ts'
import { useFormat, useText } from '../language/useLanguage.ts'
import { ChannelWords } from './ChannelWords.tsx'
import { DateSettings } from './DateSettings.tsx'
import { columnsOf, constantOf, targets, valuesOf, withColumns, withConstant } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

/** Each part of a complaint, and the columns it comes from. */
export function TargetsTable(props: Settling) {
  const t = useText()
  return (
    <section className={classes.part}>
      <h2>{t('import.columns')}</h2>
      <p className={classes.about}>{t('import.columns_why')}</p>
      <table className={classes.targets}>
        <thead>
          <tr>
            <th scope="col">{t('import.becomes')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <TargetRow key={target} target={target} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TargetRow({ target, draft, change, first, preview, year }: Settling & { target: Target }) {
  const t = useText()
  const { mapping } = draft
  const chosen = columnsOf(mapping, target)
  const isAsGuessed =
    draft.chosen === 'guess' && String(first.mapping.columns[target]?.from) === String(mapping.columns[target]?.from)
  return (
    <tr>
      <th scope="row">
        {t(`import.target.${target}`)}
        {isAsGuessed && <Confidence value={first.confidence[target]} />}
      </th>
      <td>
        <MultiSelect
          size="xs"
          searchable
          clearable
          hidePickedOptions
          aria-label={t('import.columns_of', { target: t(`import.target.${target}`) })}
          placeholder={chosen.length === 0 ? t('import.no_column') : undefined}
          data={[...new Set([...preview.columns, ...chosen])]}
          value={chosen}
          onChange={(columns) =>
            change({ mapping: withColumns(mapping, target, columns, { samples: preview.samples, year }) })
          }
        />
        {target === 'receivedAt' && <DateSettings mapping={mapping} change={change} />}
        {target === 'channel' && chosen.length > 0 && (
          <ChannelWords mapping={mapping} samples={preview.samples} change={change} />
        )}
      </td>
      <td className={classes.examples}>
        {chosen.length > 0 ? (
          <Examples values={valuesOf(preview.samples, chosen)} />
        ) : (
          target !== 'receivedAt' && <Constant target={target} draft={draft} change={change} />
        )}
      </td>
    </tr>
  )
}

/** How sure the guess is. */
function Confidence({ value }: { value: number | undefined }) {
  const t = useText()
  const format = useFormat()
  if (value === undefined) return null
  const how = value >= 0.85 ? 'sure' : value >= 0.65 ? 'likely' : 'perhaps'
  return (
    <span className={classes.confidence} data-how={how}>
      {t(`import.confidence.${how}`, { share: format.share(value) })}
    </span>
  )
}

/** Two of the values, so that one sees what the column holds. */
function Examples({ values }: { values: string[] }) {
  const t = useText()
  const shown = [...new Set(values)].slice(0, 2)
  if (shown.length === 0) return <span className={classes.none}>{t('import.all_empty')}</span>
  return shown.map((value) => (
    <span key={value} className={classes.example}>
      {value}
    </span>
  ))
}

const constants: readonly Target[] = ['product', 'issue', 'channel', 'language', 'team', 'step']

/** The same words for every row, for a file that is about one product or came by one channel. */
function Constant({
  target,
  draft,
  change,
}: Pick<Settling, 'draft' | 'change'> & { target: Exclude<Target, 'receivedAt'> }) {
  const t = useText()
  const value = constantOf(draft.mapping, target)
  const set = (words: string) => change({ mapping: withConstant(draft.mapping, target, words) })
  if (!constants.includes(target) && value === '') return null
  const label = t('import.same_for_all', { target: t(`import.target.${target}`) })
  if (target !== 'channel') {
    return (
      <TextInput
        size="xs"
        aria-label={label}
        placeholder={t('import.or_same')}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  return (
    <Select
      size="xs"
      clearable
      aria-label={label}
      placeholder={t('import.or_same')}
      value={value || null}
      onChange={(channel) => set(channel ?? '')}
      data={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
    />
  )
}
