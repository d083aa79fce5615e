import { useComputedColorScheme } from '@mantine/core'
import { darkPalette, lightPalette, type Palette } from './palette.ts'

/** The colours of drawings for the theme on screen. */
export function useDrawingPalette(): Palette {
  return useComputedColorScheme('light') === 'dark' ? darkPalette : lightPalette
}
