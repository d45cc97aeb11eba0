/** The house's manner in one small sheet, inside the file: it must look like this anywhere, without us. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #faf6ed; --ink: #231d16; --soft: #514839; --rule: #d9cfbc; --green: #1c4a36;
  --serif: Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'Noto Serif', 'Liberation Serif', serif;
  --sans: -apple-system, 'Segoe UI', Roboto, Cantarell, 'Noto Sans', 'Liberation Sans', system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #26221c; --ink: #ece4d5; --soft: #cbc1af; --rule: #4a4338; --green: #a9d3b9; }
}
* { box-sizing: border-box; }
html { text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 var(--sans); overflow-wrap: break-word;
}
main { max-width: 34rem; margin: 0 auto; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 1.5rem; font-size: clamp(1.7rem, 1.35rem + 1.6vw, 2.3rem); line-height: 1.15; }
h2 { margin: 3rem 0 1rem; font-size: 1.3rem; }
h3 { margin: 2rem 0 0.75rem; font-size: 1.0625rem; }
p, ul, ol, dl, figure { margin: 0 0 1.25rem; }
/* On both sides: a mark stands on the right of words that are read from there. */
ul, ol { padding-inline: 1.25em; }
li { margin-bottom: 0.4em; }
dl > div { margin-bottom: 0.6rem; }
dt { color: var(--soft); font-size: 0.9375rem; }
dd { margin: 0; }
hr { margin: 3rem 0; border: 0; border-top: 1px solid var(--rule); }
img { display: block; max-width: 100%; height: auto; }
figcaption { margin-top: 0.5rem; }
a { display: inline-block; min-height: 44px; padding-block: 0.6rem; color: var(--green); }
a:focus-visible { outline: 3px solid var(--green); outline-offset: 3px; }
.own { font-family: var(--serif); font-size: 1.15rem; white-space: pre-wrap; }
.soft { color: var(--soft); font-size: 0.9375rem; }
.day { margin-bottom: 0.25rem; }
@media (min-width: 40rem) {
  dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; align-items: baseline; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --green: #000; }
  @page { margin: 22mm 24mm; }
  html { font-size: 10pt; }
  body { padding: 0; }
  h2, h3 { break-after: avoid; }
  li, figure, dl > div { break-inside: avoid; }
}
`
