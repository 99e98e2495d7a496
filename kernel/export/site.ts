/** Notebooks → a site: linked pages that work from disk, with search, and with every library once. */
import fs from 'node:fs'
import path from 'node:path'
import { bodiesOf } from './bodies.ts'
import { type Body, plainText } from './body.ts'
import { escapeHtml, frame, type PageLink } from './frame.ts'
import { katexFonts, katexStyle, type Library, ownAsset, scripts, searchLibrary } from './libraries.ts'
import type { Page } from './notebook.ts'
import { languages, type PageLanguage } from './options.ts'
import { words } from './words.ts'

export async function writeSite(pages: Page[], out: string): Promise<string[]> {
  const used = new Map<string, Library>()
  const present = languages.filter((lang) => pages.some((page) => page.lang === lang))
  // The first language lives at the root, the second in a folder of its name.
  const folderOf = (lang: PageLanguage) => (lang === present[0] ? '' : lang)
  const written = await Promise.all(
    present.map(async (lang) => {
      const own = pages.filter((page) => page.lang === lang)
      const bodies = await bodiesOf(own, '.html')
      const other = present.find((candidate) => candidate !== lang)
      const toRoot = folderOf(lang) ? '../' : ''
      const across = (name: string) =>
        other && pages.some((page) => page.lang === other && (page.name === name || name === 'index'))
          ? `${toRoot}${folderOf(other) ? `${folderOf(other)}/` : ''}${name}.html`
          : undefined
      const chapters = own.map(({ title, name }) => ({
        title: plainText(title.replace(/[`*$]/g, '')),
        href: `${name}.html`,
      }))
      const folder = path.join(out, folderOf(lang))
      fs.mkdirSync(folder, { recursive: true })
      writeSearch(own, bodies, path.join(folder, 'search-index.js'))
      const files = own.map((page, current) => {
        const body = bodies.get(page.name)!
        const file = path.join(folder, `${page.name}.html`)
        fs.copyFileSync(page.file, path.join(folder, `${page.name}.ipynb`))
        const head = headOf(body.html, toRoot, used)
        const options = {
          lang,
          title: chapters[current]!.title,
          body,
          head,
          root: toRoot,
          chapters,
          current,
          download: `${page.name}.ipynb`,
        }
        fs.writeFileSync(file, frame({ ...options, ...optional('otherLanguage', across(page.name)) }))
        return file
      })
      const index = indexBody(lang, own, bodies, chapters)
      const file = path.join(folder, 'index.html')
      const options = {
        lang,
        title: words[lang].course,
        body: index,
        head: headOf(index.html, toRoot, used),
        root: toRoot,
        chapters,
        current: -1,
      }
      fs.writeFileSync(file, frame({ ...options, ...optional('otherLanguage', across('index')) }))
      return [file, ...files]
    }),
  )
  copyAssets(path.join(out, 'assets'), used)
  return written.flat()
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string }
}

function headOf(html: string, toRoot: string, used: Map<string, Library>): string {
  const assets = `${toRoot}assets/`
  const wanted = scripts.filter(({ needs }) => needs.test(html)).map(({ library }) => library())
  for (const library of wanted) used.set(library.name, library)
  const all = [
    ...wanted.map(({ name }) => assets + name),
    `${assets}minisearch.js`,
    'search-index.js',
    `${assets}page.js`,
  ]
  return [
    `<link rel="icon" href="${assets}icon.svg">`,
    `<script src="${assets}theme.js"></script>`,
    `<link rel="stylesheet" href="${assets}katex.min.css">`,
    `<link rel="stylesheet" href="${assets}style.css">`,
    ...all.map((src) => `<script src="${src}" defer></script>`),
  ].join('\n')
}

/** One entry a section, so that a hit leads to the right heading. */
function writeSearch(pages: Page[], bodies: Map<string, Body>, file: string): void {
  const entries = pages.flatMap((page) => {
    const { html } = bodies.get(page.name)!
    const text = html.replace(/<(pre|figure)\b[\s\S]*?<\/\1>/g, ' ')
    const parts = text.split(/(?=<h[1-3] id=")/)
    return parts.flatMap((part) => {
      const heading = /^<h[1-3] id="([^"]*)">([\s\S]*?)<\/h[1-3]>/.exec(part)
      if (!heading) return []
      return [
        {
          href: `${page.name}.html#${heading[1]}`,
          title: plainText(heading[2]!),
          page: page.title,
          text: plainText(part).slice(0, 4000),
        },
      ]
    })
  })
  fs.writeFileSync(file, `window.gradlabSearch = ${JSON.stringify(entries.map((entry, id) => ({ id, ...entry })))}\n`)
}

/** The first page: the path through the course, each chapter with what it lets you do. */
function indexBody(lang: PageLanguage, pages: Page[], bodies: Map<string, Body>, chapters: PageLink[]): Body {
  const say = words[lang]
  const items = pages.map((page, i) => {
    const first = /<p>([\s\S]*?)<\/p>/.exec(bodies.get(page.name)!.html)?.[1] ?? ''
    return `<li><a href="${chapters[i]!.href}">${/^\d\d/.exec(page.name)?.[0] ?? ''} ${escapeHtml(chapters[i]!.title)}</a><p>${first.replace(/<\/?a\b[^>]*>/g, '')}</p></li>`
  })
  return { html: `<h1 id="${say.course}">${say.tagline}</h1>\n<ol class="path">${items.join('\n')}</ol>`, headings: [] }
}

function copyAssets(folder: string, used: Map<string, Library>): void {
  fs.mkdirSync(folder, { recursive: true })
  for (const { name, file } of [...used.values(), katexStyle(), searchLibrary()])
    fs.copyFileSync(file, path.join(folder, name))
  for (const name of ['style.css', 'page.js', 'theme.js', 'icon.svg'])
    fs.copyFileSync(ownAsset(name), path.join(folder, name))
  fs.cpSync(katexFonts(), path.join(folder, 'fonts'), {
    recursive: true,
    filter: (file) => !/\.(ttf|woff)$/.test(file),
  })
}
