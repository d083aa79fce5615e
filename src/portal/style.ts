/** The look of every customer's page. Small enough to travel with it: nothing else is fetched before a customer can read and write. */
export const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#566174;--paper:#fff;--tint:#f1f4f8;--line:#d5dae2;--edge:#8b94a5;--strong:#1f5f8b;--on:#fff;--wrong:#a3261b;--good:#1d6b3f}
@media(prefers-color-scheme:dark){:root:not(.light){--ink:#e6eaf0;--soft:#a9b3c2;--paper:#141a22;--tint:#1d2530;--line:#36414f;--edge:#6c7788;--strong:#7db8e8;--on:#0d1319;--wrong:#ff9d92;--good:#7fd6a4}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:40rem;margin:0 auto;padding:1rem 1.25rem}header{display:flex;justify-content:space-between;gap:1rem;color:var(--soft)}
footer{border-top:1px solid var(--line);margin-top:2rem;color:var(--soft);font-size:.95rem}footer ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;margin:0;padding:0}
h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.2rem;line-height:1.3;margin:2rem 0 .4rem}a{color:var(--strong)}label{display:block;font-weight:600;margin:1.1rem 0 .3rem}
header a,footer a,nav a{display:inline-block;padding:.15rem 0}
small{display:block;font-weight:400;color:var(--soft)}textarea,input,select{width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:.35rem;padding:.6rem .7rem}
fieldset{border:0;margin:1.1rem 0 0;padding:0}legend{font-weight:600;padding:0;margin-bottom:.3rem}label.choice{font-weight:400;margin:.2rem 0;padding:.25rem 0}label.choice input{width:auto;margin-right:.4rem}
select option{color:#1c2430;background:#fff}textarea{min-height:11rem}textarea.short{min-height:6rem}button{margin:1.4rem 0;font:inherit;font-weight:600;color:var(--on);background:var(--strong);border:1px solid var(--strong);border-radius:.35rem;padding:.7rem 1.4rem;cursor:pointer}
:focus-visible{outline:3px solid var(--strong);outline-offset:2px}.wrong{color:var(--wrong);margin:.3rem 0}.number{font-size:1.5rem;font-weight:700;letter-spacing:.03em}
.standing{background:var(--tint);border-left:.3rem solid var(--strong);border-radius:.2rem;padding:.8rem 1rem;margin:1rem 0}.standing.late{border-color:var(--wrong)}.standing.good{border-color:var(--good)}.standing p{margin:.3rem 0}output{display:block}
.ways{list-style:none;margin:.6rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.6rem}.ways a{display:block;border:1px solid var(--strong);border-radius:.35rem;padding:.6rem 1rem;text-decoration:none;font-weight:600}.ways a.first{background:var(--strong);color:var(--on)}
.story{list-style:none;margin:.8rem 0;padding:0}.story>li{border-left:2px solid var(--line);padding:0 0 1.1rem 1rem;margin-left:.2rem}.story p{margin:0}.story time{color:var(--soft);font-size:.9rem}
blockquote,.words{margin:.4rem 0 0;padding:.6rem .8rem;background:var(--tint);border-radius:.35rem;white-space:pre-line}.files{margin:.4rem 0 0;padding-left:1.2rem}.soft{color:var(--soft)}.plain{white-space:pre-line}
.scale{display:grid;grid-template-columns:repeat(7,1fr);gap:.25rem;max-width:26rem}.scale label.choice{text-align:center;margin:0;border:1px solid var(--edge);border-radius:.35rem;padding:.5rem .2rem}.scale label:has(:checked){border-color:var(--strong);outline:2px solid var(--strong)}.scale label input{display:block;margin:0 auto .2rem}
.known:not(:empty){background:var(--tint);border-left:.3rem solid var(--strong);border-radius:.2rem;padding:.6rem 1rem;margin:.6rem 0}.known p{margin:.2rem 0}.known ul{margin:.2rem 0;padding-left:1.2rem}h3{font-size:1.1rem;margin:1.2rem 0 .3rem}
.light{color-scheme:light}.framed main{padding:.25rem;margin:0}`
