import { text } from '../../platform/texts/index.ts'

const said = () =>
  JSON.stringify({ en: text('en', 'portal.known.while_typing'), ru: text('ru', 'portal.known.while_typing') })

/**
 * What the form runs where a browser lets it: looks, while the customer types, whether what they write of is known already, and
 * shows what helps under their words. It sends no cookie and keeps nothing; without it the same is said after sending.
 */
export const whileTypingScript = (): string => `(() => {
  const words = document.getElementById('text')
  const place = document.getElementById('known')
  if (!words || !place) return
  const product = document.getElementById('product')
  const language = document.documentElement.lang === 'ru' ? 'ru' : 'en'
  const said = ${said()}
  let timer, asked = 0, shown = ''
  const draw = (issues) => {
    const now = issues.map((issue) => issue.slug).join()
    if (now === shown) return
    shown = now
    place.replaceChildren()
    if (issues.length === 0) return
    const lead = document.createElement('p')
    lead.textContent = said[language]
    const list = document.createElement('ul')
    for (const issue of issues) {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = '/known-issues/' + encodeURIComponent(issue.slug) + '?language=' + language
      link.target = '_blank'
      link.rel = 'noopener'
      link.lang = issue.language
      link.textContent = issue.title
      const state = document.createElement('span')
      state.className = 'soft'
      state.textContent = ' ' + issue.stateWords
      item.append(link, state)
      if (issue.workaround && issue.state !== 'proven') {
        const helps = document.createElement('p')
        helps.className = 'plain'
        helps.lang = issue.language
        helps.textContent = issue.workaround
        item.append(helps)
      }
      list.append(item)
    }
    place.append(lead, list)
  }
  const look = async () => {
    const text = words.value.slice(0, 5000)
    const turn = ++asked
    if (text.trim().length < 8) return draw([])
    try {
      const answer = await fetch('/api/v1/known-issues/matches', {
        method: 'POST',
        credentials: 'omit',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, productId: (product && product.value) || null, language }),
      })
      if (answer.ok && turn === asked) draw(await answer.json())
    } catch {
      // The form works without it.
    }
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, 600)
  }
  words.addEventListener('input', soon)
  if (product) product.addEventListener('change', soon)
  if (words.value) soon()
})()
`
