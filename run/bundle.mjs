// node run/bundle.mjs TO: bundles src/cli.ts and every *.worker.ts into the folder TO. Packages stay in node_modules.
import { readdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const workers = readdirSync(join(root, 'src'), { recursive: true }).filter((path) => /\.worker\.tsx?$/.test(path))
const entries = ['cli.ts', ...workers].map((path) => [basename(path).replace(/\.tsx?$/, ''), join(root, 'src', path)])

const bundle = await rolldown({
  cwd: root,
  input: Object.fromEntries(entries),
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
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
