import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Translate, useText } from '../language/useLanguage.ts'
import { ApiProblem } from '../api/client.ts'
import { explain } from '../ui/explain.ts'

/** Why a form was not taken: sentences by field, and one for what belongs to no field that is shown. */
type Refusal = { fields: Record<string, string>; general: string | null }
const none: Refusal = { fields: {}, general: null }

/**
 * Sends a form and keeps what the server had against it. What was typed stays; the cursor goes to the first field that is wrong.
 * @param send    does it, and whatever follows success
 * @param shown   names of the fields on screen, as the API calls them: what is wrong with another one is said above the button
 * @example const { form, submit, isBusy, errorOf, failure } = useSubmit(save, ['name', 'email'])
 */
export function useSubmit(send: () => Promise<unknown>, shown: readonly string[]) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState(none)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusal])
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (isBusy) return
    setBusy(true)
    setRefusal(none)
    try {
      await send()
    } catch (error) {
      setRefusal(refusalOf(error, shown, t))
    } finally {
      setBusy(false)
    }
  }
  return { form, submit, isBusy, errorOf: (field: string) => refusal.fields[field], failure: refusal.general }
}

/** Sorts what the server refused into the fields on screen and the rest. */
export function refusalOf(error: unknown, shown: readonly string[], t: Translate): Refusal {
  const errors = error instanceof ApiProblem ? error.errors : []
  const named = errors.filter(({ field }) => shown.includes(field))
  const isAllNamed = errors.length > 0 && named.length === errors.length
  return {
    fields: Object.fromEntries(named.map(({ field, message }) => [field, message])),
    general: isAllNamed ? null : explain(error, t),
  }
}
