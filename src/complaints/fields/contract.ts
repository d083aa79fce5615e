import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { fieldKinds, stages } from './rules.ts'

export const FieldKind = z.enum(fieldKinds)
export const Stage = z.enum(stages)
/** One language is enough; the other then says the same. */
const Label = z
  .strictObject({ en: z.string().trim().max(200).default(''), ru: z.string().trim().max(200).default('') })
  .refine(({ en, ru }) => en !== '' || ru !== '', 'field.needed')
  .transform(({ en, ru }) => ({ en: en || ru, ru: ru || en }))
const Help = z
  .strictObject({ en: z.string().trim().max(1000).default(''), ru: z.string().trim().max(1000).default('') })
  .transform(({ en, ru }) => ({ en: en || ru, ru: ru || en }))
const Words = z.object({ en: z.string(), ru: z.string() })

const Option = z.object({
  code: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((code) => !/[,;|]/.test(code), 'field.option_separator')
    .describe('What is stored; stays when the label changes'),
  label: Label,
  retired: z.boolean().default(false),
})
/** Each code once. */
const Options = z
  .array(Option)
  .max(500)
  .refine((options) => new Set(options.map(({ code }) => code)).size === options.length, 'field.option_twice')

export const Field = z.object({
  id: z.uuid(),
  key: z.string().describe('The name under which a complaint’s `fields` hold the value'),
  kind: FieldKind,
  label: Words,
  help: Words,
  options: z.array(z.object({ code: z.string(), label: Words, retired: z.boolean() })),
  requiredAt: Stage.nullable(),
  onPublicForm: z.boolean(),
  productIds: z.array(z.uuid()).describe('For complaints about these products and those below them; empty: about all'),
  retired: z.boolean(),
  reading: z
    .boolean()
    .describe('True while values that were there before the field was defined are read into its kind'),
})
export type Field = z.infer<typeof Field>

const described = {
  label: Label,
  help: Help,
  options: Options,
  requiredAt: Stage.nullable(),
  onPublicForm: z.boolean(),
  productIds: z.array(z.uuid()).max(200),
}

export const NewField = z.strictObject({
  key: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((key) => !/[=<>!\n\t]/.test(key), 'field.key_signs'),
  kind: FieldKind,
  ...described,
  help: Help.default({ en: '', ru: '' }),
  options: Options.default([]),
  requiredAt: Stage.nullable().default(null),
  onPublicForm: z.boolean().default(false),
  productIds: z.array(z.uuid()).max(200).default([]),
})
export type NewField = z.infer<typeof NewField>

export const FieldChange = z.strictObject(described).partial().extend({ retired: z.boolean().optional() })
export type FieldChange = z.infer<typeof FieldChange>

nameShapes({ FieldKind, FieldStage: Stage, FieldOption: Option, Field, NewField, FieldChange })

export const fieldsContract = contract({
  listFields: {
    method: 'GET',
    path: '/api/v1/fields',
    summary: 'The company’s own fields of complaints in their order, retired ones included',
    answer: { status: 200, shape: z.array(Field) },
  },
  addField: {
    method: 'POST',
    path: '/api/v1/fields',
    summary:
      'Define a field. With the name of one that imports or programs already gave, their values become its values',
    body: NewField,
    answer: { status: 201, shape: Field },
  },
  changeField: {
    method: 'PATCH',
    path: '/api/v1/fields/:id',
    summary: 'Change what a field is called, offers and asks, retire it or bring it back; its key and kind stay',
    params: z.object({ id: z.uuid() }),
    body: FieldChange,
    answer: { status: 200, shape: Field },
  },
  orderFields: {
    method: 'PUT',
    path: '/api/v1/fields/order',
    summary: 'Put the fields in an order: all ids, once each',
    body: z.strictObject({ ids: z.array(z.uuid()).max(500) }),
    answer: { status: 200, shape: z.array(Field) },
  },
  listFoundNames: {
    method: 'GET',
    path: '/api/v1/fields/found',
    summary: 'Names without a definition under which the newest 2,000 complaints hold something, with examples',
    answer: {
      status: 200,
      shape: z.array(
        z.object({
          key: z.string(),
          complaints: z.number().int().describe('How many of the newest 2,000 complaints have it'),
          examples: z.array(z.string()).describe('Up to 12 different values, the most frequent first'),
        }),
      ),
    },
  },
})
