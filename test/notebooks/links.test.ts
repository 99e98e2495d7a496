/** Relative links and anchors of the notebooks and their README files lead somewhere; links to the web are https and well formed. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readNotebook } from '../../kernel/export/notebook.ts'
import { folder, lessons, textOf } from './notebooks.ts'
import { unfenced } from './prose.ts'

const pages = [...lessons('en'), ...lessons('zh')].map((lesson) => ({ file: lesson.file, text: textOf(lesson) }))
for (const readme of [path.join(folder, 'README.md'), path.join(folder, 'zh', 'README.md')]) {
  if (fs.existsSync(readme)) pages.push({ file: readme, text: fs.readFileSync(readme, 'utf8') })
}

const linksOf = (text: string): string[] =>
  [...unfenced(text).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => decodeURI(match[1]!))

/** Anchors as JupyterLab (spaces to hyphens) and GitHub (lower case, no punctuation) make them. */
function anchorsOf(file: string): Set<string> {
  const text = file.endsWith('.ipynb')
    ? textOf({ name: '', file, notebook: readNotebook(file) })
    : fs.readFileSync(file, 'utf8')
  const headings = unfenced(text)
    .split('\n')
    .flatMap((line) => /^#{1,6}\s+(.+?)\s*$/.exec(line)?.[1] ?? [])
  const github = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
  return new Set(headings.flatMap((heading) => [heading.replace(/\s/g, '-'), github(heading)]))
}

describe.each(pages.map(({ file, text }) => [path.relative(folder, file), file, text]))('%s', (_, file, text) => {
  test('links lead somewhere', () => {
    const broken = linksOf(text).filter((link) => {
      if (/^\w+:/.test(link)) return !(URL.canParse(link) && link.startsWith('https://'))
      const [target, anchor] = link.split('#') as [string, string | undefined]
      const to = target ? path.resolve(path.dirname(file), target) : file
      if (!fs.existsSync(to)) return true
      return anchor !== undefined && /\.(ipynb|md)$/.test(to) && !anchorsOf(to).has(anchor)
    })
    expect(broken).toEqual([])
  })
})

test('there are links to check', () => {
  expect(pages.flatMap(({ text }) => linksOf(text)).length).toBeGreaterThan(100)
})
