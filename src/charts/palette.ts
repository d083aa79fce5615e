/** A tone is a colour and a pattern, so that it is told apart in grey as well. `unknown` never looks like a result. */
export type Tone = 'first' | 'second' | 'third' | 'fourth' | 'unknown'

/** Colours of a drawing as plain values: a letter, a PDF and a saved picture know no style sheet. */
export type Palette = {
  ground: string
  ink: string
  quiet: string
  line: string
  band: string
  tones: Record<Tone, { fill: string; mark: string }>
}

export const lightPalette: Palette = {
  ground: '#ffffff',
  ink: '#2a3338',
  quiet: '#5c6871',
  line: '#d7dde1',
  band: '#859096',
  tones: {
    first: { fill: '#0c6b78', mark: '#0c6b78' },
    second: { fill: '#de9947', mark: '#855203' },
    third: { fill: '#b498e7', mark: '#523b76' },
    fourth: { fill: '#c2e0fe', mark: '#2779bc' },
    unknown: { fill: '#ffffff', mark: '#859096' },
  },
}

export const darkPalette: Palette = {
  ground: '#191f23',
  ink: '#d9dfe2',
  quiet: '#a3abb0',
  line: '#343d43',
  band: '#859096',
  tones: {
    first: { fill: '#419cab', mark: '#419cab' },
    second: { fill: '#a36400', mark: '#f8d6b2' },
    third: { fill: '#6a4d98', mark: '#e1d5fc' },
    fourth: { fill: '#104c7b', mark: '#99caf9' },
    unknown: { fill: '#191f23', mark: '#859096' },
  },
}

/** The fonts of a drawing; as in the app, so that a saved picture looks the same. */
export const drawingFont = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif'
