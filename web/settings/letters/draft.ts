import type { AnswerOf } from '../../api/client.ts'

export type Template = AnswerOf<'listLetterTemplates'>[number]
export type Words = Pick<Template, 'subject' | 'body'>
/** What was written and is not saved, by kind and language. */
export type Drafts = Readonly<Record<string, Words>>

/** The name under which the draft of a template is kept. */
export const keyOf = ({ kind, language }: Pick<Template, 'kind' | 'language'>): string => `${kind}.${language}`

/** What a template says on screen: the draft, else what is saved. */
export function wordsOf(template: Template, drafts: Drafts): Words {
  const { subject, body } = drafts[keyOf(template)] ?? template
  return { subject, body }
}

/** The drafts after a change to a template; one that says what is saved is none. */
export function changed(drafts: Drafts, template: Template, change: Partial<Words>): Drafts {
  const { [keyOf(template)]: _before, ...rest } = drafts
  const { subject, body } = { ...wordsOf(template, drafts), ...change }
  const isSame = subject === template.subject && body === template.body
  return isSame ? rest : { ...rest, [keyOf(template)]: { subject, body } }
}

/**
 * Puts a placeholder where the cursor is, in place of what is selected.
 * @returns the new text and where the cursor stands then
 */
export function inserted(text: string, { from, to }: { from: number; to: number }, name: string) {
  const placeholder = `{${name}}`
  return { text: text.slice(0, from) + placeholder + text.slice(to), cursor: from + placeholder.length }
}
