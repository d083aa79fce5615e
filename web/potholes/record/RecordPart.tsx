import type { Pothole } from '../parts.tsx'

/** What keeps hurting customers, as it was written down. */
export function RecordPart({ pothole }: { pothole: Pothole }) {
  return <p>{pothole.statement}</p>
}
