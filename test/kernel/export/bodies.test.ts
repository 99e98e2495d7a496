import fs from 'node:fs'
import os from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { bodiesOf } from '../../../kernel/export/bodies.ts'
import { ownTemporaryFolder } from '../../own-tmp.ts'
import { code, figure, markdown, page } from './fixtures.ts'

const own = process.env.GRADLAB_PYTHON

ownTemporaryFolder()

afterEach(() => {
  if (own === undefined) delete process.env.GRADLAB_PYTHON
  else process.env.GRADLAB_PYTHON = own
})

const left = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('gradlab-export-'))

test('pages become the HTML of their cells, with words of their language and the drawings of their figures', async () => {
  const before = left()
  const english = page([
    markdown('# Loss\n\n[next](02-b.ipynb)'),
    code('plot()', [figure]),
    code('assert(1)', [], { tags: ['test'] }),
    code('42', [], { tags: ['solution'] }),
  ])
  const chinese = page([markdown('# 损失'), code('42', [], { tags: ['solution'] })], '02-page', 'zh')
  const bodies = await bodiesOf([english, chinese], '.html')
  expect([...bodies.keys()]).toEqual(['01-page', '02-page'])
  const { html, headings } = bodies.get('01-page')!
  expect(headings).toEqual([{ level: 1, id: 'loss', html: 'Loss' }])
  expect(html).toContain('<a href="02-b.html">next</a>')
  expect(html).toMatch(/<div class="plot-static"><img alt="a line" src="data:image\/svg/)
  expect(html).toMatch(/<script type="application\/vnd.plotly.v1\+json">[^<]*"A line"/)
  expect(html).toContain('<summary>Solution</summary>')
  expect(html).not.toContain('assert')
  expect(bodies.get('02-page')!.html).toContain('<summary>参考答案</summary>')
  expect(english.notebook.metadata).not.toHaveProperty('gradlab')
  expect(figure.metadata).toEqual({})
  expect(left()).toEqual(before)
})

test('a picture says in words what it shows', async () => {
  const picture = (type: string) =>
    code('draw()', [
      { output_type: 'display_data', data: { [type]: 'aGk=', 'text/plain': 'Value(a < b)' }, metadata: {} },
    ])
  const bodies = await bodiesOf(
    [page([picture('image/svg+xml'), picture('image/png'), picture('image/jpeg')])],
    '.html',
  )
  expect(bodies.get('01-page')!.html.match(/<img alt="Value\(a &lt; b\)" src="data:image\/[^"]+"/g)).toHaveLength(3)
})

test('without Python nothing is left behind', async () => {
  const before = left()
  process.env.GRADLAB_PYTHON = '/nowhere/python'
  await expect(bodiesOf([page([markdown('# A')])], '')).rejects.toThrow('no Python environment at /nowhere/python')
  expect(left()).toEqual(before)
})
