import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the product: the nearest one above this file that holds db/migrations, built or not. */
export const productFolder: string = (() => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'db', 'migrations'))) {
    const above = dirname(folder)
    if (above === folder)
      throw new Error('db/migrations was not found above the program: the installation is not complete')
    folder = above
  }
  return folder
})()
