// node run/bundle-web.mjs TO: builds the staff app into the folder TO, and notes there in .sources which files outside web/
// it used, so that a change of any other file of the server does not mean building it again.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const to = process.argv[2]
const used = new Set()

const noteSources = {
  name: 'note-sources',
  moduleParsed({ id }) {
    const path = relative(root, id.split('?')[0]).split(sep).join('/')
    if (path.startsWith('src/')) used.add(path)
  },
}

await build({
  root: join(root, 'web'),
  logLevel: 'warn',
  plugins: [noteSources],
  build: { outDir: to, emptyOutDir: true },
})
// The list of operations is read from the contracts while building, not bundled.
for (const path of readdirSync(join(root, 'src'), { recursive: true })) {
  const file = String(path).split(sep).join('/')
  if (/contracts?\.ts$/.test(file)) used.add(`src/${file}`)
}
mkdirSync(to, { recursive: true })
writeFileSync(join(to, '.sources'), [...used].join('\n'))
