/** Bad input, function by function: an error is a sentence that says what was expected, and no tensor is left behind. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { data, descent, metrics, models, tf, train } from '../src/index.ts'

const set = data.blobs({ count: 30, centers: [[0, 0], [4, 4]], seed: 1 }) // biome-ignore format: short
const line = data.line({ count: 20, seed: 1 })
const gone = data.line({ count: 5, seed: 1 })
gone.dispose()
const nanSet = data.fromArrays([[1, Number.NaN], [2, 3]], [0, 1]) // biome-ignore format: short
const empty = { x: tf.zeros([0, 2]), y: tf.zeros([0]) }
const images = tf.randomUniform([3, 8, 8, 1])
const one = data.fromArrays([[1], [2], [3]], [0, 1, 1], { classes: true })
const vector = tf.tensor1d([1, 2])
const goneT = tf.ones([2, 2])
goneT.dispose()
const goneLabels = tf.ones([2])
goneLabels.dispose()
const scalar = tf.scalar(3)
const reader = models.recurrent({ vocabulary: 5, units: 4, embedding: 3, outputs: 2, seed: 1 })
const spent = models.mlp({ inputs: 2, outputs: 2 })
spent.dispose()
const str = tf.tensor1d(['a', 'b'])
const m = models.mlp({ inputs: 2, hidden: [4], outputs: 2, seed: 1 })
const single = models.mlp({ inputs: 2, outputs: 1 })
const goneModel = models.mlp({ inputs: 2, outputs: 2 })
goneModel.dispose()
const folder = mkdtempSync(join(tmpdir(), 'gradlab-bad-input-'))
const broken = join(folder, 'model.json')
writeFileSync(broken, '{no')
const nowhere = join(tmpdir(), 'gradlab-nothing-written')
const fo = { loss: 'sparseCategoricalCrossentropy' }

// As a reader of a notebook may call them: any value anywhere.
const [D, M, T, X] = [data, models, train, metrics] as any[]

afterAll(() => {
  rmSync(folder, { recursive: true })
  for (const one of [set, line, nanSet, m, single]) one.dispose()
})

const tries: Record<string, () => unknown> = {
  'augment gone': () => D.augment(goneT, { flip: true }),
  'augment option': () => D.augment(images, { rotat: 10 }),
  'augment nan': () => D.augment(images, { noise: Number.NaN }),
  'augment neg': () => D.augment(images, { zoom: -3 }),
  'augment str': () => D.augment('x', {}),
  'augment none': () => D.augment(),
  'clean gone': () => D.clean(gone, {}),
  'clean bad missing': () => D.clean(nanSet, { missing: 'men' }),
  'clean non set': () => D.clean([1, 2], {}),
  'clean none': () => D.clean(),
  'dedupe gone': () => D.dedupe(gone),
  'dedupe none': () => D.dedupe(),
  imputer: () => D.imputer('x'),
  'csv no file': () => D.csv('/nope.csv', { target: 'y' }),
  'csv no target': () => D.csv('a,b\n1,2\n', { target: 'c' }),
  'csv number': () => D.csv(5),
  'csv option': () => D.csv('a,b\n1,2\n', { targt: 'b' }),
  'fromArrays ragged': () => D.fromArrays([[1, 2], [3]], [0, 1]),
  'fromArrays strings': () => D.fromArrays([['a'], ['b']], [0, 1]),
  'fromArrays lengths': () => D.fromArrays([[1], [2]], [0]),
  'fromArrays empty': () => D.fromArrays([], []),
  'fromArrays none': () => D.fromArrays(),
  'fromRecords empty': () => D.fromRecords([], { target: 'y' }),
  'fromRecords no target': () => D.fromRecords([{ a: 1 }], { target: 'y' }),
  'fromRecords none': () => D.fromRecords(),
  fromFrame: () => D.fromFrame({}, { target: 'y' }),
  'fromFrame none': () => D.fromFrame(),
  frame: () => D.frame('/nope.csv'),
  parseCsv: () => D.parseCsv(5),
  'Dataset str': () => new D.Dataset({ x: [1], y: [2] }),
  'Dataset none': () => new D.Dataset(),
  'kFold k': () => D.kFold(set, 1),
  'kFold big': () => D.kFold(set, 31),
  'kFold none': () => D.kFold(),
  'kFold opt': () => D.kFold(set, 3, { shufle: true }),
  groupKFold: () => D.groupKFold(set, [1, 2], 2),
  'groupKFold none': () => D.groupKFold(set),
  'oneHot neg': () => D.oneHot([-1, 0]),
  'oneHot frac': () => D.oneHot([0.5]),
  'oneHot classes': () => D.oneHot([0, 3], 2),
  'oneHot gone': () => D.oneHot(goneT),
  'oneHot empty': () => D.oneHot([]),
  'oneHot none': () => D.oneHot(),
  'labelEncode empty': () => D.labelEncode([]),
  'labelEncode none': () => D.labelEncode(),
  legacy: () => D.legacyRandom(-1),
  'legacy str': () => D.legacyRandom('a'),
  'line count': () => D.line({ count: 0 }),
  'line nan': () => D.line({ slope: Number.NaN }),
  'line opt': () => D.line({ slop: 2 }),
  'line noise': () => D.line({ noise: -1 }),
  poly: () => D.polynomial({ coefficients: 'x' }),
  moons: () => D.moons({ count: -3 }),
  spirals: () => D.spirals({ classes: 0 }),
  blobs: () => D.blobs({ centers: [] }),
  'blobs ragged': () => D.blobs({ centers: [[1, 2], [3]] }),
  'mnist opt': () => D.mnist({ flaten: true }),
  'iris opt': () => D.iris({ x: 1 }),
  'standardize gone': () => D.standardize(gone),
  'standardize none': () => D.standardize(),
  'standardize empty': () => D.standardize(empty),
  'standardize width': () => D.standardize(set).transform(line),
  'minMax none': () => D.minMax(),
  'stream none': () => D.stream(),
  streamCsv: async () => {
    for await (const _ of D.streamCsv('/nope.csv', { target: 'y' }));
  },
  'streamCsv none': () => D.streamCsv(),
  'pad none': () => D.pad(),
  'pad len': () => D.pad([[1, 2]], { length: -1 }),
  'tokenize num': () => D.tokenize(5),
  'tokenize by': () => D.tokenize('a b', { by: 'wrd' }),
  'vocabulary none': () => D.vocabulary(),
  'vocabulary empty': () => D.vocabulary([]),
  'windows none': () => D.windows(),
  'windows long': () => D.windows([1, 2], { length: 5 }),
  'split str': () => (set as any).split({ tst: 0.2 }),
  take: () => set.take(100),
  batches: () => [...set.batches(100)],
  'batches 0': () => [...set.batches(0)],
  rows: () => set.rows([99]),
  map: () => (set as any).map(() => 5),
  column: () => set.column('x7'),
  'gone take': () => gone.take(1),
  'gone split': () => gone.split(),
  'gone map': () => gone.map((x) => ({ x })),
  'labels frac': () => line.labels(),
  // models
  'mlp none': () => M.mlp(),
  'mlp no outputs': () => M.mlp({ inputs: 2 }),
  'mlp hidden': () => M.mlp({ inputs: 2, hidden: 5, outputs: 1 }),
  'mlp act': () => M.mlp({ inputs: 2, outputs: 1, activation: 'rleu' }),
  'mlp init': () => M.mlp({ inputs: 2, outputs: 1, initializer: 'heNorml' }),
  'mlp opt': () => M.mlp({ inputs: 2, outputs: 1, hiden: [2] }),
  'mlp l1': () => M.mlp({ inputs: 2, outputs: 1, l1: -1 }),
  'mlp dropout': () => M.mlp({ inputs: 2, outputs: 1, dropout: 2 }),
  'linear none': () => M.linear(),
  'cnn small': () => M.cnn({ inputs: [2, 2, 1], filters: [4, 4, 4], outputs: 2 }),
  'cnn shape': () => M.cnn({ inputs: [28, 28], outputs: 10 }),
  'recurrent none': () => M.recurrent(),
  'recurrent cell': () => M.recurrent({ inputs: 2, outputs: 1, cell: 'ltsm' }),
  'transformer none': () => M.transformer(),
  'transformer heads': () => M.transformer({ vocabulary: 5, length: 4, width: 10, heads: 3, outputs: 2 }),
  'autoencoder none': () => M.autoencoder(),
  'ridge alpha': () => M.ridge({ alpha: -1 }),
  'ridge opt': () => M.ridge({ alfa: 1 }),
  'ridge fit empty': () => M.ridge().fit(empty.x, empty.y),
  'ridge fit nan': () => M.ridge().fit(nanSet),
  'ridge fit gone': () => M.ridge().fit(gone),
  'ridge fit len': () => M.ridge().fit([[1], [2]], [1]),
  'ridge fit none': () => M.ridge().fit(),
  'ridge unfit': () => M.ridge().predict([[1]]),
  'ridge width': () => {
    const r = M.ridge()
    r.fit([[1], [2]], [1, 2])
    return r.predict([[1, 2]])
  },
  'lasso alpha': () => M.lasso({ alpha: 'x' }),
  'lasso fit nan': () => M.lasso().fit([[1], [Number.NaN]], [1, 2]),
  'logreg fit': () => M.logisticRegression().fit([[1], [2]], [0.5, 1]),
  'logreg one class': () => M.logisticRegression().fit([[1], [2]], [1, 1]),
  'logreg none': () => M.logisticRegression({ C: -1 }),
  'summary none': () => M.summary(),
  'save gone': () => M.save(goneModel, nowhere),
  'save none': () => M.save(m),
  'load none': () => M.load(),
  'load num': () => M.load(5),
  loadKeras: () => M.loadKerasWeights(m, '/nope'),
  'saveKeras num': () => M.saveKerasWeights(m),
  freeze: () => M.freeze(m, 'hiden_1'),
  'freeze none': () => M.freeze(),
  unfreeze: () => M.unfreeze(m, ['nope']),
  replaceHead: () => M.replaceHead(m),
  'replaceHead out': () => M.replaceHead(m, { outputs: 0 }),
  prune: () => M.prune(m, 'x'),
  'prune gone': () => M.prune(goneModel, 0.5),
  'prune data': () => M.prune(m, 0.5, { data: line }),
  'quantize bits': () => M.quantize(m, { bits: 99 }),
  'quantize gone': () => M.quantize(goneModel),
  attention: () => M.attention(m, images),
  // train
  'fit none': () => T.fit(),
  'fit no options': () => T.fit(m, set),
  'fit no loss': () => T.fit(m, set, {}),
  'fit gone model': () => T.fit(goneModel, set, fo),
  'fit gone set': () => T.fit(m, gone, fo),
  'fit empty': () => T.fit(m, empty, fo),
  'fit nan': () => T.fit(m, nanSet, fo),
  'fit shape': () => T.fit(m, line, fo),
  'fit loss name': () => T.fit(m, set, { loss: 'sparseCategoricalCrosentropy' }),
  'fit opt name': () => T.fit(m, set, { ...fo, optimizer: 'adm' }),
  'fit metric': () => T.fit(m, set, { ...fo, metrics: ['acuracy'] }),
  'fit epochs': () => T.fit(m, set, { ...fo, epochs: 0 }),
  'fit batch': () => T.fit(m, set, { ...fo, batchSize: 1.5 }),
  'fit batch big': () => T.fit(m, set, { ...fo, batchSize: 1000 }),
  'fit str tensor': () => T.fit(m, { x: str, y: str }, fo),
  'fit callbacks': () => T.fit(m, set, { ...fo, callbacks: 5 }),
  'fit callbacks typo': () => T.fit(m, set, { ...fo, callbacks: { onEpochFinish() {} } }),
  'fit sampleWeight': () => T.fit(m, set, { ...fo, sampleWeight: [1, 2] }),
  'fit sampleWeight nan': () => T.fit(m, set, { ...fo, sampleWeight: Array(30).fill(Number.NaN) }),
  'fit classWeight': () => T.fit(m, set, { ...fo, classWeight: { 0: -1 } }),
  'fit validation gone': () => T.fit(m, set, { ...fo, validation: gone }),
  'fit validation str': () => T.fit(m, set, { ...fo, validation: 'x' }),
  'fit validation 2': () => T.fit(m, set, { ...fo, validation: 2 }),
  'fit resume': () => T.fit(m, set, { ...fo, resume: {} }),
  'fit clip': () => T.fit(m, set, { ...fo, clipNorm: -1 }),
  'fit seed': () => T.fit(m, set, { ...fo, seed: 'a' }),
  'fit custom loss number': () => T.fit(m, set, { loss: () => 5 }),
  'fit custom metric number': () => T.fit(m, set, { ...fo, metrics: [() => 5] }),
  'fit initialEpoch': () => T.fit(m, set, { ...fo, initialEpoch: -1 }),
  'evaluate gone': () => T.evaluate(m, gone),
  'evaluate shape': () => T.evaluate(m, line),
  'evaluate none': () => T.evaluate(),
  'evaluate opt': () => T.evaluate(m, set, { lss: 1 }),
  'evaluate empty': () => T.evaluate(m, empty),
  'predict gone': () => T.predict(m, goneT),
  'predict shape': () => T.predict(m, line),
  crossValidate: () => T.crossValidate(m, set, { folds: 3 }),
  'crossValidate folds': () => T.crossValidate(() => m, set, { folds: 100, ...fo }),
  'crossValidate gone': () => T.crossValidate(() => models.mlp({ inputs: 2, outputs: 2 }), gone, { folds: 2, ...fo }),
  'crossValidate none': () => T.crossValidate(() => m),
  'compile none': () => T.compile(),
  'compile numbers': () => T.compile((x: any) => x)(5),
  'compile gone': () => T.compile((x: any) => x.square())(goneT),
  'adam lr': () => T.adam({ lr: -1 }),
  'adam opt': () => T.adam({ learningrate: 1 }),
  'adam beta': () => T.adam({ beta1: 2 }),
  'sgd momentum': () => T.sgd({ momentum: -1 }),
  earlyStopping: () => T.earlyStopping({ patience: -1 }),
  'earlyStopping monitor': () => T.fit(m, set, { ...fo, callbacks: T.earlyStopping({ monitor: 'valLos' }) }),
  schedule: () => T.schedule('x'),
  checkpoint: () => T.checkpoint(),
  loadCheckpoint: () => T.loadCheckpoint('/nope'),
  'loadCheckpoint none': () => T.loadCheckpoint(),
  stepDecay: () => T.stepDecay(),
  cosine: () => T.cosine({ minimun: 1 }),
  warmUp: () => T.warmUp({ epochs: -1 }),
  'metrics accuracy': () => X.accuracy([1], [1, 2]),
  'metrics none': () => X.accuracy(),
  'metrics empty': () => X.accuracy([], []),
  'metrics auc': () => X.rocAuc?.([1, 1], [0.5, 0.2]) ?? Object.keys(X),
  'metrics gone': () => X.accuracy(goneT, goneT),
  'metrics f1': () => X.f1([0, 1], [0, 1], { average: 'makro' }),
  makeStep: () => T.makeStep({}),
  'makeStep none': () => T.makeStep(),
  fromLogits: () => T.fromLogits('mse'),
  resolveOptimizer: () => T.resolveOptimizer('x'),
  huberLoss: () => T.huberLoss({ delta: 0 }),
  'split stratify': () => one.split({ test: 0.5, stratify: true }),
  'oneHot gone labels': () => D.oneHot(goneLabels),
  'fit labels': () => T.fit(single, set, fo),
  'fit custom loss throws': () =>
    T.fit(m, set, {
      loss: () => {
        throw new Error('A loss of the reader may say what it likes.')
      },
    }),
  'fit scalars': () => T.fit(m, { x: scalar, y: scalar }, fo),
  'fit class weight of no class': () => T.fit(m, set, { ...fo, classWeight: { 1: 2, 2: 3 } }),
  'fit token': () => T.fit(reader, [[1, 9]], [0], fo),
  'fit half a token': () => T.fit(reader, [[1, 1.5]], [0], fo),
  'predict token': () => T.predict(reader, [[1, -1]]),
  'evaluate token': () => T.evaluate(reader, [[1, 5]], [0]),
  'predict one row': () => T.predict(m, [1, 2]),
  'crossValidate one model': () => T.crossValidate(() => spent, set, fo),
  'crossValidate validation': () => T.crossValidate(() => m, set, { ...fo, validation: set }),
  'prune gone data': () => M.prune(m, 0.5, { data: gone }),
  'load no JSON': () => M.load(broken),
  'keras no HDF5': () => M.loadKerasWeights(m, join(import.meta.dirname, 'bad-input.test.ts')),
  'csv features': () => D.csv('a,b\n1,2\n', { target: 'b', features: 'a' }),
  'csv exclude': () => D.csv('a,b\n1,2\n', { target: 'b', exclude: 'a' }),
  'csv missingTexts': () => D.csv('a,b\n1,2\n', { target: 'b', missingTexts: '-' }),
  'fromRecords null': () => D.fromRecords([{ a: 1 }, null], { target: 'a' }),
  'fromArrays half a label': () => D.fromArrays([[1], [2]], [0, 0.5], { classNames: ['a', 'b'] }),
  'fromArrays label without a name': () => D.fromArrays([[1], [2]], [0, 2], { classNames: ['a', 'b'] }),
  'map number': () => set.map(3 as never),
  'descent batch': () => descent.start({ model: m, data: set, loss: fo.loss, batchSize: 31 }),
  'descent several': () =>
    descent.start({ model: { ...m, predict() {}, inputs: [1, 2] } as never, data: set, loss: 'mse' }),
  'compileGradient vector': () => T.compileGradient((x: any) => x.square())(vector),
}

test.each(Object.keys(tries))('%s', async (name) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const before = tf.memory().numTensors
  let error: any
  try {
    await tries[name]!()
  } catch (caught) {
    error = caught
  }
  expect(error?.message, 'no error').toMatch(/^(?:[`A-Z']|train\.).*[.?]$/s)
  if (!name.endsWith('throws')) expect(error.name, error.stack).toBe('GradlabError')
  expect(tf.memory().numTensors).toBe(before)
  warn.mockRestore()
})

test('nothing was written', () => {
  expect(existsSync(nowhere)).toBe(false)
})
