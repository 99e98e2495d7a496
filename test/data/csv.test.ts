import { expect, test } from 'vitest'
import { csv, fromArrays, fromRecords } from '../../src/data/csv.ts'
import { tf } from '../../src/tf.ts'

const houses = 'rooms,kind,price\n3,flat,200\n5,house,310\n,flat,180\n4,,250\n'

test('features, one-hot texts and a target that is numbers', async () => {
  const set = await csv(houses, { target: 'price', missing: 'mean' })
  expect(set.featureNames).toEqual(['rooms', 'kind=flat', 'kind=house'])
  expect([...set.column('rooms')]).toEqual([3, 5, 4, 4])
  expect([...set.column('kind=flat')]).toEqual([1, 0, 1, 0])
  expect(set.y.shape).toEqual([4, 1])
  expect([...set.column('price')]).toEqual([200, 310, 180, 250])
  set.dispose()
})

test('a target that is texts becomes class labels', async () => {
  const set = await csv(houses, { target: 'kind', features: ['price'], missing: 'drop' })
  expect(set.classNames).toEqual(['flat', 'house'])
  expect(set.y.dtype).toBe('int32')
  expect([...set.y.dataSync()]).toEqual([0, 1, 0])
  expect(set.x.shape).toEqual([3, 1])
  set.dispose()
})

test('missing values stay NaN, or are an error with their places', async () => {
  const set = await csv(houses, { target: 'price', exclude: ['kind'] })
  expect([...set.column('rooms')]).toEqual([3, 5, Number.NaN, 4])
  set.dispose()
  await expect(csv(houses, { target: 'price', missing: 'error' })).rejects.toThrow(
    /found 1 in 'rooms', 1 in 'kind', the first in row 2/,
  )
})

test('unknown names, options and files are told', async () => {
  const before = tf.memory().numTensors
  await expect(csv(houses, { target: 'prize' })).rejects.toThrow(/no column 'prize'. Did you mean 'price'\?/)
  await expect(csv(houses, { target: 'price', mising: 'drop' } as never)).rejects.toThrow(/Did you mean `missing`/)
  await expect(csv('no/such.csv', { target: 'a' })).rejects.toThrow(/Expected a CSV file at no\/such.csv, found none/)
  await expect(csv(houses, { target: 'kind', task: 'regression', missing: 'drop' })).rejects.toThrow(
    /is texts, such as 'flat', 'house': a regression needs numbers/,
  )
  await expect(csv(houses, { target: 'price', missing: 'mode' as never })).rejects.toThrow(/`missing` to be 'keep'/)
  const many = `name,y\n${Array.from({ length: 60 }, (_, i) => `n${i},1`).join('\n')}`
  await expect(csv(many, { target: 'y' })).rejects.toThrow(/60 different texts.*`exclude: \['name'\]`/)
  await expect(csv('a,b\n,1\n', { target: 'b', missing: 'drop' })).rejects.toThrow(/none is left/)
  expect(tf.memory().numTensors).toBe(before)
})

test('records and arrays', () => {
  const records = fromRecords(
    [
      { a: 1, ok: true, b: 'x' },
      { a: null, ok: false, b: 'y' },
    ],
    { target: 'b', missing: 0 },
  )
  expect([...records.x.dataSync()]).toEqual([1, 1, 0, 0])
  expect([...records.labels()]).toEqual([0, 1])
  records.dispose()
  const arrays = fromArrays([1, 2, 3], [4, 5, 6])
  expect(arrays.x.shape).toEqual([3, 1])
  expect(arrays.y.shape).toEqual([3, 1])
  arrays.dispose()
  const classes = fromArrays([[1, 2], [3, 4]], [0, 1], { classNames: ['no', 'yes'] }) // biome-ignore format: short
  expect(classes.y.dtype).toBe('int32')
  expect(classes.y.shape).toEqual([2])
  classes.dispose()
})

test('arrays that do not fit are told, and nothing leaks', () => {
  const before = tf.memory().numTensors
  expect(() => fromArrays([1, 2], [1])).toThrow(
    /as many targets as inputs, found x of shape \[2, 1\] and y of shape \[1, 1\]/,
  )
  expect(() => fromArrays([[1, 2], [3]] as never, [1, 2])).toThrow(
    /rows of `x` to be equally long lists \(here 2\), found \[3\]/,
  )
  expect(() => fromArrays([], [])).toThrow(/`x` to be an array with an example a row/)
  expect(() => fromRecords([], { target: 'a' })).toThrow(/an array of records, at least one/)
  expect(tf.memory().numTensors).toBe(before)
})

test('a CSV that cannot be read says what to do: no options, another separator, a folder, an address', async () => {
  await expect(csv('size,price\n1,2\n')).rejects.toThrow(/`target` to be the name of a column, .*size, price/)
  await expect(csv('size;price\n1;2\n', { target: 'price' })).rejects.toThrow(
    "The CSV has one column, 'size;price': its fields seem to be separated by ';'. Say `separator: ';'`.",
  )
  await expect(csv('size\tprice\n1\t2\n', { target: 'price' })).rejects.toThrow(/Say `separator: '\\t'`/)
  await expect(csv(import.meta.dirname, { target: 'price' })).rejects.toThrow(/found a folder/)
  await expect(csv('https://example.org/a.csv', { target: 'price' })).rejects.toThrow(/Fetch its text first/)
})
