import type { Draft } from './draft.ts'
import type { Preview } from './preview.ts'

/** What every part of this step works on: the mapping as it stands, and what the file is like. */
export type Settling = {
  draft: Draft
  change: (next: Partial<Draft>) => void
  /** The file as the server found it by itself. */
  first: Preview
  /** The file under the mapping as it stands. */
  preview: Preview
  /** This year: decides the century of two-digit years. */
  year: number
}
