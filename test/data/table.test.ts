import { expect, test } from 'vitest'
import type { Column } from '../../src/data/csv-parser.ts'
import { tableToDataset } from '../../src/data/table.ts'

const table = (): Map<string, Column> =>
  new Map<string, Column>([
    ['a', Float64Array.of(1, Number.NaN, 3)],
    ['kind', ['x', null, 'y']],
    ['label', Float64Array.of(0, 1, 1)],
  ])

test('categories as columns or as one column of labels, missing ones NaN', () => {
  const columns = tableToDataset(table(), { target: 'label' }, '`t`')
  expect(columns.featureNames).toEqual(['a', 'kind=x', 'kind=y'])
  expect([...columns.column('kind=y')]).toEqual([0, Number.NaN, 1])
  const one = tableToDataset(table(), { target: 'label', categories: 'label', features: ['kind', 'a'] }, '`t`')
  expect(one.featureNames).toEqual(['kind', 'a'])
  expect([...one.column('kind')]).toEqual([0, Number.NaN, 1])
  columns.dispose()
  one.dispose()
})

test('a target of numbers is a class where that is asked for', () => {
  const set = tableToDataset(table(), { target: 'label', task: 'classification', missing: 'median' }, '`t`')
  expect(set.y.dtype).toBe('int32')
  expect(set.classNames).toEqual(['0', '1'])
  expect([...set.column('a')]).toEqual([1, 2, 3])
  set.dispose()
})

test('rows without a target go, a class that is missing is told', () => {
  const set = tableToDataset(table(), { target: 'a', missing: 0 }, '`t`')
  expect(set.size).toBe(2)
  set.dispose()
  expect(() => tableToDataset(table(), { target: 'kind' }, '`t`')).toThrow(
    /'kind' is missing in row 1.*`missing: 'drop'`/,
  )
  expect(() => tableToDataset(table(), { target: 'a', features: ['a'] }, '`t`')).toThrow(
    /needs a feature besides the target/,
  )
  expect(() => tableToDataset(table(), {} as never, '`t`')).toThrow(
    /`target` to be the name of a column, .*a, kind, label/,
  )
})
