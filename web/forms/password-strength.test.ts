import { expect, test } from 'vitest'
import { strengthOf } from './password-strength.ts'

const known = ['Anna Petrova', 'anna@seven-seas.example', 'Seven Seas']

test.each([
  { password: 'short', strength: 'too_short' },
  { password: 'aaaaaaaaaaaaaaaa', strength: 'guessable' },
  { password: '1234567890', strength: 'guessable' },
  { password: 'abababababab', strength: 'guessable' },
  { password: 'annapetrova7', strength: 'guessable' },
  { password: 'SevenSeas2026', strength: 'guessable' },
  { password: 'kmvq8rtzpw', strength: 'fair' },
  { password: 'rowan kettle violin marsh', strength: 'strong' },
  { password: 'рябина чайник скрипка', strength: 'strong' },
])('$password is $strength', ({ password, strength }) => {
  expect(strengthOf(password, known)).toBe(strength)
})
