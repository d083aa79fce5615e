import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Duplex, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../../platform/problem.ts'
import { openZip, type Zip } from './zip.ts'

/** A file to read from: its bytes unpacked, or an Excel workbook, which is read part by part. */
export type ImportFile = {
  /** Name without the ending of the packing: `complaints.csv` for `complaints.csv.gz`. */
  name: string
  /** Bytes on disk. */
  size: number
  /** Bytes of the file on disk read so far by the latest reading: compare with `size` for progress. */
  bytesRead: () => number
  /** The unpacked bytes, from the start, each time it is called. */
  bytes(): AsyncIterable<Buffer>
  workbook: Zip | null
  close: () => Promise<void>
}

/**
 * Opens a file; `.gz` and `.zip` with one file in it are unpacked while reading, known by their first bytes and not by their name.
 * @throws Problem when there is no such file, it is empty, or of a kind that holds no table
 */
export async function openImportFile(path: string): Promise<ImportFile> {
  const { first, size } = await beginning(path)
  const name = basename(path)
  if (size === 0) throw new Problem('unprocessable', 'import_file_empty', { file: name })
  for (const [kind, signature] of foreignKinds) {
    if (first.startsWith(signature)) throw new Problem('unprocessable', 'import_file_kind', { file: name, kind })
  }
  if (first.startsWith('PK\x03\x04')) return zipFile(path, name, size)
  return streamFile(path, name, size, first.startsWith('\x1f\x8b'))
}

const foreignKinds = [
  ['PDF', '%PDF'],
  ['XLS', '\xd0\xcf\x11\xe0'],
  ['RAR', 'Rar!'],
  ['7Z', '7z\xbc\xaf'],
] as const

async function beginning(path: string): Promise<{ first: string; size: number }> {
  const handle = await open(path).catch((cause: unknown) => {
    throw new Problem('not_found', 'import_file_unreadable', { file: basename(path) }, { cause })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw new Problem('not_found', 'import_file_unreadable', { file: basename(path) })
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return { first: buffer.toString('latin1', 0, bytesRead), size: stat.size }
  } finally {
    await handle.close()
  }
}

function streamFile(path: string, name: string, size: number, packed: boolean): ImportFile {
  let read = () => 0
  return {
    name: packed ? name.replace(/\.gz$/i, '') : name,
    size,
    bytesRead: () => read(),
    bytes: () => {
      const stream = createReadStream(path, { highWaterMark: 1 << 16 })
      read = () => stream.bytesRead
      return packed ? unpack(stream, createGunzip({ chunkSize: 1 << 16 }), name) : stream
    },
    workbook: null,
    close: async () => {},
  }
}

async function* unpack(packed: NodeJS.ReadableStream, through: Duplex, file: string): AsyncGenerator<Buffer> {
  pipeline(packed, through, () => {})
  try {
    for await (const chunk of through) yield chunk as Buffer
  } catch (cause) {
    throw new Problem('unprocessable', 'import_archive_damaged', { file }, { cause })
  }
}

async function zipFile(path: string, name: string, size: number): Promise<ImportFile> {
  const zip = await openZip(path)
  const close = () => zip.close()
  if (zip.has('xl/workbook.xml')) {
    return { name, size, bytesRead: () => zip.bytesRead(), bytes: () => noBytes(), workbook: zip, close }
  }
  const [inside, another] = zip.names().filter((entry) => !/(^|\/)(__MACOSX\/|\.)|\/$/.test(entry))
  if (!inside || another) {
    await close()
    throw new Problem('unprocessable', 'import_archive_many', { file: name })
  }
  return {
    name: basename(inside),
    size,
    bytesRead: () => zip.bytesRead(),
    bytes: () => zip.read(inside),
    workbook: null,
    close,
  }
}

async function* noBytes(): AsyncGenerator<Buffer> {}
