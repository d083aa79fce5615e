// Small enough to travel with the page. The colours are those of the staff's app (web/theme/colours.ts).
const dark =
  '--ink:#d9dfe2;--quiet:#9fabb2;--ground:#191f23;--sunken:#12171a;--line:#6b7880;--strong:#6bb7c4;--on:#0b1416;--wrong:#ff9d92'

/** The style of the page on which the staff signs in. */
export const style = `
:root{color-scheme:light dark;--ink:#2a3338;--quiet:#566169;--ground:#fff;--sunken:#f5f8fa;--line:#8a959c;--strong:#0c6b78;--on:#fff;--wrong:#a3261b}
@media(prefers-color-scheme:dark){:root:not([data-mantine-color-scheme=light]){${dark}}}
:root[data-mantine-color-scheme=light]{color-scheme:light}
:root[data-mantine-color-scheme=dark]{color-scheme:dark;${dark}}
*{box-sizing:border-box}
body{display:flex;flex-direction:column;align-items:center;min-height:100dvh;margin:0;padding:clamp(1.5rem,12vh,8rem) 1.25rem 1rem;background:var(--sunken);color:var(--ink);font:.9375rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{width:100%;max-width:24rem;padding:1.75rem;border:1px solid var(--line);border-color:color-mix(in srgb,var(--line) 45%,transparent);border-radius:8px;background:var(--ground)}
.brand{display:flex;align-items:center;gap:.625rem;margin:0 0 1.5rem;font-size:1.125rem;font-weight:650}
h1{margin:0 0 .5rem;font-size:1.3125rem;line-height:1.3;font-weight:620}
p,output{display:block;margin:.375rem 0 1rem}.quiet{color:var(--quiet)}.wrong{color:var(--wrong)}
label{display:block;margin:1rem 0 .25rem;font-weight:600}
input{width:100%;padding:.6rem .7rem;border:1px solid var(--line);border-radius:4px;background:transparent;color:inherit;font:inherit}
button{width:100%;border-radius:4px;font:inherit;cursor:pointer}
.send{margin-block-start:1.25rem;padding:.65rem 1rem;border:0;background:var(--strong);color:var(--on);font-weight:600}
.people{display:grid;gap:.5rem}
.person{display:flex;flex-direction:column;padding:.5rem .75rem;border:1px solid var(--line);background:var(--ground);color:inherit;text-align:start}
.person:hover{border-color:var(--strong)}.as{font-weight:600}.person .quiet{font-size:.8125rem}
details{margin-block-start:1.25rem}summary{padding-block:.375rem;cursor:pointer}
nav{display:flex;gap:1rem;margin-block-start:auto;padding-block-start:1.5rem;color:var(--quiet);font-size:.8125rem}
nav a,nav span{padding:.4rem}nav a{color:var(--strong)}
:focus-visible{outline:2px solid var(--strong);outline-offset:2px}
@media(max-width:30em){body{padding:0 0 1rem;background:var(--ground)}main{border:0}}`
