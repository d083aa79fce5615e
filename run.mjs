// The one command: node run.mjs start | test | check | bench | cli, on a fresh clone and any Node from 18 on.
// It makes sure of a new enough Node, of the packages and of the build, says what it does, and then hands over.
// Plain JavaScript without packages, because it runs before there are any.
import { existsSync, realpathSync } from 'node:fs'
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
  start: async (node, args) => serverProgram(node, ['serve', ...args]),
  cli: async (node, args) => serverProgram(node, args),
  test: async (node, args) => {
    await ensureBuilt(root, node)
    return (await import('./run/test.mjs')).runTests(root, node, args)
  },
  check: async (node) => (await import('./run/check.mjs')).runChecks(root, node),
  bench: async (node, args) => (await import('./run/bench.mjs')).runBench(root, node, args),
}

/** Runs the built server program: here when this Node is new enough, which is fastest, else in another. */
async function serverProgram(node, args) {
  await ensureBuilt(root, node)
  if (!existsSync(server)) {
    throw new Failure(
      `There is no src/cli.ts in ${root}, so there is nothing to start.`,
      'Get it back: git checkout src',
    )
  }
  // The same data wherever the command is given from.
  process.env.AMENDS_DATA = process.env.AMENDS_DATA || join(root, 'data')
  if (node !== process.execPath) return execute(node, ['--enable-source-maps', server, ...args])
  return () => {
    process.setSourceMapsEnabled(true)
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
