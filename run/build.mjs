import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { locked } from './lock.mjs'
import { capture } from './programs.mjs'
import { Failure, step } from './say.mjs'

/** What is built into dist/, from which files, and by which program (run with the folder to build into). */
const targets = [
  {
    name: 'server',
    title: 'Building the server',
    sources: ['src', 'texts', 'db', 'package-lock.json', 'run/bundle.mjs'],
    entry: 'src/cli.ts',
    program: 'run/bundle.mjs',
  },
  {
    name: 'web',
    title: 'Building the web app',
    sources: ['web', 'texts', 'package-lock.json', 'tsconfig.json', 'run/bundle-web.mjs'],
    entry: 'web/vite.config.ts',
    program: 'run/bundle-web.mjs',
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
  // As they are now: a file that changes while we build makes the next start build again.
  const before = describe(root, [...target.sources, 'src'])
  await step(target.title, async () => {
    const { code, said } = await capture(node, [join(root, target.program), unfinished], { cwd: root })
    if (code !== 0) throw new Failure(`${target.title} failed:\n${said.trim()}`, 'Correct the source it names, then try again. The last build is still there.')
  })
  writeFileSync(join(unfinished, '.stamp'), fingerprint(before, sourcesOf(target, unfinished)))
  const place = join(dist, target.name)
  if (existsSync(place)) renameSync(place, old)
  renameSync(unfinished, place)
  rmSync(old, { recursive: true, force: true })
}

function isCurrent(root, target) {
  const built = join(root, 'dist', target.name)
  const stamp = join(built, '.stamp')
  if (!existsSync(stamp)) return false
  const sources = sourcesOf(target, built)
  return readFileSync(stamp, 'utf8') === fingerprint(describe(root, sources), sources)
}

/** The sources, and what the last build has used from elsewhere: the web app takes only a few files from src. */
function sourcesOf({ sources }, built) {
  const list = join(built, '.sources')
  return existsSync(list) ? [...sources, ...readFileSync(list, 'utf8').split('\n')] : sources
}

/** Size and time of change of every file in `paths`; tests are no part of what is built. */
function describe(root, paths, files = new Map()) {
  for (const path of paths) {
    const found = statSync(join(root, path), { throwIfNoEntry: false })
    if (found?.isDirectory()) {
      const names = readdirSync(join(root, path))
      describe(
        root,
        names.map((name) => `${path}/${name}`),
        files,
      )
    } else if (found && !/\.test\.tsx?$/.test(path)) {
      files.set(path, `${found.size} ${found.mtimeMs}`)
    }
  }
  return files
}

function fingerprint(files, sources) {
  const isSource = (path) => sources.some((source) => path === source || path.startsWith(`${source}/`))
  const lines = [...files].filter(([path]) => isSource(path)).map(([path, state]) => `${path} ${state}`)
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}
