import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/ask.ts'
import type { Attachment } from './FileList.tsx'

const none: Attachment[] = []

/** The files of a complaint and its messages; none until they are known. */
export const useAttachments = (reference: string): Attachment[] =>
  useQuery(ask('listAttachments', { params: { reference } })).data ?? none
