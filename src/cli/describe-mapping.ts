import type { Mapping } from '../channels/import/mapping/mapping.ts'

const listed = (names: string | string[] | undefined, between = ', '): string =>
  Array.isArray(names) ? names.join(between) : (names ?? '')

/** What an import will do, for a person: the known mapping's name, or every part of the complaint with its columns. */
export function describeMapping({ mapping, recognised }: { mapping: Mapping; recognised: string | null }): string {
  if (recognised !== null) return `Known file: mapping "${recognised}".`
  const { receivedAt, ...columns } = mapping.columns
  const date = receivedAt.from
    ? `${listed(receivedAt.from)} (${listed(receivedAt.format, ' or ') || 'iso'}, ${mapping.timeZone ?? 'UTC'})`
    : 'the moment of the import'
  const lines = [
    `  receivedAt ← ${date}`,
    ...Object.entries(columns).map(
      ([target, rule]) => `  ${target} ← ${rule?.from ? listed(rule.from) : `"${rule?.is}"`}`,
    ),
    ...(mapping.history ?? []).map(({ kind, at, when }) => `  ${kind} ← ${listed(at?.from ?? when?.column)}`),
    `  everything else is ${mapping.rest === 'fields' ? 'kept as fields' : 'left out'}`,
  ]
  return `Mapping "${mapping.name}":\n${lines.join('\n')}`
}
