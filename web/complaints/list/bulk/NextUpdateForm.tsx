import { DueForm } from '../../DueForm.tsx'
import type { Change } from './useBulk.ts'

/** By when the customers hear from us. */
export function NextUpdateForm({ onChange }: { onChange: (change: Change) => void }) {
  return <DueForm onSet={(due) => onChange({ kind: 'next_update', due: due.toISOString() })} />
}
