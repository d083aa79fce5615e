import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locked } from './lock.mjs'
import { capture } from './programs.mjs'
import { Failure, step } from './say.mjs'

/** What is built into dist/, from which files, and how. */
const targets = [
  {
    name: 'server',
    title: 'Building the server',
    sources: ['src', 'texts', 'db', 'package-lock.json', 'run/bundle.mjs'],
    entry: 'src/cli.ts',
    command: (_root, to) => [fileURLToPath(new URL('./bundle.mjs', import.meta.url)), to],
  },
  {
    name: 'web',
    title: 'Building the web app',
    sources: ['web', 'src', 'texts', 'package-lock.json', 'tsconfig.json'],
    entry: 'web/vite.config.ts',
    command: (root, to) => [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', join(root, 'web'), '--outDir', to, '--emptyOutDir'],
  },
]

/** Builds what has changed since the last time. */
export async function ensureBuilt(root, node) {
  const stale = () => targets.filter((target) => existsSync(join(root, target.entry)) && !isCurrent(root, target))
  if (stale().length > 0) {
    await locked(root, async () => {
      for (const target of stale()) await build(root, node, target)
    })
  }
}

/** Beside the running old one; it takes the old one's place when it is whole. */
async function build(root, node, target) {
  const dist = join(root, 'dist')
  const [unfinished, old] = [join(dist, `${target.name}.unfinished`), join(dist, `${target.name}.old`)]
  for (const path of [unfinished, old]) rmSync(path, { recursive: true, force: true })
  mkdirSync(dist, { recursive: true })
  // Taken first: a file that changes while we build makes the next start build again.
  const stamp = fingerprint(root, target)
  await step(target.title, async () => {
    const { code, said } = await capture(node, target.command(root, unfinished), { cwd: root })
    if (code !== 0) throw new Failure(`${target.title} failed:\n${said.trim()}`, 'Correct the source it names, then try again. The last build is still there.')
  })
  writeFileSync(join(unfinished, '.stamp'), stamp)
  const place = join(dist, target.name)
  if (existsSync(place)) renameSync(place, old)
  renameSync(unfinished, place)
  rmSync(old, { recursive: true, force: true })
}

function isCurrent(root, target) {
  const stamp = join(root, 'dist', target.name, '.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, target)
}

/** Path, size and time of change of every source; tests are no part of what is built. */
function fingerprint(root, { sources }) {
  const hash = createHash('sha256')
  for (const path of sources) addTo(hash, root, path)
  return hash.digest('hex')
}

function addTo(hash, root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (found?.isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addTo(hash, root, `${path}/${name}`)
  } else if (found && !/\.test\.tsx?$/.test(path)) {
    hash.update(`${path} ${found.size} ${found.mtimeMs}\n`)
  }
}
