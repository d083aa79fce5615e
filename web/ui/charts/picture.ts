import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Language } from '../../../src/platform/texts/languages.ts'
import type { DrawingProps } from '../../../src/charts/drawing.tsx'
import { fit } from '../../../src/charts/lettering.ts'
import { drawingFont, lightPalette } from '../../../src/charts/palette.ts'

const svgNames = 'http://www.w3.org/2000/svg'
const width = 880
const margin = 24

type Picture = { title: string; description: string; language: Language; draw: (props: DrawingProps) => ReactNode }

/** A chart as an SVG of its own: on a white sheet, with its title and description above, and without links. */
export function drawPicture({ title, description, language, draw }: Picture): SVGSVGElement {
  const drawing = render(draw({ width, palette: lightPalette, language }))
  for (const link of drawing.querySelectorAll('a')) link.removeAttribute('href')
  const words = fit(description, { width, fontSize: 13, maxLines: 3 })
  const top = margin + 26 + words.length * 18 + 12
  const height = top + Number(drawing.getAttribute('height')) + margin

  const sheet = element('svg', { width: width + 2 * margin, height, viewBox: `0 0 ${width + 2 * margin} ${height}` })
  sheet.append(element('rect', { width: '100%', height: '100%', fill: lightPalette.ground }))
  sheet.append(line(title, { y: margin + 16, size: 18, weight: 600, fill: lightPalette.ink }))
  for (const [place, each] of words.entries()) {
    sheet.append(line(each, { y: margin + 40 + place * 18, size: 13, weight: 400, fill: lightPalette.quiet }))
  }
  drawing.setAttribute('x', String(margin))
  drawing.setAttribute('y', String(top))
  sheet.append(drawing)
  return sheet as SVGSVGElement
}

/** Hands the picture to the person as a file. @throws when the browser cannot paint it */
export async function savePicture(picture: SVGSVGElement, name: string, format: 'svg' | 'png'): Promise<void> {
  const file = format === 'png' ? await paint(picture) : new Blob([sourceOf(picture)], { type: 'image/svg+xml' })
  download(URL.createObjectURL(file), `${fileName(name)}.${format}`)
}

/** As pixels, at twice the size, so that it stays sharp in a document. */
async function paint(picture: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sourceOf(picture))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * 2
  canvas.height = image.height * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!file) throw new Error('The browser made no PNG of the canvas')
  return file
}

function render(drawing: ReactNode): SVGSVGElement {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => root.render(drawing))
  const svg = place.querySelector('svg')?.cloneNode(true) as SVGSVGElement
  root.unmount()
  return svg
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(svgNames, name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value))
  return made
}

function line(
  words: string,
  { y, size, weight, fill }: { y: number; size: number; weight: number; fill: string },
): SVGElement {
  const attributes = { x: margin, y, fill, 'font-size': size, 'font-weight': weight, 'font-family': drawingFont }
  const made = element('text', attributes)
  made.textContent = words
  return made
}

function sourceOf(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture)
}

/** The title as a file name that every system takes. */
function fileName(title: string): string {
  return title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 100)
}

function download(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then; keeping the address would keep the picture in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
