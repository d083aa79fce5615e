import { existsSync, readFileSync, statSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { all, testFolder } from './read/files-for-tests.ts'
import { openSource } from './read/source.ts'
import { openRejects } from './rejects.ts'

const folder = testFolder()
afterAll(folder.remove)

test('no file is made while no row is rejected', async () => {
  const rejects = openRejects(`${folder.path}/clean.csv`, () => ['a'])
  await rejects.close()
  expect(existsSync(rejects.path)).toBe(false)
  expect(rejects.count()).toBe(0)
})

test('rejected rows stand with line and reasons before their own columns, readable by their owner alone', async () => {
  const rejects = openRejects(`${folder.path}/some.csv`, () => ['id', 'text'])
  await rejects.write({ line: 7, reasons: ['No date.', 'No text.'], cells: ['1', 'a "quoted", \nthing'] })
  await rejects.flush()
  expect(readFileSync(rejects.path, 'utf8')).toBe(
    '\ufeffamends: line,amends: reason,id,text\r\n7,No date. No text.,1,"a ""quoted"", \nthing"\r\n',
  )
  expect(statSync(rejects.path).mode & 0o777).toBe(0o600)
  await rejects.close()
})

test('cells that a spreadsheet would run as formulae are made harmless, and are what they were when imported again', async () => {
  const dangerous = ['=1+1', '+7 921', '-5', '@cmd', "'=already", '\ttab', "it's", 'plain']
  const rejects = openRejects(`${folder.path}/formulae.csv`, () => dangerous.map((_, index) => `c${index}`))
  await rejects.write({ line: 2, reasons: ['=bad'], cells: dangerous })
  await rejects.close()
  expect(readFileSync(rejects.path, 'utf8').split('\r\n')[1]).toBe(
    `2,'=bad,'=1+1,'+7 921,'-5,'@cmd,''=already,'\ttab,it's,plain`,
  )
  const source = await openSource(rejects.path)
  expect(source.header).toEqual(dangerous.map((_, index) => `c${index}`))
  const [row] = await all(source.rows())
  expect(Object.values(row?.values ?? {})).toEqual(dangerous)
})
