import type { ReactNode } from 'react'
import { type Direction, directionOf, type Language } from '../platform/texts/languages.ts'
import { drawingFont, type Palette, type Tone } from './palette.ts'

/** What every drawing needs beside its numbers. */
export type DrawingProps = {
  /** Width in its own pixels; letters are 13 of them high. It may then be shown at any size. */
  width: number
  palette: Palette
  language: Language
}

export const letters = { usual: 13, small: 11.5 }
const tones: Tone[] = ['first', 'second', 'third', 'fourth', 'unknown']

type CanvasProps = DrawingProps & {
  /** Unique on the page. */
  id: string
  height: number
  title: string
  description: string
  /** Whether anything in it can be followed: then it is a group of links, else one picture. */
  hasLinks: boolean
  children: ReactNode
}

/** The sheet of a drawing: its size, its name and description for screen readers, its patterns. */
export function Canvas({ id, width, height, title, description, hasLinks, language, palette, children }: CanvasProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={hasLinks ? 'group' : 'img'}
      aria-labelledby={`${id}-title ${id}-description`}
      fontFamily={drawingFont}
      fontSize={letters.usual}
      direction={directionOf(language)}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Patterns id={id} palette={palette} />
      {children}
    </svg>
  )
}

/** The `fill` of a tone. */
export function fillOf(id: string, tone: Tone): string {
  return `url(#${id}-${tone})`
}

// Plain, slanted lines, dots, level lines; thin slanted lines on nothing for what is not known.
const marks: Record<Tone, ReactNode> = {
  first: null,
  second: <path d="M-1 5 5 -1M3 9 9 3" strokeWidth="1.6" />,
  third: <circle cx="4" cy="4" r="1.2" strokeWidth="1" />,
  fourth: <path d="M0 2h8M0 6h8" strokeWidth="1.3" />,
  unknown: <path d="M-1 5 5 -1M3 9 9 3" strokeWidth="0.8" />,
}

function Patterns({ id, palette }: { id: string; palette: Palette }) {
  return (
    <defs>
      {tones.map((tone) => (
        <pattern key={tone} id={`${id}-${tone}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill={palette.tones[tone].fill} />
          <g stroke={palette.tones[tone].mark} fill="none">
            {marks[tone]}
          </g>
        </pattern>
      ))}
    </defs>
  )
}

/**
 * Where things lie when the page runs from right to left: distances are given from the side where reading begins, and come out
 * from the left, as SVG wants them.
 */
export function placesFor(direction: Direction, width: number) {
  const isMirrored = direction === 'rtl'
  return {
    /** A point `distance` from the beginning. */
    at: (distance: number) => (isMirrored ? width - distance : distance),
    /** The left edge of something that begins at `distance` and is `length` wide. */
    left: (distance: number, length: number) => (isMirrored ? width - distance - length : distance),
  }
}

type WordsProps = {
  x: number
  y: number
  fill: string
  size?: number
  weight?: number
  anchor?: 'start' | 'middle' | 'end'
  children: string
}

/** A line of words that screen readers pass over: they are told the same in sentences. */
export function Words({ x, y, fill, size = letters.usual, weight, anchor = 'start', children }: WordsProps) {
  return (
    <text x={x} y={y} fill={fill} fontSize={size} fontWeight={weight} textAnchor={anchor} aria-hidden>
      {children}
    </text>
  )
}

type OpenProps = {
  /** Where it leads; nothing to follow without it. */
  href?: string | undefined
  /** The whole of what is drawn here, as a sentence. */
  sentence: string
  children: ReactNode
}

/** A part of a drawing that opens what stands behind it. Its sentence also shows under the pointer. */
export function Open({ href, sentence, children }: OpenProps) {
  const named = (
    <>
      <title>{sentence}</title>
      {children}
    </>
  )
  return href ? <a href={href}>{named}</a> : <g>{named}</g>
}
