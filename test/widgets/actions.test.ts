import { expect, test } from 'vitest'
import { button, play, progress } from '../../src/widgets/actions.ts'

test('a button counts its presses, by code and by hand; a listener ends', () => {
  const step = button({ description: 'Step', kind: 'primary' })
  let presses = 0
  const end = step.onPress(() => presses++)
  step.press()
  step.model.onCustom({ event: 'click' })
  step.model.onCustom({ event: 'hover' })
  end()
  step.press()
  expect([presses, step.value, String(step)]).toEqual([2, 3, '[Step]'])
  expect(() => (step.value = 0.5)).toThrow('Expected a whole number of presses, found 0.5.')
  expect(() => button({ knd: '' } as never)).toThrow('Did you mean `kind`?')
})

test('a player begins at its least value and stays within its range', () => {
  const player = play({ min: 2, max: 5, interval: 50 })
  expect([player.value, String(player)]).toEqual([2, '▶ 2'])
  expect(player.model.state).toMatchObject({ min: 2, max: 5, step: 1, interval: 50, repeat: false })
  expect(() => (player.value = 6)).toThrow('Expected a value from 2 to 5, found 6.')
  expect(() => play({ value: 101 })).toThrow('Expected a value from 0 to 100')
})

test('a bar shows its share of the way', () => {
  const bar = progress({ min: 10, max: 20, description: '<fit>' })
  bar.value = 12.5
  expect(String(bar)).toBe('<fit>: 25 %')
  expect(bar.staticHtml()).toBe('<div>&lt;fit&gt; <progress max="100" value="25"></progress> 25 %</div>')
  expect(() => (bar.value = Number.NaN)).toThrow('Expected a number, found NaN.')
  bar.value = 30
  expect(String(bar)).toBe('<fit>: 100 %')
  bar.value = 0
  expect(String(bar)).toBe('<fit>: 0 %')
})
