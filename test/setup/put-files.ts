import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { newId } from '../../src/platform/ids.ts'
import { openDiskStore } from '../../src/platform/files/disk.ts'

// node put-files.ts FOLDER: stores files without end and says of each, once it is stored, what it was.
const files = await openDiskStore(process.argv[2] ?? '')
const look = () => Promise.resolve(null)
for (;;) {
  const [id, content] = [newId(), randomBytes(400_000)]
  const pieces = Readable.from([content.subarray(0, 100_000), content.subarray(100_000)])
  const { sha256 } = await files.put(id, pieces, { most: 1_000_000, name: 'file', look })
  process.stdout.write(`${id} ${sha256.toString('hex')}\n`)
}
