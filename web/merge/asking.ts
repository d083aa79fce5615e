import { useSyncExternalStore } from 'react'
import type { Choice, Question } from './edit.ts'

type Asked = Question & { answer: (choice: Choice) => void }

// One question at a time; the screen that asks it is in the shell, so that leaving the page does not take it away.
const waiting: Asked[] = []
const watchers = new Set<() => void>()

const changed = (): void => {
  for (const watch of watchers) watch()
}

/** Asks the person which of two changes is to hold, field by field. */
export function chooseVersion(question: Question): Promise<Choice> {
  return new Promise((resolve) => {
    const asked: Asked = {
      ...question,
      answer: (choice) => {
        waiting.splice(waiting.indexOf(asked), 1)
        changed()
        resolve(choice)
      },
    }
    waiting.push(asked)
    changed()
  })
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** The question that waits for an answer, if any. */
export const useQuestion = (): Asked | undefined => useSyncExternalStore(watch, () => waiting[0])
