/** Three years of orders for the company and for every topmost product, so that hot spots have rates. */
export async function expose({ address, token }: { address: string; token: string }): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { products } = (await (await fetch(`${address}/api/v1/topics`, { headers })).json()) as {
    products: { id: string; parentId: string | null }[]
  }
  const tops = products.filter(({ parentId }) => parentId === null).map(({ id }) => id)
  const months = Array.from({ length: 36 }, (_, at) => new Date(Date.UTC(2023, at, 1)).toISOString().slice(0, 10))
  for (const [at, valueId] of [null, ...tops].entries()) {
    const common = {
      dimension: valueId === null ? 'all' : 'product',
      valueId,
      units: 1000 * (at + 1),
      unitName: 'orders',
    }
    const body = JSON.stringify(months.map((month) => ({ ...common, month })))
    const { status } = await fetch(`${address}/api/v1/exposures`, { method: 'PUT', headers, body })
    if (status !== 204) throw new Error(`exposures were answered with ${status}`)
  }
}
