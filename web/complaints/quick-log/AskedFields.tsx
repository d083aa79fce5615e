import { SimpleGrid } from '@mantine/core'
import { FieldInput } from '../fields/FieldInput.tsx'
import { type Field, useFieldsFor } from '../fields/fields.ts'
import type { Draft } from './draft.ts'

/** The fields that one of us fills in when logging a complaint about this product. */
export const useAskedFields = (productId: string | null): Field[] =>
  useFieldsFor(productId).filter(({ requiredAt }) => requiredAt === 'intake')

type AskedFieldsProps = { draft: Draft; onChange: (part: Partial<Draft>) => void }

/** Asks for them; nothing where there are none. */
export function AskedFields({ draft: { productId, fields }, onChange }: AskedFieldsProps) {
  const asked = useAskedFields(productId)
  if (asked.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
      {asked.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          isNeeded
          value={fields[field.key] ?? null}
          onChange={(value) => {
            const { [field.key]: _before, ...rest } = fields
            onChange({ fields: value === null ? rest : { ...rest, [field.key]: value } })
          }}
        />
      ))}
    </SimpleGrid>
  )
}
