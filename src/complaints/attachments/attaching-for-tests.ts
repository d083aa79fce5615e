import { requestOf, type Caller, type startProduct } from '../../../test/setup/product.ts'
import type { Attachment } from './contract.ts'
import { attachmentsContract } from './contract.ts'

type Product = Awaited<ReturnType<typeof startProduct>>
export type Sent = { name: string; content: string | Buffer; type?: string }

/** The smallest picture there is. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A form with files, as a browser would send it. */
export async function formOf(files: Sent[], fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const { name, content, type } of files)
    form.append('files', new File([new Uint8Array(Buffer.from(content))], name, { type }))
  const encoded = new Response(form)
  return {
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    payload: Buffer.from(await encoded.arrayBuffer()),
  }
}

/** Attaches files through the API. */
export async function sendFiles(product: Product, who: Caller, reference: string, files: Sent[], message?: string) {
  const { headers, payload } = await formOf(files)
  const request = requestOf(attachmentsContract.attachFiles, who, { params: { reference }, query: { message } })
  const answer = await product.send({ ...request, headers: { ...request.headers, ...headers }, payload })
  const body = JSON.parse(answer.text) as Attachment[] & {
    type?: string
    detail?: string
    errors?: { field: string }[]
  }
  return { status: answer.status, body }
}
