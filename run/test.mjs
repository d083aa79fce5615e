import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureMailServer } from './mail-server.mjs'
import { execute } from './programs.mjs'

/** Runs the tests and says last `N passed, N failed`. @returns exit code: 0 when some ran and none failed */
export async function runTests(root, node, args) {
  const browser = { ...(await ensureBrowser(root, node)), ...(await ensureMailServer(root)) }
  const folder = mkdtempSync(join(tmpdir(), 'amends-report-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    const code = await execute(node, [vitest, 'run', ...reporters, ...args], { cwd: root, env: { ...process.env, ...browser } })
    const { passed, failed } = count(report, code)
    console.log(`${passed} passed, ${failed} failed`)
    return code !== 0 ? code : passed > 0 && failed === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A file that could not even be read has no tests to count, and an error outside all tests neither: each is one failure. */
function count(report, code) {
  const { numPassedTests: passed = 0, numFailedTests = 0, testResults = [] } = read(report)
  const unread = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed)).length
  const failed = numFailedTests + unread
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}

const isFailed = ({ status }) => status === 'failed'

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return {}
  }
}
