// What pages ask for, on a server that runs already: npm run bench pages DATA_FOLDER [words in the names of requests]
// The server must be of this machine, with complaints of 2023 to 2025 in it. Orders are stored and a pothole is opened: measure on a copy.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expose } from './parts/exposures.ts'
import { readPages } from './parts/pages.ts'

const [folder, only] = process.argv.slice(2)
if (!folder) throw new Error('Say which data folder: npm run bench pages DATA_FOLDER')
const server = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'))
await expose(server)
await readPages(server, only)
