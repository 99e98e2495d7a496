import { expect, test, vi } from 'vitest'
import { csv } from '../../src/data/csv.ts'
import { numberTexts } from '../../src/data/number-texts.ts'

test('one stray word in a column of numbers is told, with its row and a remedy', () => {
  expect(numberTexts('price', ['150', '240', null, 'x', '330'])).toBe(
    "The column 'price' is read as texts, not as numbers, because of 'x' in row 3. " +
      "If it stands for a missing value, say `missingTexts: ['x']`.",
  )
})

test('decimal commas, groups of thousands and units are told', () => {
  expect(numberTexts('size', ['50,5', '80'])).toMatch(/because of '50,5' in row 0\. Write numbers with a point/)
  expect(numberTexts('size', ['1,500', '2,400'])).toMatch(/'1,500'/)
  expect(numberTexts('size', ['150 €', '240 €'])).toMatch(/'150 €'.*without units/)
  expect(numberTexts('size', ['12 m', '8 m'])).toMatch(/'12 m'/)
})

test('numbers, words, dates, times and names of streets are none', () => {
  for (const column of [
    Float64Array.of(1, 2),
    ['red', 'green', '3'],
    ['2020-01-01', '2021-02-03'],
    ['12:30', '9:15'],
    ['Main Street 5', 'Side Street 7'],
    [null, null],
  ]) {
    expect(numberTexts('c', column)).toBeUndefined()
  }
})

test('data.csv says it, for the target and for features, and reads on', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const set = await csv('size,price\n50,150\n80,240\n95,x\n120,390\n', { target: 'price' })
  expect(set.classNames).toHaveLength(4)
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining("'price' is read as texts")])
  warn.mockClear()
  const mended = await csv('size,price\n50,150\n80,240\n95,x\n120,390\n', {
    target: 'price',
    missing: 'drop',
    missingTexts: ['x'],
  })
  expect(mended.y.shape).toEqual([3, 1])
  // Asked for as classes, texts are no surprise.
  await csv('size,price\n50,150\n80,240\n95,x\n120,390\n', { target: 'price', task: 'classification' })
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})
