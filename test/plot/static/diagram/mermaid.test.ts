import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { drawDiagram, mistakeIn } from '../../../../src/plot/static/diagram/mermaid.ts'
import { svgToPng } from '../../../../src/plot/static/png.ts'
import { kinds, others } from './kinds.ts'

const look = { ink: '#757575', paper: 'rgba(0,0,0,0)' }

test.each(Object.entries(kinds))(
  '%s is drawn, the same each time, with its words, as a file that needs nothing else',
  async (_, [text, ...words]) => {
    const svg = await drawDiagram(text, look)
    const { window } = new JSDOM(svg, { contentType: 'image/svg+xml' }) // throws where it is not well-formed
    const shown = window.document.documentElement.textContent!.replace(/\s+/g, ' ')
    for (const word of words) expect(shown).toContain(word)
    expect(svg).not.toMatch(/foreignObject|<script|NaN|undefined|href=/)
    expect(svg.length).toBeLessThan(40_000)
    expect(svgToPng(svg, 1).length).toBeGreaterThan(500)
    expect(await drawDiagram(text, look)).toBe(svg)
  },
)

test.each(Object.entries(others))('%s has no still picture, and is read all the same', async (_, text) => {
  expect(await mistakeIn(text)).toBeUndefined()
  await expect(drawDiagram(text, look)).rejects.toThrow('There is no still picture of a diagram of the kind')
})

test('labels that a text makes HTML of by itself have no still picture', async () => {
  const text = '%%{init: {"htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\ngraph LR\n a --> b'
  await expect(drawDiagram(text, look)).rejects.toThrow()
})

test('ink and paper are those of the theme', async () => {
  const svg = await drawDiagram('graph LR\n a --> b', { ink: '#222222', paper: '#ffffff' })
  expect(svg).toContain('stroke:#222222')
  expect(svg).toContain('style="fill:#ffffff;stroke:none"')
})

test.each([
  ['graph LR\n a --> b\n b -->', 'line 3 of the diagram, `b -->`: found the end'],
  ['graph LR\n a((b)', 'line 2 of the diagram, `a((b)`'],
  [
    'sequenceDiagram\n%% note\n a->>b: hi\n nonsense here\n',
    'line 4 of the diagram, `nonsense here`: found the end of the line',
  ],
  ['pie\n"a" 3', 'line 2 of the diagram, `"a" 3`: Expecting token of type'],
  ['gitGraph\n commit\n bad', 'line 3 of the diagram, `bad`'],
  ['xychart-beta\n bar [1, 2', 'line 2 of the diagram'],
  ['gantt\n foo bar', 'line 2 of the diagram, `foo bar`'],
  ['timeline\n : :', 'line 2 of the diagram'],
  ['classDiagram\n A <|-- ', 'line 2 of the diagram, `A <|--`: found the end of the line'],
  ['stateDiagram-v2\n A -> ', 'line 2 of the diagram, `A ->`: found what belongs to nothing'],
  ['erDiagram\n A ||-o{ B', 'line 2 of the diagram'],
  ['mindmap\n root\n a', 'There can be only one root'],
])('what is wrong with %j', async (text, words) => {
  expect(await mistakeIn(text)).toContain(words)
})
