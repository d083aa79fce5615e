import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { productFolder } from '../platform/root.ts'

/** Where a file of the demonstration lies. */
export const demoFile = (name: string): string => join(productFolder, 'demo', name)

/** A file of the demonstration that holds JSON. */
export const readDemo = async <Shape>(name: string): Promise<Shape> =>
  JSON.parse(await readFile(demoFile(name), 'utf8')) as Shape
