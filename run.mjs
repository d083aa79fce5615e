// The one command: node run.mjs start | test | check | bench | cli, on a fresh clone and any Node from 18 on.
// It makes sure of a new enough Node, of the packages and of the build, says what it does, and then hands over.
// Plain JavaScript without packages, because it runs before there are any.
import { existsSync, realpathSync } from 'node:fs'
import * as modules from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ensureBuilt } from './run/build.mjs'
import { ensurePackages } from './run/packages.mjs'
import { execute } from './run/programs.mjs'
import { explain, Failure } from './run/say.mjs'
import { ensureNode, isNewEnough } from './run/toolchain.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const server = join(root, 'dist', 'server', 'cli.mjs')

const usage = `Usage: node run.mjs COMMAND
  start [options]   start Amends (the same as npm start)
  test [options]    run all tests (the same as npm test); options go to vitest
  check             types, lint, format, imports, unused code
  bench [name]      run a measurement of the folder bench
  cli [arguments]   the command amends`

const commands = {
  // Errors name lines of the source; reading the map for it takes a tenth of a second, too long for every small command.
  start: async (node, args) => serverProgram(node, ['serve', ...args], { sourceLines: true }),
  cli: async (node, args) => serverProgram(node, args),
  test: async (node, args) => {
    await ensureBuilt(root, node)
    return (await import('./run/test.mjs')).runTests(root, node, args)
  },
  check: async (node) => (await import('./run/check.mjs')).runChecks(root, node),
  bench: async (node, args) => (await import('./run/bench.mjs')).runBench(root, node, args),
}

/** Runs the built server program: here when this Node is new enough, which is fastest, else in another. */
async function serverProgram(node, args, { sourceLines = false } = {}) {
  await ensureBuilt(root, node)
  if (!existsSync(server)) {
    throw new Failure(
      `There is no src/cli.ts in ${root}, so there is nothing to start.`,
      'Get it back: git checkout src',
    )
  }
  // The same data wherever the command is given from.
  process.env.AMENDS_DATA = process.env.AMENDS_DATA || join(root, 'data')
  const compiled = join(root, '.toolchain', 'compiled')
  if (node !== process.execPath) {
    const options = sourceLines ? ['--enable-source-maps'] : []
    return execute(node, [...options, server, ...args], { env: { NODE_COMPILE_CACHE: compiled, ...process.env } })
  }
  return () => {
    // Keeps what V8 made of the program for the next time: a fifth of the time to start.
    modules.enableCompileCache?.(compiled)
    process.setSourceMapsEnabled(sourceLines)
    process.argv = [node, server, ...args]
    return import(pathToFileURL(server).href)
  }
}

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    const asked = name === undefined || name === 'help' || name === '--help'
    ;(asked ? console.log : console.error)(asked ? usage : `There is no command "${name}".\n${usage}`)
    return asked ? 0 : 2
  }
  if (!existsSync(join(root, 'package-lock.json'))) {
    throw new Failure(
      `The file package-lock.json is missing in ${root}.`,
      'Get it back: git checkout package-lock.json',
    )
  }
  const node = isNewEnough(process.versions.node) ? process.execPath : await ensureNode(root)
  await ensurePackages(root, node)
  return command(node, args)
}

/** @param args what follows the name of the command line, such as ['start', '--port', '7300'] */
export async function run(args) {
  const next = await prepare(args)
  if (typeof next === 'function') await next()
  else process.exitCode = next
}

/** @returns the exit code, or what is still to be run in this process: its errors are no longer ours */
async function prepare(args) {
  try {
    if (process.env.npm_lifecycle_event) await import('./run/with-parent.mjs')
    return await main(args)
  } catch (error) {
    const failure = explain(error, root)
    if (!failure) throw error
    console.error(`${failure.message}\n${failure.remedy}`)
    return 1
  }
}

const startedDirectly =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (startedDirectly) await run(process.argv.slice(2))
