// What pages ask for, on a server that runs already: npm run bench pages DATA_FOLDER [words in the names of requests]
// The server must be of this machine, with complaints and exposures in it; a pothole is opened in it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPages } from './parts/pages.ts'

const [folder, only] = process.argv.slice(2)
if (!folder) throw new Error('Say which data folder: npm run bench pages DATA_FOLDER')
await readPages(JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')), only)
