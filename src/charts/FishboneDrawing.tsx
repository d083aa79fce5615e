import { useId } from 'react'
import { directionOf } from '../platform/texts/languages.ts'
import { Canvas, type DrawingProps, letters, Open, placesFor, Words } from './drawing.tsx'
import {
  causeSentence,
  type FishboneFacts,
  type LaidBone,
  type LaidCause,
  type LaidFishbone,
  layFishbone,
  slant,
} from './fishbone.ts'
import type { Palette } from './palette.ts'

type FishboneDrawingProps = DrawingProps & FishboneFacts & { title: string; description: string }

/**
 * A fishbone (Ishikawa's): the problem is the head, each bone a kind of thing that management can change, on it what leads to
 * the problem. What is not known to its end is dashed. The same on the server and on the screen.
 */
export function FishboneDrawing(props: FishboneDrawingProps) {
  const { width, palette, language, title, description } = props
  const id = useId()
  const laid = layFishbone(props, width)
  const { at } = placesFor(directionOf(language), width)
  const parts = { laid, palette, language, width, at }
  return (
    <Canvas {...{ id, width, height: laid.height, title, description, hasLinks: false, palette, language }}>
      <Spine {...parts} />
      {laid.bones.map((bone) => (
        <Bone key={bone.key} {...parts} bone={bone} />
      ))}
      <Head {...parts} />
    </Canvas>
  )
}

type Parts = DrawingProps & { laid: LaidFishbone; at: (distance: number) => number }

function Spine({ laid, palette, at }: Parts) {
  const { isNarrow, spine, head, bones } = laid
  const last = bones.at(-1)
  const course = isNarrow
    ? `M${at(12)} ${spine}V${(last?.labelY ?? spine) - 4}`
    : `M${at(2)} ${spine}H${at(head.start)}`
  return <path d={course} fill="none" stroke={palette.quiet} strokeWidth={2.5} />
}

/** The problem, where the spine ends: to it everything leads. */
function Head({ laid, palette, at }: Parts) {
  const { isNarrow, spine, head } = laid
  const height = head.lines.length * 15 + 18
  const top = isNarrow ? 1 : spine - height / 2
  const left = Math.min(at(head.start), at(head.start + head.width))
  return (
    <g aria-hidden>
      <rect
        x={left}
        y={top}
        width={head.width}
        height={height}
        rx={6}
        fill={palette.ground}
        stroke={palette.ink}
        strokeWidth={1.5}
      />
      {head.lines.map((line, place) => (
        <Words
          key={`${place} ${line}`}
          x={at(head.start + 10)}
          y={top + 21 + place * 15}
          fill={palette.ink}
          weight={620}
        >
          {line}
        </Words>
      ))}
    </g>
  )
}

const markOf = (palette: Palette, { isOpen }: LaidBone) => (isOpen ? palette.quiet : palette.tones.first.mark)
const dashOf = ({ isOpen }: LaidBone) => (isOpen ? '5 4' : undefined)

function Bone({ bone, ...parts }: Parts & { bone: LaidBone }) {
  const { laid, palette, at, language } = parts
  const { start, end, labelY, isAbove } = bone
  const outer = isAbove ? labelY + 6 : labelY - 14
  const course = laid.isNarrow
    ? `M${at(12)} ${labelY - 4}H${at(24)}`
    : `M${at(end - slant)} ${outer}L${at(end)} ${laid.spine}`
  return (
    <g>
      <path d={course} fill="none" stroke={markOf(palette, bone)} strokeWidth={2} strokeDasharray={dashOf(bone)} />
      <Words x={at(laid.isNarrow ? 30 : start + 2)} y={labelY} fill={palette.ink} weight={650}>
        {bone.label}
      </Words>
      {bone.causes.map((cause) => (
        <Open key={cause.key} sentence={causeSentence(language, bone, cause)}>
          <Cause {...parts} bone={bone} cause={cause} />
        </Open>
      ))}
    </g>
  )
}

function Cause({ laid, palette, at, bone, cause }: Parts & { bone: LaidBone; cause: LaidCause }) {
  const { lines, y } = cause
  const from = laid.isNarrow ? 30 : bone.start + 2
  const to = laid.isNarrow ? bone.end : along(bone, laid.spine, y)
  const top = y - lines.length * 15 + 9
  return (
    <>
      {!laid.isNarrow && (
        <path
          d={`M${at(from)} ${y}H${at(to)}`}
          stroke={markOf(palette, bone)}
          strokeDasharray={dashOf(bone)}
          fill="none"
        />
      )}
      {laid.isNarrow && <circle cx={at(from + 3)} cy={top - 4} r={2.5} fill={markOf(palette, bone)} />}
      {lines.map((line, place) => (
        <Words
          key={`${place} ${line}`}
          x={at(laid.isNarrow ? from + 12 : from)}
          y={top + place * 15}
          fill={palette.ink}
          size={letters.usual}
        >
          {line}
        </Words>
      ))}
    </>
  )
}

/** Where a bone is at a height: it leans away from the head. */
function along({ end, labelY, isAbove }: LaidBone, spine: number, y: number): number {
  const outer = isAbove ? labelY + 6 : labelY - 14
  return end - slant * Math.min(1, Math.max(0, (y - spine) / (outer - spine)))
}
