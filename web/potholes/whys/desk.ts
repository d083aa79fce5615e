import type { Why } from '../../../src/potholes/whys/rules.ts'
import type { AnswerOf } from '../../api/client.ts'
import { storable, type Whys } from './edits.ts'
import { type Clash, join } from './join.ts'

export type WhyTree = AnswerOf<'readWhys'>
type Step = { before: Whys; after: Whys; about: string | null }

export type DeskState = {
  /** As they are on screen, with what has no words yet. */
  whys: Whys
  /** As the server told them last, with what belongs to them. */
  tree: WhyTree
  saving: 'saved' | 'waiting' | 'saving' | 'failed'
  failure: unknown
  canUndo: boolean
  canRedo: boolean
}

type Server = {
  read: () => Promise<WhyTree>
  /** @throws what `isStale` knows when there is another version by now */
  save: (whys: Why[], version: number) => Promise<WhyTree>
  isStale: (failure: unknown) => boolean
  onClash: (clashes: Clash[]) => void
}

const flat = ({ whys }: WhyTree): Whys =>
  whys.map(({ id, parentId, text, endsAt, isNoPerson }) => ({ id, parentId, text, endsAt, isNoPerson }))

/**
 * Where the whys of one pothole lie while they are worked on: every edit is stored a moment later, based on the version it was
 * made on; what others changed meanwhile is joined with it. Edits can be taken back one by one, also after others changed
 * something else.
 */
export class Desk {
  #state: DeskState
  /** What is on the server, as far as we know. */
  #stored: Whys
  readonly #undone: Step[] = []
  readonly #done: Step[] = []
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  readonly #server: Server

  constructor(tree: WhyTree, server: Server) {
    this.#server = server
    this.#stored = flat(tree)
    this.#state = { whys: this.#stored, tree, saving: 'saved', failure: null, canUndo: false, canRedo: false }
  }

  get state(): DeskState {
    return this.#state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes the whys. @param about  edits about the same thing, one after another, are taken back as one */
  edit(change: (whys: Whys) => Whys, about: string | null = null): void {
    const before = this.#state.whys
    const after = change(before)
    if (after === before) return
    const last = this.#done.at(-1)
    if (last && about !== null && last.about === about) last.after = after
    else this.#done.push({ before, after, about })
    this.#undone.length = 0
    this.#show({ whys: after })
    this.#saveSoon()
  }

  undo(): void {
    this.#goBack(this.#done, this.#undone)
  }

  redo(): void {
    this.#goBack(this.#undone, this.#done)
  }

  #goBack(from: Step[], to: Step[]): void {
    const step = from.pop()
    if (!step) return
    to.push({ before: step.after, after: step.before, about: null })
    this.#show({ whys: join(step.after, step.before, this.#state.whys).whys })
    this.#saveSoon()
  }

  /** Takes over what the server says now; what is not stored yet stays. */
  take(tree: WhyTree): void {
    if (tree.version <= this.#state.tree.version) return
    this.#join(this.#stored, tree)
  }

  #join(base: Whys, tree: WhyTree): void {
    const { whys, clashes } = join(base, this.#state.whys, flat(tree))
    this.#stored = flat(tree)
    // An edit that was stored is taken back by itself, without what others did since.
    const last = this.#done.at(-1)
    if (last) last.about = null
    this.#show({ tree, whys })
    if (clashes.length > 0) this.#server.onClash(clashes)
  }

  #saveSoon(): void {
    clearTimeout(this.#timer)
    this.#show({ saving: 'waiting' })
    this.#timer = setTimeout(() => void this.flush(), 600)
  }

  /** Stores what is not stored yet, now. Never throws: whether it was done is in the state. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#running ??= this.#save().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #save(): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const whys = storable(this.#state.whys, this.#stored)
      if (JSON.stringify(whys) === JSON.stringify(this.#stored)) return this.#show({ saving: 'saved', failure: null })
      this.#show({ saving: 'saving' })
      try {
        const tree = await this.#server.save([...whys], this.#state.tree.version)
        // What was typed meanwhile goes with the next round.
        this.#join(whys, tree)
      } catch (failure) {
        if (!this.#server.isStale(failure)) return this.#show({ saving: 'failed', failure })
        try {
          this.#join(this.#stored, await this.#server.read())
        } catch (unread) {
          return this.#show({ saving: 'failed', failure: unread })
        }
      }
    }
    this.#saveSoon()
  }

  #show(part: Partial<DeskState>): void {
    const counts = { canUndo: this.#done.length > 0, canRedo: this.#undone.length > 0 }
    this.#state = { ...this.#state, ...part, ...counts }
    for (const listener of this.#listeners) listener()
  }
}
