/** Every section of the five source articles is taught somewhere: the table in notebooks/README.md, checked. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import articles from './articles.json' with { type: 'json' }
import { folder, headingsOf, lessons } from './notebooks.ts'

const rows = fs
  .readFileSync(path.join(folder, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const row = /^\| (\d{3}) \| ([\d.]+) [^|]*\| \[([\w-]+)\]\([^)]*\) \| (.+?) \|$/.exec(line)
    return row ? [{ article: row[1]!, section: row[2]!, notebook: row[3]!, heading: row[4]! }] : []
  })

test('every section of every article has a notebook', () => {
  const missing = Object.entries(articles).flatMap(([article, sections]) =>
    Object.keys(sections)
      .filter((section) => !rows.some((row) => row.article === article && row.section === section))
      .map((section) => `${article} §${section}`),
  )
  expect(missing).toEqual([])
})

test('every row names a section that exists and a heading that its notebook has', () => {
  const headings = new Map(lessons().map((lesson) => [lesson.name, headingsOf(lesson)]))
  for (const { article, section, notebook, heading } of rows) {
    expect(Object.keys((articles as any)[article] ?? {}), `${article} §${section}`).toContain(section)
    expect(headings.get(notebook) ?? [], `${notebook}: ${heading}`).toContain(heading)
  }
})
