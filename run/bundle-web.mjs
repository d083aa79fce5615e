// node run/bundle-web.mjs TO: builds the staff app into the folder TO, and notes there in .sources which files outside web/
// it used, so that a change of any other file of the server does not mean building it again. Beside each file that is worth it
// lies the same one compressed, ready to be sent.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
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

// 9 of 11: the last two would take ten times as long for two per cent.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
for (const path of readdirSync(to, { recursive: true })) {
  if (!/\.(js|css|html|svg)$/.test(String(path))) continue
  const file = join(to, String(path))
  const content = readFileSync(file)
  if (content.length < 1024) continue
  writeFileSync(`${file}.br`, brotliCompressSync(content, brotli))
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
}
