import { Select } from '@mantine/core'
import type { Mapping } from '../../src/channels/import/mapping/mapping.ts'
import { channels } from '../complaints/choices.ts'
import { useText } from '../language/useLanguage.ts'
import { columnsOf, type Samples, valuesOf, withChannelWord } from './editing.ts'
import classes from './MappingStep.module.css'
import type { Settling } from './settling.ts'

type ChannelWordsProps = { mapping: Mapping; samples: Samples } & Pick<Settling, 'change'>

/** Which of our channels each word of the file means. */
export function ChannelWords({ mapping, samples, change }: ChannelWordsProps) {
  const t = useText()
  const known = mapping.columns.channel?.values ?? {}
  const words = [...new Set([...Object.keys(known), ...valuesOf(samples, columnsOf(mapping, 'channel'))])]
  const data = channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))
  return (
    <ul className={classes.words} aria-label={t('import.channel_words')}>
      {words.map((word) => (
        <li key={word}>
          <span>{word}</span>
          <Select
            size="xs"
            clearable
            aria-label={t('import.channel_of', { word })}
            placeholder={t('import.kept_as_field')}
            data={data}
            value={known[word] ?? null}
            onChange={(channel) => change({ mapping: withChannelWord(mapping, word, channel) })}
          />
        </li>
      ))}
    </ul>
  )
}
