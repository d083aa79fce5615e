import { parseArgs } from 'node:util'
import { againstControls, againstOwnRate, drawsFrom, fallEvidence, movedAlike, rateRatio } from '../src/stats/index.ts'

import { type Course, course, phiOf, type Setting, sum, weekly } from './parts/courses.ts'

/**
 * How often verdicts are wrong when somebody looks every day, and how often they find what is there: simulated complaints, a fix
 * without effect (or with one), looks on each day. Prints tables in Markdown. Minutes of one core:
 * nice -n 15 npm run bench verdicts -- --runs 2000
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '20260301' } },
})
const runs = Number(values.runs)
const random = drawsFrom(Number(values.seed))

type Method = (before: Course, after: { target: number; controls: number; days: number }, setting: Setting) => boolean

const methods: Record<string, Method> = {
  'exact p < .05, each day': (before, after) => {
    const found = rateRatio({
      rate: { events: after.target, exposure: after.days },
      against: { events: sum(before.target), exposure: before.target.length },
    })
    return found !== null && found.p < 0.05 && found.ratio < 1
  },
  'E ≥ 20, rate before known': (_before, after, { before, weeks }) =>
    fallEvidence({ events: after.target, expected: (before / (weeks * 7)) * after.days }) >= Math.log(20),
  'own rate (ours)': (before, after) => {
    const found = againstOwnRate({
      before: { events: sum(before.target), exposure: before.target.length },
      after: { events: after.target, exposure: after.days },
      phi: phiOf(before.target),
    })
    return found !== null && found.fall >= found.needed
  },
  'controls (ours)': (before, after) => {
    const moved = movedAlike({ a: weekly(before.target), b: weekly(before.controls) })
    const found = againstControls({
      stretches: [{ before: { target: sum(before.target), controls: sum(before.controls) }, after }],
      phi: Math.max(1, moved?.dispersion ?? 1),
    })
    return found !== null && found.fall >= found.needed
  },
}

/** The share of runs in which a method ever says "fewer", and the middle day on which it does. */
function everFound(method: Method, setting: Setting): { share: number; day: number | null } {
  const found: number[] = []
  for (let run = 0; run < runs; run++) {
    const { before, after } = course(setting, random)
    let [target, controls] = [0, 0]
    for (let day = 1; day <= setting.days; day++) {
      target += after.target[day - 1] ?? 0
      controls += after.controls[day - 1] ?? 0
      if (day < 7 || !method(before, { target, controls, days: day }, setting)) continue
      found.push(day)
      break
    }
  }
  return { share: found.length / runs, day: found.toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ?? null }
}

const cell = ({ share, day }: { share: number; day: number | null }, withDay: boolean): string =>
  `${(share * 100).toFixed(1)} %${withDay && day !== null && share > 0.2 ? ` (day ${day})` : ''}`

const settings = [
  { before: 40, weeks: 8, phi: 1 },
  { before: 120, weeks: 26, phi: 1 },
  { before: 400, weeks: 26, phi: 1 },
  { before: 400, weeks: 26, phi: 3 },
]
const names = Object.keys(methods)
for (const { title, effect } of [
  { title: 'False alarms: no effect, looked at on each of 180 days', effect: 1 },
  { title: 'Found within 180 days (middle day): halved', effect: 0.5 },
  { title: 'Found within 180 days (middle day): a fifth is left', effect: 0.2 },
]) {
  process.stdout.write(
    `\n${title}\n\n| before | weeks | phi | ${names.join(' | ')} |\n|${' --- |'.repeat(names.length + 3)}\n`,
  )
  for (const setting of settings) {
    const cells = names.map((name) =>
      cell(everFound(methods[name] as Method, { ...setting, effect, days: 180 }), effect < 1),
    )
    process.stdout.write(`| ${setting.before} | ${setting.weeks} | ${setting.phi} | ${cells.join(' | ')} |\n`)
  }
}
