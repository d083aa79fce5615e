import type { MantineColorsTuple } from '@mantine/core'

// Ten shades a colour with the same lightness steps (OKLCH L .977 … .315), so that shade 7 carries white text (6:1 and more)
// and shade 9 reads on shade 1 in every one of them. `dark` runs from text to the deepest ground, as Mantine expects.

const brand: MantineColorsTuple = [
  '#f0fafb',
  '#e1f2f6',
  '#c1e4ea',
  '#99cfd9',
  '#6bb7c4',
  '#419cab',
  '#218291',
  '#0c6b78',
  '#09535d',
  '#0b383f',
]
const gray: MantineColorsTuple = [
  '#f5f8fa',
  '#ebeff2',
  '#d7dde1',
  '#bec5c9',
  '#a2abb0',
  '#859096',
  '#65707a',
  '#566167',
  '#404b51',
  '#2a3338',
]
const dark: MantineColorsTuple = [
  '#d9dfe2',
  '#b8bfc3',
  '#949da2',
  '#616b70',
  '#40494e',
  '#31393e',
  '#242b2f',
  '#191f23',
  '#12181b',
  '#0b1013',
]
const red: MantineColorsTuple = [
  '#fef5f4',
  '#ffe9e6',
  '#fecfcb',
  '#ffaba4',
  '#fe7b76',
  '#e95453',
  '#ca363a',
  '#aa242b',
  '#851b20',
  '#5b1416',
]
const yellow: MantineColorsTuple = [
  '#fff6ed',
  '#fdebd8',
  '#f8d6b2',
  '#edb981',
  '#de9947',
  '#c57a02',
  '#a36400',
  '#855203',
  '#683e01',
  '#482a00',
]
const green: MantineColorsTuple = [
  '#f0fbf3',
  '#e1f4e7',
  '#c2e7cd',
  '#9ad4ad',
  '#6cbe8b',
  '#43a46b',
  '#228953',
  '#0e7141',
  '#0b5831',
  '#0b3c22',
]
const violet: MantineColorsTuple = [
  '#f8f6fe',
  '#f1ebfe',
  '#e1d5fc',
  '#ccb8f3',
  '#b498e7',
  '#9a7ad1',
  '#8160b5',
  '#6a4d98',
  '#523b76',
  '#372850',
]
const blue: MantineColorsTuple = [
  '#f3f8fe',
  '#e2f0ff',
  '#c2e0fe',
  '#99caf9',
  '#6cafee',
  '#4493d8',
  '#2779bc',
  '#16629f',
  '#104c7b',
  '#0d3454',
]

export const colours = { brand, gray, dark, red, yellow, green, violet, blue }
