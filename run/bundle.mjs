// node run/bundle.mjs TO: bundles src/cli.ts and every *.worker.ts into the folder TO.
import { readdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const workers = readdirSync(join(root, 'src'), { recursive: true }).filter((path) => /\.worker\.tsx?$/.test(path))
const entries = ['cli.ts', ...workers].map((path) => [basename(path).replace(/\.tsx?$/, ''), join(root, 'src', path)])

/**
 * Packages of many small modules go into the bundle, which halves the time to start; the others stay in node_modules, where
 * they find their own files.
 */
const inside = [
  'kysely',
  'zod',
  'fastify-type-provider-zod',
  'temporal-polyfill',
  'temporal-utils',
  'uuid',
  'commander',
  'intl-messageformat',
  '@formatjs',
  'write-excel-file',
  'fflate',
]
const isInside = (id) => inside.some((name) => id === name || id.startsWith(`${name}/`))

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(entries),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && !isInside(id),
  transform: { jsx: { runtime: 'automatic' } },
})
await bundle.write({
  dir: process.argv[2],
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
})
await bundle.close()
