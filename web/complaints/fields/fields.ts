import { useQuery } from '@tanstack/react-query'
import { isFor } from '../../../src/complaints/fields/rules.ts'
import type { FieldValue } from '../../../src/complaints/fields/rules.ts'
import { ask } from '../../api/ask.ts'
import type { AnswerOf } from '../../api/client.ts'
import { useTopics } from '../topics.ts'

export type Field = AnswerOf<'listFields'>[number]
export type { FieldValue }

// They change seldom, and every complaint wants them.
const keptMinutes = 5

/** The company's fields in their order, retired ones included; undefined while they are asked for. */
export const useFields = (): Field[] | undefined =>
  useQuery({ ...ask('listFields', {}), staleTime: keptMinutes * 60_000 }).data

/** The fields that a complaint about this product can be given, in their order. */
export function useFieldsFor(productId: string | null): Field[] {
  const products = useTopics()?.products ?? []
  const path: string[] = []
  for (let id = productId; id; id = products.find((each) => each.id === id)?.parentId ?? null) path.push(id)
  return (useFields() ?? []).filter((field) => !field.retired && isFor(field, path))
}

/** Whether two values are the same; nothing held is null. */
export const isSame = (one: FieldValue | null, other: FieldValue | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
