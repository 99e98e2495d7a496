import { expect, test } from 'vitest'
import { epochOrder as inDescent } from '../../src/descent/batch-order.ts'
import { epochOrder } from '../../src/train/epoch-order.ts'

test('without shuffling the rows as they come', () => {
  expect([...epochOrder(4, false, 1, 2)]).toEqual([0, 1, 2, 3])
})

test('shuffled: the order that a descent on the network takes, another one in each epoch', () => {
  expect(epochOrder(50, true, 7, 3)).toEqual(inDescent(50, 7, 3))
  expect(epochOrder(50, true, 7, 3)).not.toEqual(epochOrder(50, true, 7, 4))
})
