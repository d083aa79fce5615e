import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'

type FilterSwitchProps = {
  /** What is left when it is on: "Mine only". */
  label: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** One yes or no. */
export function FilterSwitch({ label, isOn, onChange }: FilterSwitchProps) {
  return (
    <Button
      size="xs"
      variant={isOn ? 'light' : 'default'}
      aria-pressed={isOn}
      leftSection={isOn ? <IconCheck size={14} aria-hidden /> : undefined}
      onClick={() => onChange(!isOn)}
    >
      {label}
    </Button>
  )
}
