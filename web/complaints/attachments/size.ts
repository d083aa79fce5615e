import type { useFormat } from '../../language/useLanguage.ts'

const steps = [
  ['byte', 1],
  ['kilobyte', 1024],
  ['megabyte', 1_048_576],
  ['gigabyte', 1_073_741_824],
] as const

/** A size as people read it. @example sizeOf(format, 1_300_000)  // '1.2 MB' */
export function sizeOf(format: ReturnType<typeof useFormat>, bytes: number): string {
  const [unit, length] = steps.findLast(([, each]) => bytes >= each) ?? steps[0]
  const value = bytes / length
  return format.number(value, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  })
}
