import { join } from 'node:path'
import { capture } from './programs.mjs'

/** The checks that need no running product, cheapest first. */
const checks = [
  { name: 'types', program: 'typescript7/bin/tsc', args: ['--noEmit', '--incremental', '--tsBuildInfoFile', '.toolchain/types.tsbuildinfo'] },
  { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--format=unix'] },
  { name: 'format', program: '@biomejs/biome/bin/biome', args: ['format', '--reporter=summary', '--colors=off'] },
  {
    name: 'imports',
    program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['src', 'web', 'test', 'bench', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    read: readImports,
  },
  { name: 'unused', program: 'knip/bin/knip.js', args: ['--no-progress', '--no-config-hints'] },
]

/** Runs all checks and says of each how it went. @returns exit code: 0 when all are well */
export async function runChecks(root, node) {
  let failed = 0
  for (const check of checks) {
    const began = Date.now()
    const { code, said } = await capture(node, [join(root, 'node_modules', check.program), ...check.args], { cwd: root })
    const problem = check.read ? check.read(said) : code === 0 ? null : said.trim()
    console.log(`${problem === null ? 'ok    ' : 'FAILED'} ${check.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    if (problem !== null) {
      failed += 1
      console.log(problem)
    }
  }
  return failed === 0 ? 0 : 1
}

/** dependency-cruiser says "no violations" as well when it could read nothing at all. */
function readImports(said) {
  const { summary } = parse(said) ?? {}
  if (!summary) return said.trim()
  if (!(summary.totalCruised > 0)) return 'dependency-cruiser has read no file: does it know this version of TypeScript?'
  const lines = summary.violations.map(({ from, to, rule }) => `${from} imports ${to}: ${rule.name}${reason(summary, rule)}`)
  return lines.length === 0 ? null : lines.join('\n')
}

function reason({ ruleSetUsed }, { name }) {
  const found = ruleSetUsed?.forbidden?.find((rule) => rule.name === name)
  return found ? `\n  ${found.comment}` : ''
}

function parse(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  } catch {
    return null
  }
}
