import { expect, test } from 'vitest'
import { safeHtml } from './html.ts'
import { limits } from './limits.ts'
import type { MailFault } from './mail.ts'

const shown = (html: string) => safeHtml(html, new Set())

test.each([
  ['<script>steal()</script>Hi', 'Hi'],
  ['<p onclick="steal()">Hi</p>', '<p>Hi</p>'],
  ['<a href="javascript:steal()">Hi</a>', '<a target="_blank" rel="noopener noreferrer nofollow">Hi</a>'],
  ['<form action="https://x.example"><input name=a><button>Go</button></form>Hi', 'GoHi'],
  ['<iframe src="https://x.example"></iframe>Hi', 'Hi'],
  ['<link rel=stylesheet href="https://x.example"><meta http-equiv=refresh content="0;url=https://x.example">Hi', 'Hi'],
  ['<style>@import "https://x.example"</style>Hi', 'Hi'],
  ['<svg><image href="https://x.example"/></svg>Hi', 'Hi'],
  ['<p style="position:fixed;top:0;color:red">Hi</p>', '<p style="color:red">Hi</p>'],
  ['<p style="background:url(https://x.example/a.png);font-size:14px">Hi</p>', '<p style="font-size:14px">Hi</p>'],
  ['<p style="width:99999px">Hi</p>', '<p>Hi</p>'],
  ['<td background="https://x.example/a.png">Hi</td>', '<td>Hi</td>'],
  ['<p>Seen</p><div style="display:none">not seen</div>', '<p>Seen</p>'],
  ['<!--[if mso]><p>Office</p><![endif]-->Hi', 'Hi'],
  ['<img src="data:text/html,<script>">Hi', '<img />Hi'],
])('of %s only what is safe is shown', (html, safe) => {
  expect(shown(html).html).toBe(safe)
})

test('pictures from elsewhere wait, are counted, and are not fetched', () => {
  const { html, remotePictures } = shown(
    '<img src="https://x.example/a.png"><img src="//x.example/b.png" srcset="https://x.example/c.png 2x">',
  )
  expect(remotePictures).toBe(2)
  expect(html).toBe(
    '<img data-remote-src="https://x.example/a.png" /><img data-remote-src="https://x.example/b.png" />',
  )
})

test('pictures that came along are named by their Content-ID', () => {
  const { html, contentIds } = shown('<img src="CID:one%40x" alt="leak">')
  expect(html).toBe('<img alt="leak" src="cid:one@x" />')
  expect([...contentIds]).toEqual(['one@x'])
})

test('links open outside and do not say where they were', () => {
  expect(shown('<a href="https://x.example">Hi</a>').html).toBe(
    '<a href="https://x.example" target="_blank" rel="noopener noreferrer nofollow">Hi</a>',
  )
})

test('where mail programs keep the quoted message is marked', () => {
  expect(shown('<div class="gmail_quote">Hi</div>').html).toBe('<div data-quote>Hi</div>')
  expect(shown('<div id="appendonsend"></div>').html).toBe('<div data-quote></div>')
  expect(shown('<blockquote type="cite">Hi</blockquote>').html).toBe('<blockquote data-quote>Hi</blockquote>')
})

test('what is too long, too many or too deep is left out, and the fault noted', () => {
  const faultsOf = (html: string) => {
    const faults = new Set<MailFault>()
    safeHtml(html, faults)
    return [...faults]
  }
  expect(faultsOf('x'.repeat(limits.html + 1))).toEqual(['html_cut'])
  expect(faultsOf('<br>'.repeat(limits.htmlElements + 1))).toEqual(['html_cut'])
  expect(faultsOf('<div>'.repeat(limits.htmlOpen + 1))).toEqual(['html_cut'])
  expect(faultsOf('<p>x'.repeat(1000))).toEqual([])
})
