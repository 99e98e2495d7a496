export { type AugmentOptions, augment } from './augment.ts'
export { type CleanOptions, checkFinite, clean, dedupe, imputer, type Missing } from './clean.ts'
export { csv, fromArrays, fromRecords } from './csv.ts'
export { type Column, type CsvOptions, parseCsv } from './csv-parser.ts'
export { type BatchOptions, Dataset, type DatasetInit, type Origin } from './dataset.ts'
export { Fold, groupKFold, kFold } from './folds.ts'
export { type FrameLike, frame, fromFrame } from './frame.ts'
export { type LabelEncoding, labelEncode, oneHot } from './labels.ts'
export { LegacyRandom, legacyRandom } from './legacy-random.ts'
export { articleLine, type LineOptions, line } from './line.ts'
export { type MnistOptions, mnist } from './mnist.ts'
export {
  type CurveOptions,
  fromFunction as curve,
  grid,
  polynomial,
  type RegressionOptions,
  regression,
  sine,
} from './polynomial.ts'
export { cars, iris, penguins, type RealOptions, volcano, wages } from './real.ts'
export { type MinMaxScaler, minMax, type Scaler, type StandardScaler, standardize } from './scale.ts'
export { formants, type SpeakOptions, type SpectrogramOptions, speak, spectrogram } from './speech.ts'
export type { FoldOptions, SplitOptions } from './split.ts'
export { type Example, Stream, type StreamOptions, stream, streamCsv } from './stream.ts'
export { blobs, circles, moons, type PointsOptions, spirals, xor } from './synthetic.ts'
export type { TableOptions } from './table.ts'
export { pad, type TokenizeOptions, tokenize, Vocabulary, vocabulary, windows } from './text.ts'
export { type Mail, mobyDick, names, spam } from './texts.ts'
