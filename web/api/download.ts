import { ApiProblem } from './client.ts'

/** Fetches a file of the API, or has it made (POST), and hands it to the person under this name. @throws ApiProblem when refused or not reached */
export async function download(address: string, name: string, method: 'GET' | 'POST' = 'GET'): Promise<void> {
  const headers = { 'accept-language': document.documentElement.lang }
  const answer = await fetch(address, { method, credentials: 'same-origin', headers }).catch(() => {
    throw new ApiProblem(0, '', '')
  })
  if (!answer.ok) {
    const { title = '', detail = '' } = await answer.json().catch(() => ({}))
    throw new ApiProblem(answer.status, title, detail)
  }
  saveFile(await answer.blob(), name)
}

/** Hands the person a file made here. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // The download has begun by then; keeping the address would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
