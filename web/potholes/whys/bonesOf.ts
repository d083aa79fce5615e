import type { FishboneBone } from '../../../src/charts/fishbone.ts'
import { type Bone, boneOf, bones, chainOf } from '../../../src/potholes/whys/rules.ts'
import type { Translate } from '../../language/useLanguage.ts'
import type { Whys } from './edits.ts'

/** The fishbone of whys: the last why of each branch on the bone of what can be changed; branches that are open on one of their own. */
export function bonesOf(whys: Whys, t: Translate): FishboneBone[] {
  const worded = whys.filter(({ text }) => text.trim() !== '')
  const parents = new Set(worded.map(({ parentId }) => parentId))
  const last = worded.filter(({ id }) => !parents.has(id))
  const on = (bone: Bone | null) =>
    last
      .filter(({ endsAt }) => (endsAt ? boneOf(endsAt) : null) === bone)
      .map(({ id, text }) => ({
        key: id,
        words: text,
        chain: chainOf(whys, id)
          .slice(0, -1)
          .map((why) => why.text),
      }))
  return [
    ...bones.map((bone) => ({ key: bone, label: t(`whys.bone.${bone}`), isOpen: false, causes: on(bone) })),
    { key: 'open', label: t('whys.bone.open'), isOpen: true, causes: on(null) },
  ].filter(({ causes }) => causes.length > 0)
}
