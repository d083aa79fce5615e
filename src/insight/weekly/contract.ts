import { z } from 'zod'
import { contract, nameShapes } from '../../platform/http/contract.ts'
import { StaffLetter } from '../staff-letters/contract.ts'

const WeeklyLetter = z.object({
  isOn: z.boolean(),
  nextAt: z.iso.datetime().describe('When the next one is due'),
  timeZone: z.string(),
  letters: z.array(StaffLetter).describe('My latest five'),
})

nameShapes({ WeeklyLetter })

export const weeklyContract = contract({
  readWeeklyLetter: {
    method: 'GET',
    path: '/api/v1/weekly-letter',
    summary: 'My weekly letter as a manager: my own figures and three customers’ words, on Mondays',
    answer: { status: 200, shape: WeeklyLetter },
  },
  changeWeeklyLetter: {
    method: 'PUT',
    path: '/api/v1/weekly-letter',
    summary: 'Say whether I want the weekly letter',
    body: z.strictObject({ isOn: z.boolean() }),
    answer: { status: 200, shape: WeeklyLetter },
  },
  sendWeeklyLetter: {
    method: 'POST',
    path: '/api/v1/weekly-letter/letters',
    summary: 'Send me the letter about the last whole week, now',
    answer: { status: 202, shape: WeeklyLetter },
  },
})
