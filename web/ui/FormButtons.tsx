import { Button, Group } from '@mantine/core'
import { useText } from '../language/useLanguage.ts'

type Props = { submitLabel: string; isBusy: boolean; isComplete?: boolean; onCancel: () => void }

/** The foot of a form in a dialog: give up, or send what it holds. */
export function FormButtons({ submitLabel, isBusy, isComplete = true, onCancel }: Props) {
  const t = useText()
  return (
    <Group justify="end" gap="sm">
      <Button variant="default" onClick={onCancel}>
        {t('dialog.cancel')}
      </Button>
      <Button type="submit" loading={isBusy} disabled={!isComplete}>
        {submitLabel}
      </Button>
    </Group>
  )
}
