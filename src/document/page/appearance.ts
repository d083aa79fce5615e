/** Travels with the page: nothing else is fetched. */
export const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#566174;--paper:#fff;--raised:#f4f6f9;--edge:#d5dae2;--strong:#1f5f8b;--get:#1f5f8b;--write:#1d6b3c;--change:#8a5a00;--end:#a3261b}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#a9b3c2;--paper:#141a22;--raised:#1c242e;--edge:#37424f;--strong:#7db8e8;--get:#7db8e8;--write:#7fd09c;--change:#e3b565;--end:#ff9d92}}
*{box-sizing:border-box}html{scroll-padding-top:4.5rem}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
a{color:var(--strong)}code,pre{font:.875em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
p,dd,li{max-width:46rem}:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:3}
header{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;padding:.6rem 1.5rem;background:var(--paper);border-bottom:1px solid var(--edge)}
header strong{font-size:1.05rem;white-space:nowrap}header search{flex:1 1 14rem;max-width:32rem}header form{display:flex;gap:.5rem}header nav{display:flex;gap:1.25rem;margin-inline-start:auto}
input{flex:1;min-width:0;font:inherit;color:inherit;background:transparent;border:1px solid #8b94a5;border-radius:.35rem;padding:.35rem .6rem}
button{font:inherit;font-size:.875rem;font-weight:600;color:var(--ink);background:var(--raised);border:1px solid #8b94a5;border-radius:.35rem;padding:.35rem .7rem;cursor:pointer}
.columns{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:2.5rem;max-width:84rem;margin:0 auto;padding:0 1.5rem}
aside{position:sticky;top:3.6rem;align-self:start;max-height:calc(100vh - 3.6rem);overflow:auto;padding:1.5rem 0}aside ul{list-style:none;margin:0;padding:0}aside a{display:block;padding:.2rem 0;text-decoration:none}aside a:hover{text-decoration:underline}
main{padding:1.25rem 0 6rem;min-width:0;overflow-wrap:anywhere}h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.3rem;margin:2.75rem 0 .3rem}h3{font-size:1.05rem;margin:1.75rem 0 .3rem}details h3{font-size:.95rem;margin:1.4rem 0 .3rem}h3 small,small{color:var(--soft);font-weight:400}
.operations>details{border:1px solid var(--edge);border-radius:.4rem;margin:.5rem 0}.operations>details>summary{cursor:pointer;padding:.55rem .9rem;display:flex;flex-wrap:wrap;gap:.15rem .7rem;align-items:baseline;list-style:none}
.operations>details>summary::-webkit-details-marker{display:none}.operations>details>summary:hover,.operations>details[open]>summary{background:var(--raised)}.operations>details>summary span{color:var(--soft)}
.method{font:700 .75rem/1.4 ui-monospace,Menlo,Consolas,monospace;min-width:3.6rem}.get{color:var(--get)}.post{color:var(--write)}.put,.patch{color:var(--change)}.delete{color:var(--end)}
.inside{scroll-margin-top:7rem;padding:.25rem .9rem .75rem;border-top:1px solid var(--edge)}pre{position:relative;background:var(--raised);border:1px solid var(--edge);border-radius:.4rem;padding:.75rem 1rem;white-space:pre-wrap}
.copied{position:relative}.copied>button{position:absolute;top:.45rem;inset-inline-end:.45rem;z-index:1}
dl{margin:.3rem 0}dl>div{border-top:1px solid var(--edge);padding:.4rem 0}dl>div:first-child{border-top:0}dt code{font-weight:600}dd{margin:0;color:var(--soft)}dd dl{margin-inline-start:1.1rem;color:var(--ink)}
.type{color:var(--soft);font-size:.875rem}.needed{color:var(--end);font-size:.8rem;font-weight:600}.refusals{display:flex;flex-wrap:wrap;gap:.6rem}.link{font-size:.8rem;margin-bottom:0}.example summary{cursor:pointer}
[hidden]{display:none!important}
@media(max-width:56rem){.columns{grid-template-columns:minmax(0,1fr);gap:0;padding:0 1rem}aside{position:static;max-height:none;padding:1rem 0 0}aside ul{display:flex;flex-wrap:wrap;gap:.1rem 1rem}header{padding:.6rem 1rem;position:static}html{scroll-padding-top:.5rem}.inside{scroll-margin-top:3rem}.copied{display:flex;flex-direction:column-reverse}.copied>button{position:static;align-self:flex-end;margin-bottom:-.6rem}}
@media print{header,aside{display:none}.columns{display:block}}`

/** What is nicer with JavaScript: filtering while typing, copying, unfolding where a link leads. The page is whole without it. */
export const script = `
const field=document.querySelector('input[name=q]'),none=document.querySelector('#none'),submit=field.form.querySelector('button')
submit.hidden=true
function filter(){
  const words=field.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let any=false
  for(const section of document.querySelectorAll('section[data-group]')){
    let found=false
    for(const each of section.querySelectorAll('details[data-words]')){
      const fits=words.every(word=>each.dataset.words.includes(word))
      each.hidden=!fits
      found=found||fits
    }
    section.hidden=!found
    any=any||found
  }
  for(const each of document.querySelectorAll('[data-about]'))each.hidden=words.length>0
  none.hidden=any
}
field.addEventListener('input',filter)
field.form.addEventListener('submit',event=>event.preventDefault())
document.addEventListener('keydown',event=>{if(event.key==='/'&&!/input/i.test(event.target.tagName)){event.preventDefault();field.focus()}})
const {copy,copied}=document.body.dataset
for(const block of document.querySelectorAll('pre')){
  const frame=document.createElement('div'),button=document.createElement('button')
  frame.className='copied';button.type='button';button.textContent=copy
  block.replaceWith(frame);frame.append(block,button)
  button.addEventListener('click',async()=>{
    await navigator.clipboard.writeText(block.textContent)
    button.textContent=copied
    setTimeout(()=>{button.textContent=copy},2000)
  })
}
function unfold(){
  const target=location.hash.length>1&&document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const around=target&&target.closest('details')
  if(around){around.open=true;target.scrollIntoView()}
}
addEventListener('hashchange',unfold)
unfold()`
