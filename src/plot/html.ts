/** A figure as HTML: a picture that needs no script, and a small script that makes it interactive where plotly.js is on the page. */
import { deflateRawSync } from 'node:zlib'
import { type Picture, pictureHtml } from '../picture.ts'
import { neutralInk } from './theme.ts'

/** JSON longer than this is deflated: the same figure is already in the output once. */
const plain = 2000

/**
 * Runs where the output is opened. Where plotly.js is on the page, at once or by the `load` event, the picture becomes a figure
 * in the page's own text colour, also after the page's theme changes. Its height is written on its box: when the window changes,
 * plotly.js forgets the layout's and takes that of the box.
 */
const upgrade = `(s=>{let d=s.parentElement,j=d.querySelector('[type="application/json"]'),q,
c=()=>getComputedStyle(d).color,
go=async()=>{if(q||!window.Plotly||!Plotly.newPlot)return;q=1;let t=j.textContent;
if(j.dataset.encoding)t=await new Response(new Blob([Uint8Array.from(atob(t),x=>x.charCodeAt())]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
let f=JSON.parse(t),L=f.layout,a=L.font&&L.font.color=='${neutralInk}';if(a)L.font.color=c();
let e=document.createElement('div');e.style.height=(L.height||450)+'px';d.prepend(e);
await Plotly.newPlot(e,f.data,L,Object.assign({responsive:true},f.config));d.querySelector('img').remove();
if(a)new MutationObserver(()=>{if(L.font.color!=c())Plotly.relayout(e,{'font.color':L.font.color=c()})}).observe(document.documentElement,{attributes:true,subtree:false})};
go();addEventListener('load',go)})(document.currentScript)`.replace(/\n/g, '')

export interface HtmlParts extends Picture {
  json: string
}

/** `text/html` of a figure: image, JSON, script. */
export function figureHtml({ json, alt, image, width, height }: HtmlParts): string {
  const packed = json.length > plain
  const block = packed ? deflateRawSync(json, { level: 9 }).toString('base64') : json.replace(/</g, '\\u003c')
  return (
    `<div class="gradlab-figure">${pictureHtml({ alt, image, width, height })}` +
    `<script type="application/json"${packed ? ' data-encoding="deflate-raw"' : ''}>${block}</script><script>${upgrade}</script></div>`
  )
}
