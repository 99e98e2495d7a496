import { expect, test } from 'vitest'
import { runsOf, textBox, textLength } from '../../../../src/plot/static/diagram/text-runs.ts'
import { makeWindow } from '../../../../src/plot/static/diagram/window.ts'
import { textWidth } from '../../../../src/plot/static/widths.ts'

const { document } = makeWindow()

function text(markup: string): Element {
  document.body.innerHTML = `<svg font-size="10">${markup}</svg>`
  return document.querySelector('text')
}

test('a line stands at x and y, from ascender to descender', () => {
  const box = textBox(text('<text x="3" y="20">word</text>'))!
  expect(box.left).toBe(3)
  expect(box.right).toBeCloseTo(3 + textWidth('word', 10))
  expect([box.top, box.bottom]).toEqual([20 - 9.05, 20 + 2.12])
})

test('the anchor moves each line as a whole', () => {
  const runs = runsOf(
    text(
      '<text text-anchor="middle"><tspan x="0" dy="1em">ab<tspan font-weight="bold">cd</tspan></tspan><tspan x="5" dy="1.1em">e</tspan></text>',
    ),
  )
  const [ab, cd, e] = [textWidth('ab', 10), textWidth('cd', 10, true), textWidth('e', 10)]
  expect(runs.map(({ left }) => left)).toEqual([-(ab + cd) / 2, ab - (ab + cd) / 2, 5 - e / 2])
  expect(runs.map(({ baseline }) => baseline)).toEqual([10, 10, 21])
})

test('the box of a part is its own', () => {
  const whole = text('<text y="1">ab<tspan>cd</tspan></text>')
  const part = textBox(whole.querySelector('tspan')!)!
  expect(part.left).toBeCloseTo(textWidth('ab', 10))
  expect(textLength(whole)).toBeCloseTo(textWidth('abcd', 10))
})

test('spaces at the start of a line and after others take no room, unless they are to be kept', () => {
  expect(textLength(text('<text>  a  b</text>'))).toBeCloseTo(textWidth('a b', 10))
  expect(textLength(text('<text white-space="pre">  a  b</text>'))).toBeCloseTo(textWidth('  a  b', 10))
})

test('a baseline by name moves the letters down; no words are no box', () => {
  expect(textBox(text('<text dominant-baseline="central">a</text>'))!.bottom).toBeCloseTo(
    2.12 + (10 * (0.905 - 0.212)) / 2,
  )
  expect(textBox(text('<text/>'))).toBeUndefined()
})
