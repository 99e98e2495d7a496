import { expected, GradlabError } from '../errors.ts'
import { tf } from '../tf.ts'
import type { Loss } from './losses/loss.ts'

/** How much each class counts: { 0: 1, 1: 10 }, or an array by class. Classes that are not named count 1. */
export type ClassWeight = Readonly<Record<number, number>> | readonly number[]

/** The product of sample weights and class weights, one number an example; undefined where neither is given. @param classes how many the model tells apart */
export function exampleWeights(
  y: tf.Tensor,
  loss: Loss,
  classWeight: ClassWeight | undefined,
  sampleWeight: ArrayLike<number> | tf.Tensor | undefined,
  classes?: number,
): tf.Tensor1D | undefined {
  if (classWeight === undefined && sampleWeight === undefined) return undefined
  const count = y.shape[0]!
  const weights = new Float32Array(count).fill(1)
  if (sampleWeight !== undefined) weights.set(sampleWeights(sampleWeight, count))
  if (classWeight !== undefined) {
    checkClasses(classWeight)
    const labels = labelsOf(y, loss)
    checkKnown(classWeight, classes)
    for (let i = 0; i < count; i++) weights[i]! *= classWeight[labels[i]!] ?? 1
  }
  const bad = weights.findIndex((w) => !(w >= 0 && Number.isFinite(w)))
  if (bad >= 0) throw expected('weights to be numbers ≥ 0', weights[bad])
  return tf.tensor1d(weights)
}

/** The weights as numbers, as many as there are examples. */
export function sampleWeights(given: ArrayLike<number> | tf.Tensor, count: number): ArrayLike<number> {
  if (given instanceof tf.Tensor && given.isDisposed)
    throw new GradlabError('`sampleWeight` was disposed: make it again.')
  const values = given instanceof tf.Tensor ? given.dataSync() : given
  if (typeof values !== 'object' || values?.length !== count)
    throw expected(`\`sampleWeight\` to have ${count} numbers, one an example`, values)
  return values
}

/** A name in place of a number would weigh nothing, and nobody would know. */
function checkClasses(classWeight: unknown): void {
  const remedy = 'Say e.g. `classWeight: { 0: 1, 1: 10 }`.'
  if (!classWeight || typeof classWeight !== 'object')
    throw expected('`classWeight` to be a record of weights by class number', classWeight, remedy)
  const name = Object.keys(classWeight).find((key) => !/^\d+$/.test(key))
  if (name !== undefined) throw expected('`classWeight` to have class numbers, from 0', name, remedy)
}

/** A weight for a class that the model does not have would weigh nothing too. */
function checkKnown(classWeight: ClassWeight, classes: number | undefined): void {
  const beyond = Object.keys(classWeight).find((key) => classes !== undefined && Number(key) >= classes)
  if (beyond === undefined) return
  throw expected(`\`classWeight\` to have class numbers in [0, ${classes})`, beyond, 'Number the classes from 0.')
}

function labelsOf(y: tf.Tensor, loss: Loss): ArrayLike<number> {
  const oneHot = loss.targets !== 'classes' && y.rank > 1 && y.shape[y.shape.length - 1]! > 1
  // Rounded here: tfjs-node's Round makes zeros of int32 labels.
  return oneHot ? tf.tidy(() => y.argMax(-1).dataSync()) : Array.from(y.dataSync(), Math.round)
}
