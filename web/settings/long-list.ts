/**
 * For Mantine's lists with many options: the list itself scrolls. Mantine scrolls a box around it, which keyboards and screen
 * readers then meet as a place of its own.
 */
export const longList = {
  withScrollArea: false,
  styles: { options: { maxHeight: '15rem', overflowY: 'auto' } },
} as const
