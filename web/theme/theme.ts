import { createTheme, localStorageColorSchemeManager, mergeThemeOverrides, rem } from '@mantine/core'
import { colours } from './colours.ts'

/** The fonts a machine already has: nothing to download, Cyrillic everywhere, and figures of one width in most of them. */
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'

/** Calm and dense: 14 px text, small corners, one accent colour; state colours only where something needs attention. */
const theme = createTheme({
  colors: colours,
  primaryColor: 'brand',
  primaryShade: 7,
  black: colours.gray[9],
  fontFamily,
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(18) },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: rem(6), sm: rem(10), md: rem(16), lg: rem(24), xl: rem(36) },
  radius: { xs: rem(2), sm: rem(4), md: rem(6), lg: rem(8), xl: rem(16) },
  defaultRadius: 'sm',
  headings: {
    fontFamily,
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: rem(21), lineHeight: '1.3' },
      h2: { fontSize: rem(17), lineHeight: '1.35' },
      h3: { fontSize: rem(15), lineHeight: '1.4' },
      h4: { fontSize: rem(14), lineHeight: '1.45' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Badge: { defaultProps: { radius: 'sm' }, styles: { root: { textTransform: 'none' } } },
    Button: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.45 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.45 } } },
    Tooltip: { defaultProps: { openDelay: 350, withinPortal: true } },
  },
})

/** The theme with its one word: what the cross of a dialog or notice says to a screen reader. */
export function themeFor(closeLabel: string) {
  const labelled = {
    defaultProps: { closeButtonProps: { 'aria-label': closeLabel } },
    styles: { title: { fontWeight: 620 } },
  }
  return mergeThemeOverrides(theme, { components: { Modal: labelled, Drawer: labelled, Notification: labelled } })
}

/** Where the choice of light, dark or auto is kept; public/appearance.js reads the same key before the first paint. */
export const themeChoice = localStorageColorSchemeManager({ key: 'amends.theme' })
