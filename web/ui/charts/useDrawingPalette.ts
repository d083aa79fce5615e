import { useComputedColorScheme } from '@mantine/core'
import { useIsPrinting } from '../printing.ts'
import { darkPalette, lightPalette, type Palette } from '../../../src/charts/palette.ts'

/** The colours of drawings for the theme on screen, and on paper for a light one. */
export function useDrawingPalette(): Palette {
  const isPrinting = useIsPrinting()
  return useComputedColorScheme('light') === 'dark' && !isPrinting ? darkPalette : lightPalette
}
