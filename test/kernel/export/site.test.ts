import fs from 'node:fs'
import path from 'node:path'
import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { findPages } from '../../../kernel/export/notebook.ts'
import { writeSite } from '../../../kernel/export/site.ts'
import { code, figure, markdown, stdout, temporaryFolder, validatorRules, writeNotebooks } from './fixtures.ts'

const lesson = (title: string) => [
  markdown(`# ${title}\n\nWhat a [slope](02-second.ipynb) is: $a < b$.`),
  code('const x: number = 1\nx', [figure, stdout('hello\n')]),
  markdown('## 损失 and more\n\n```mermaid\ngraph LR; A-->B\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |'),
  code('assert(true)', [], { tags: ['test'] }),
  code('check(1)', [], { tags: ['exercise'] }),
  code('check(2)', [], { tags: ['solution'] }),
]

test('a site in two languages: linked, searchable, valid, asking no network', async () => {
  const source = writeNotebooks(temporaryFolder(), {
    '01-first': lesson('First'),
    '02-second': lesson('Second'),
    'zh/01-first': lesson('第一'),
    'zh/02-second': lesson('第二'),
  })
  const out = temporaryFolder()
  const files = await writeSite(findPages([source]), out)
  expect(files.map((file) => path.relative(out, file)).sort()).toEqual([
    '01-first.html',
    '02-second.html',
    'index.html',
    'zh/01-first.html',
    'zh/02-second.html',
    'zh/index.html',
  ])

  const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: validatorRules })
  for (const file of files) {
    const html = fs.readFileSync(file, 'utf8')
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    for (const [, link] of html.matchAll(/(?:src|href)="(?!data:)([^"#]+)(?:#[^"]*)?"/g)) {
      expect(fs.existsSync(path.join(path.dirname(file), link!)), `${file} → ${link}`).toBe(true)
    }
    const report = await validator.validateString(html)
    expect(
      report.results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`)),
    ).toEqual([])
  }

  const first = fs.readFileSync(path.join(out, '01-first.html'), 'utf8')
  expect(first).not.toContain('assert(')
  expect(first).toContain('<details class="solution"><summary>Solution</summary>')
  expect(first).toContain('href="zh/01-first.html"')
  expect(fs.readFileSync(path.join(out, 'zh/01-first.html'), 'utf8')).toContain('参考答案')
  expect(fs.readFileSync(path.join(out, 'search-index.js'), 'utf8')).toContain('01-first.html#损失-and-more')
  expect(fs.existsSync(path.join(out, '01-first.ipynb'))).toBe(true)
})
