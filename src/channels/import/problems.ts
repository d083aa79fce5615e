import { type Language, type TextKey, text } from '../../platform/texts/index.ts'

/** What can be wrong with one row, or with one place of a mapping. Each has two sentences in texts/: what is wrong, what to do. */
export type ImportProblemKey =
  | 'ragged'
  | 'quote_unclosed'
  | 'row_too_long'
  | 'json_broken'
  | 'not_an_object'
  | 'date_missing'
  | 'date_unreadable'
  | 'date_in_future'
  | 'date_too_old'
  | 'nothing_said'
  | 'history_unreadable'
  | 'value_too_long'
  | 'not_storable'
  | 'mapping_not_json'
  | 'mapping_unknown_part'
  | 'mapping_missing'
  | 'mapping_wrong_kind'
  | 'mapping_choice'
  | 'mapping_size'
  | 'mapping_date_format'
  | 'mapping_time_zone'
  | 'mapping_encoding'
  | 'mapping_column_absent'

/** One thing that was wrong: where (a column, or a place in the mapping such as `columns.receivedAt`), what, with which values. */
export type ImportProblem = { field: string; key: ImportProblemKey; values: Record<string, string | number> }

/** The problem in words: what is wrong and what to do about it. */
export function explain(
  problem: ImportProblem,
  language: Language,
): { field: string; message: string; remedy: string } {
  const values = { field: problem.field, ...problem.values }
  const say = (part: 'problem' | 'remedy') => text(language, `import.${part}.${problem.key}` satisfies TextKey, values)
  return { field: problem.field, message: say('problem'), remedy: say('remedy') }
}
