import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { Complaint } from '../shapes.ts'
import { tagColours } from './rules.ts'

export const TagName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  // Lists of tags are written with these between them.
  .refine((name) => !/[,;|]/.test(name), 'field.tag_separator')
export const TagColour = z.enum(tagColours)

export const Tag = z.object({
  id: z.uuid(),
  name: z.string(),
  colour: TagColour,
  retired: z.boolean(),
  complaints: z
    .object({ count: z.number().int(), more: z.boolean() })
    .nullable()
    .describe('How many carry it, counted to 10,000; null unless asked for'),
})
export type Tag = z.infer<typeof Tag>

export const TagChange = z.strictObject({
  add: z.array(TagName).max(50).default([]),
  remove: z.array(TagName).max(50).default([]),
})
export type TagChange = z.infer<typeof TagChange>

const Id = z.object({ id: z.uuid() })

nameShapes({ TagName, TagColour, Tag, TagChange })

export const tagsContract = contract({
  listTags: {
    method: 'GET',
    path: '/api/v1/tags',
    summary: 'All tags by name, retired ones included',
    query: z.object({ counted: z.enum(['true', 'false']).optional() }),
    answer: { status: 200, shape: z.array(Tag) },
  },
  addTag: {
    method: 'POST',
    path: '/api/v1/tags',
    summary: 'Add a tag. Tagging a complaint with a new word adds it too',
    body: z.strictObject({ name: TagName, colour: TagColour.default('gray') }),
    answer: { status: 201, shape: Tag },
  },
  changeTag: {
    method: 'PATCH',
    path: '/api/v1/tags/:id',
    summary: 'Rename or recolour a tag, retire it or bring it back; complaints that carry it keep it',
    params: Id,
    body: z.strictObject({ name: TagName.optional(), colour: TagColour.optional(), retired: z.boolean().optional() }),
    answer: { status: 200, shape: Tag },
  },
  mergeTag: {
    method: 'POST',
    path: '/api/v1/tags/:id/merge',
    summary:
      'Make one tag of two: complaints that carry this one carry the other instead, and so does whoever types it',
    params: Id,
    body: z.strictObject({ intoId: z.uuid() }),
    answer: { status: 200, shape: Tag },
  },
  tagComplaint: {
    method: 'PATCH',
    path: '/api/v1/complaints/:reference/tags',
    summary: 'Put tags on a complaint and take tags off it, by name; a new name makes a tag',
    params: z.object({ reference: z.string().min(1).max(60) }),
    body: TagChange,
    ifMatch: true,
    answer: { status: 200, shape: Complaint },
  },
})
