import { existsSync, realpathSync, statfsSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { capture } from './programs.mjs'
import { Failure } from './say.mjs'

/** Used only where the npm on this machine cannot be run by another Node. */
const ownNpm = 'npm@11.19.1'

/**
 * Runs npm by `node`, quietly, for something that takes `megabytes` on disk. Throws a Failure that says why in words; npm's
 * own words go to .toolchain/npm.log, because they name the registry.
 */
export async function npm(root, node, args, megabytes) {
  // On a full disk npm leaves holes and calls it success.
  const free = freeMegabytes(root)
  if (free < megabytes) {
    throw new Failure(`This needs ${megabytes} MB; the disk that holds ${root} has ${free} MB free.`, 'Free some space on it, then try again.')
  }
  const cli = findNpm(root) ?? (await installNpm(root))
  await runNpm(root, node, [cli, ...args], process.platform === 'win32' && node.endsWith('.cmd'))
}

async function runNpm(root, file, args, shell = false) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  // Without a network npm would be silent for minutes.
  quiet.push('--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000')
  // Where npm starts programs, they are to be run by this Node too.
  const path = `${dirname(file)}${delimiter}${process.env.PATH ?? ''}`
  const { code, said } = await capture(file, [...args, ...quiet], { cwd: root, shell, env: { ...process.env, PATH: path } })
  if (code === 0) return
  const log = join(root, '.toolchain', 'npm.log')
  try {
    writeFileSync(log, said)
  } catch {}
  throw failureOf(said, log, root)
}

function findNpm(root) {
  const launcher = process.env.npm_execpath
  const beside = dirname(realpathSync(process.execPath))
  const candidates = [
    launcher && /npm-cli\.c?js$/.test(launcher) ? launcher : undefined,
    join(root, '.toolchain', 'npm', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    ...onPath(),
  ]
  return candidates.find((path) => path !== undefined && existsSync(path))
}

/** `npm` on the path is usually a link to npm-cli.js. */
function onPath() {
  const links = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const files = links.filter((path) => existsSync(path)).map((path) => realpathSync(path))
  return files.filter((path) => /npm-cli\.c?js$/.test(path))
}

async function installNpm(root) {
  const prefix = join(root, '.toolchain', 'npm')
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { code } = await capture(command, ['--version'], { shell: process.platform === 'win32' })
  if (code !== 0) {
    throw new Failure('npm was not found beside this Node.', 'Install Node.js 24 with npm (nodejs.org or your system), then try again.')
  }
  await runNpm(root, command, ['install', '--prefix', prefix, '--no-save', '--no-package-lock', ownNpm], process.platform === 'win32')
  return join(prefix, 'node_modules', 'npm', 'bin', 'npm-cli.js')
}

const causes = [
  [/ENOSPC|no space left/i, 'The disk is full.', 'Free 2 GB on it, then try again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|network/i,
    'The package registry cannot be reached.',
    'Check the network connection (and the proxy: npm config get proxy), then try again.',
  ],
  [
    /CERT|certificate/,
    "The package registry's certificate is not trusted here.",
    'If your network puts its own in between, name its file in NODE_EXTRA_CA_CERTS, then try again.',
  ],
  [/\bE40[13]\b/, 'The package registry refused access.', 'Sign in to it (npm login) or correct .npmrc, then try again.'],
  [/\bE404\b|ETARGET/, 'The package registry does not have a package that Amends needs.', 'Correct the registry in .npmrc, then try again.'],
  [/EINTEGRITY/, 'A package arrived damaged or changed; it was not used.', 'Empty the cache (npm cache clean --force), then try again.'],
  [/EACCES|EPERM|EROFS/, 'The folder of Amends may not be written.', 'Give it to the user who starts Amends, then try again.'],
  [/EUSAGE|in sync/, 'package.json and package-lock.json do not fit together.', 'Run npm install once, then try again.'],
]

function failureOf(said, log, root) {
  const [, what, remedy] = causes.find(([pattern]) => pattern.test(said)) ?? [0, 'npm failed.', 'Correct what it names there, then try again.']
  return new Failure(`${what} (npm's own words are in ${log}; ${freeMegabytes(root)} MB are free on that disk)`, remedy)
}

function freeMegabytes(root) {
  const { bavail, bsize } = statfsSync(root)
  return Math.floor((bavail * bsize) / 2 ** 20)
}
