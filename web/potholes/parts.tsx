import type { ComponentType } from 'react'
import type { TextKey } from '../../src/platform/texts/text.ts'
import type { AnswerOf } from '../api/client.ts'
import type { OperationName } from '../api/client.ts'
import { RecordPart } from './record/RecordPart.tsx'
import { WhysPart } from './whys/WhysPart.tsx'

export type Pothole = AnswerOf<'readPothole'>

type Part = {
  /** As the address has it: `?part=whys`. */
  key: string
  label: TextKey
  /** What the part lives on: who may not call this does not see it. */
  needs: OperationName
  Part: ComponentType<{ pothole: Pothole }>
}

/** The parts of a pothole's page, in the order in which one usually comes to them. */
export const parts: Part[] = [
  { key: 'record', label: 'pothole.part.record', needs: 'readPothole', Part: RecordPart },
  { key: 'whys', label: 'pothole.part.whys', needs: 'readWhys', Part: WhysPart },
]
