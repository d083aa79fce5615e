import type { Stage } from '../../../src/complaints/fields/rules.ts'
import type { Complaint } from '../people.ts'
import { type Field, useFieldsFor } from './fields.ts'

/** The fields that a complaint must have before this stage and has not; what the server refuses it for. */
export const useMissing = ({ product, fields }: Complaint, stage: Stage): Field[] =>
  useFieldsFor(product?.id ?? null).filter(({ key, requiredAt }) => requiredAt === stage && fields[key] === undefined)
