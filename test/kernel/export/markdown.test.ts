import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeMarkdown } from '../../../kernel/export/markdown.ts'
import { code, figure, markdown, page, stdout, temporaryFolder } from './fixtures.ts'

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
