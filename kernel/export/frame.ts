/** The frame around a page's cells: head, navigation, contents, scripts. The same for a site and for a single file. */
import type { Body } from './body.ts'
import type { PageLanguage } from './options.ts'
import { words } from './words.ts'

export interface PageLink {
  title: string
  href: string
}

export interface FrameOptions {
  lang: PageLanguage
  title: string
  body: Body
  /** Styles and scripts for the head: links in a site, inlined text in a single file. */
  head: string
  /** Path from this page to the site's root, e.g. '' or '../'; undefined in a single file: no navigation. */
  root?: string
  chapters?: PageLink[]
  /** Index of this page among the chapters; -1 on the index page. */
  current?: number
  otherLanguage?: string
  download?: string
}

export function escapeHtml(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

export function frame(options: FrameOptions): string {
  const { lang, title, body, head, root } = options
  const say = words[lang]
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}${title === say.course ? '' : ` · ${say.course}`}</title>
${head}
</head>
<body data-copy="${say.copy}" data-copied="${say.copied}" data-none="${say.noResults}">
<a class="skip" href="#text">${say.skip}</a>
<header class="bar">
${root === undefined ? `<span class="home">${say.course}</span>` : `<a class="home" href="index.html">${say.course}</a>`}
${root === undefined ? '' : searchBox(say.search)}
${options.otherLanguage ? `<a class="language" lang="${lang === 'zh' ? 'en' : 'zh-CN'}" href="${options.otherLanguage}">${say.otherLanguage}</a>` : ''}
<button type="button" class="theme" aria-label="${say.theme}" title="${say.theme}"><span aria-hidden="true">◐</span></button>
</header>
<div class="columns">
${options.chapters ? chapterList(say.chapters, options.chapters, options.current ?? -1) : ''}
<main id="text">
${body.html}
${options.chapters ? footer(options) : ''}
</main>
${contents(say.contents, body)}
</div>
</body>
</html>
`
}

function searchBox(label: string): string {
  return `<form class="search" role="search"><input type="search" aria-label="${label}" placeholder="${label}" autocomplete="off"><ul class="results" aria-live="polite" hidden></ul></form>`
}

function chapterList(label: string, chapters: PageLink[], current: number): string {
  const items = chapters.map(({ title, href }, i) => {
    const number = /^\d\d/.exec(href)?.[0] ?? ''
    return `<li><a href="${href}"${i === current ? ' aria-current="page"' : ''}><span class="number">${number}</span> ${escapeHtml(title)}</a></li>`
  })
  return `<nav class="chapters" aria-label="${label}"><details open><summary>${label}</summary><ol>${items.join('\n')}</ol></details></nav>`
}

function contents(label: string, { headings }: Body): string {
  const items = headings
    .filter((heading) => heading.level === 2)
    .map(({ id, html }) => `<li><a href="#${id}">${withoutLinks(html)}</a></li>`)
  return items.length
    ? `<nav class="contents" aria-label="${label}"><p>${label}</p><ol>${items.join('\n')}</ol></nav>`
    : ''
}

function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, '')
}

function footer({ lang, chapters = [], current = -1, download }: FrameOptions): string {
  const say = words[lang]
  const previous = chapters[current - 1]
  const next = chapters[current + 1]
  const link = (page: PageLink | undefined, label: string, rel: string) =>
    page
      ? `<a class="${rel}" rel="${rel}" href="${page.href}"><small>${label}</small> ${escapeHtml(page.title)}</a>`
      : '<span></span>'
  return `<footer class="after">
${download ? `<p><a href="${download}" download>${say.download}</a></p>` : ''}
<nav class="turn" aria-label="${say.previous}, ${say.next}">${link(previous, say.previous, 'prev')}${link(current < 0 ? undefined : next, say.next, 'next')}</nav>
</footer>`
}
