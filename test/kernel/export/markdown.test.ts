import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeMarkdown } from '../../../kernel/export/markdown.ts'
import { code, diagram, figure, markdown, page, stdout, temporaryFolder } from './fixtures.ts'

test('Markdown has the code, the text output, and figures as files beside it', async () => {
  const out = temporaryFolder()
  const cells = [
    markdown('# A\n\n[b](02-b.ipynb)'),
    code('const x = 1', [stdout('hello\n'), figure]),
    code('assert(0)', [], { tags: ['test'] }),
  ]
  const [file] = await writeMarkdown([page(cells), page(cells, '01-page', 'zh')], out)
  const text = fs.readFileSync(file!, 'utf8')
  expect(text).toContain('```typescript\nconst x = 1\n```')
  expect(text).toContain('hello')
  expect(text).toContain('[b](02-b.md)')
  expect(text).not.toContain('assert')
  expect(text).toContain('![Figure: a line](')
  const picture = /!\[[^\]]*\]\(([^)]+\.svg)\)/.exec(text)![1]!
  expect(fs.readFileSync(path.join(out, picture), 'utf8')).toContain('<svg')
  expect(fs.existsSync(path.join(out, 'zh', '01-page.md'))).toBe(true)
})

test('drawings and data inside HTML become files beside it, with their words; code keeps its own', async () => {
  const out = temporaryFolder()
  const data = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
  const html = `<div><svg width="8" aria-label="a path"><path d="M0 0"/></svg><img alt="a dot" src="data:image/svg+xml;base64,${data}"></div>`
  const shown = { output_type: 'display_data' as const, metadata: {}, data: { 'text/html': html } }
  const [file] = await writeMarkdown([page([code("display('<svg></svg>')", [shown])])], out)
  const text = fs.readFileSync(file!, 'utf8')
  expect(text).toContain("display('<svg></svg>')")
  expect(text).toContain(
    '<img src="01-page_files/picture-1.svg" alt="a path" width="8"><img src="01-page_files/picture-2.svg" alt="a dot">',
  )
  const drawing = fs.readFileSync(path.join(out, '01-page_files', 'picture-1.svg'), 'utf8')
  expect(drawing).toBe('<svg xmlns="http://www.w3.org/2000/svg" width="8" aria-label="a path"><path d="M0 0"/></svg>')
})

test('a diagram is a picture beside the text, with its words', async () => {
  const [file] = await writeMarkdown([page([code('x', [diagram])])], temporaryFolder())
  const text = fs.readFileSync(file!, 'utf8')
  expect(text).toContain(
    '<img src="01-page_files/picture-1.svg" alt="Diagram: graph LR a --&gt; b" width="80" height="40">',
  )
  expect(text).not.toContain('```mermaid')
})
