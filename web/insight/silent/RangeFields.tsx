import { NumberInput, TextInput } from '@mantine/core'
import { useText } from '../../language/useLanguage.ts'
import classes from './SilentPage.module.css'

/** A range as it is typed; what is empty is not typed yet. Shares are typed in percent. */
export type RangeTyped = { low: number | ''; likely: number | ''; high: number | ''; source: string }

type RangeFieldsProps = { value: RangeTyped; onChange: (value: RangeTyped) => void; suffix?: string; error?: string }

/** Lowest, likely, highest, and where it is known from. */
export function RangeFields({ value, onChange, suffix, error }: RangeFieldsProps) {
  const t = useText()
  return (
    <>
      <div className={classes.three}>
        {(['low', 'likely', 'high'] as const).map((part) => (
          <NumberInput
            key={part}
            label={t(`market.${part}`)}
            value={value[part]}
            min={0}
            suffix={suffix}
            thousandSeparator=" "
            hideControls
            error={part === 'low' ? error : undefined}
            onChange={(typed) => onChange({ ...value, [part]: typeof typed === 'number' ? typed : '' })}
          />
        ))}
      </div>
      <TextInput
        label={t('market.source')}
        description={t('market.source_why')}
        value={value.source}
        maxLength={500}
        onChange={(event) => onChange({ ...value, source: event.currentTarget.value })}
      />
    </>
  )
}

/** Whether all of a range is typed. */
export const isTyped = ({ low, likely, high, source }: RangeTyped): boolean =>
  [low, likely, high].every((each) => each !== '') && source.trim() !== ''
