import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import english from '../../../texts/en.json' with { type: 'json' }
import { argumentsOf } from './placeholders.ts'

// Types cannot see inside the sentences of a JSON file, so this test holds what they cannot: each call of t('key', {…}) or
// text(language, 'key', {…}) with its values written out gives exactly the placeholders of the sentence.

type Call = { where: string; key: string; given: string[] }
const sentences: Record<string, string> = english

test('every call gives a sentence the values it asks for, and no others', () => {
  const calls = globSync('{src,web}/**/*.{ts,tsx}')
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap(callsIn)
  expect(calls.length).toBeGreaterThan(0)
  const wrong = calls.filter(({ key, given }) => given.join() !== asked(key).join())
  expect(wrong.map((call) => ({ ...call, asked: asked(call.key) }))).toEqual([])
})

function asked(key: string): string[] {
  return [...new Set(argumentsOf('en', sentences[key] ?? '').map(({ name }) => name))].sort()
}

function callsIn(file: string): Call[] {
  const source = readFileSync(file, 'utf8')
  if (!/\b(t|text)\(/.test(source)) return []
  const calls: Call[] = []
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    const call = ts.isCallExpression(node) && callOf(node)
    if (call) calls.push({ ...call, where: `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}` })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return calls
}

/** The key and the names of the values, or nothing when either is computed at run time. */
function callOf(node: ts.CallExpression): Omit<Call, 'where'> | undefined {
  const called = node.expression.getText()
  if (called !== 't' && called !== 'text') return undefined
  const [key, values] = called === 't' ? node.arguments : node.arguments.slice(1)
  if (!key || !ts.isStringLiteral(key) || !(key.text in sentences)) return undefined
  if (!values) return { key: key.text, given: [] }
  if (!ts.isObjectLiteralExpression(values) || values.properties.some(ts.isSpreadAssignment)) return undefined
  return { key: key.text, given: values.properties.map((property) => property.name?.getText() ?? '').sort() }
}
