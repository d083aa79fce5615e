import type { Operations } from '../../src/contracts.ts'
import { type AnswerOf, ApiProblem, addressOf, type OperationName } from './client.ts'

type Uploads = { [Name in OperationName]: Operations[Name] extends { accepts: 'file' } ? Name : never }[OperationName]
type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown> }
type Sending = {
  /** Told the share that is on the server, from 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/**
 * Sends a file to an operation that takes one. Written with XMLHttpRequest, because fetch tells nothing of how much has
 * been sent.
 * @throws ApiProblem when refused or not reached; DOMException AbortError when `signal` says so
 */
export function upload<Name extends Uploads>(
  operation: Name,
  parts: Parts,
  file: File,
  { onProgress, signal }: Sending,
): Promise<AnswerOf<Name>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(operation, parts))
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const body = parse(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as AnswerOf<Name>)
      else reject(new ApiProblem(request.status, body?.title ?? '', body?.detail ?? '', body?.errors))
    }
    request.onerror = () => reject(new ApiProblem(0, '', ''))
    request.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

type Problem = { title?: string; detail?: string; errors?: { field: string; message: string }[] }

function parse(text: string): (Problem & object) | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
