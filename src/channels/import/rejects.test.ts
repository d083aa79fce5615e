import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { all, testFolder } from './read/files-for-tests.ts'
import { openSource } from './read/source.ts'
import { openRejects } from './rejects.ts'

const folder = testFolder()
afterAll(folder.remove)
const places = (name: string) => ({ beside: join(folder.path, name), or: join(folder.path, 'elsewhere', name) })

test('no file is made while no row is rejected', async () => {
  const rejects = openRejects(places('clean.csv'), () => ['a'])
  await rejects.close()
  expect(rejects.path()).toBeNull()
  expect(existsSync(`${folder.path}/clean.csv.rejected.csv`)).toBe(false)
})

test('rejected rows stand with line and reasons before their own columns, readable by their owner alone', async () => {
  const rejects = openRejects(places('some.csv'), () => ['id', 'text'])
  await rejects.write({ line: 7, reasons: ['No date.', 'No text.'], cells: ['1', 'a "quoted", \nthing'] })
  await rejects.flush()
  expect(readFileSync(rejects.path() as string, 'utf8')).toBe(
    '\ufeffamends: line,amends: reason,id,text\r\n7,No date. No text.,1,"a ""quoted"", \nthing"\r\n',
  )
  expect(statSync(rejects.path() as string).mode & 0o777).toBe(0o600)
  await rejects.close()
})

test('cells that a spreadsheet would run as formulae are made harmless, and are what they were when imported again', async () => {
  const dangerous = ['=1+1', '+7 921', '-5', '@cmd', "'=already", '\ttab', "it's", 'plain']
  const rejects = openRejects(places('formulae.csv'), () => dangerous.map((_, index) => `c${index}`))
  await rejects.write({ line: 2, reasons: ['=bad'], cells: dangerous })
  await rejects.close()
  expect(readFileSync(rejects.path() as string, 'utf8').split('\r\n')[1]).toBe(
    `2,'=bad,'=1+1,'+7 921,'-5,'@cmd,''=already,'\ttab,it's,plain`,
  )
  const source = await openSource(rejects.path() as string)
  expect(source.header).toEqual(dangerous.map((_, index) => `c${index}`))
  const [row] = await all(source.rows())
  expect(Object.values(row?.values ?? {})).toEqual(dangerous)
})

test('where nothing can be written beside the file, the rejected rows go to the other place', async () => {
  const { beside, or } = places('no-folder/file.csv')
  const rejects = openRejects({ beside, or }, () => ['a'])
  await rejects.write({ line: 2, reasons: ['No.'], cells: ['x'] })
  await rejects.close()
  expect(rejects.path()).toBe(`${or}.rejected.csv`)
  expect(readFileSync(`${or}.rejected.csv`, 'utf8')).toContain('2,No.,x')
})

test('a file of rejected rows that was there already is kept, because it may hold corrections', async () => {
  mkdirSync(join(folder.path, 'again'))
  const { beside, or } = places('again/file.csv')
  writeFileSync(`${beside}.rejected.csv`, 'corrected by hand')
  const rejects = openRejects({ beside, or }, () => ['a'])
  await rejects.write({ line: 3, reasons: ['No.'], cells: ['x'] })
  await rejects.close()
  expect(readFileSync(`${beside}.rejected.csv.old`, 'utf8')).toBe('corrected by hand')
  expect(readFileSync(`${beside}.rejected.csv`, 'utf8')).toContain('3,No.,x')
})

test('rows rejected at the same time stand one below the other under one header', async () => {
  const rejects = openRejects(places('at-once.csv'), () => ['a'])
  await Promise.all([1, 2, 3].map((line) => rejects.write({ line, reasons: ['No.'], cells: ['x'] })))
  await rejects.close()
  const lines = readFileSync(rejects.path() as string, 'utf8')
    .trim()
    .split('\r\n')
  expect(lines.slice(1)).toEqual(['1,No.,x', '2,No.,x', '3,No.,x'])
})
