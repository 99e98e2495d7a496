import { expect, test } from 'vitest'
import { instructionSets } from '../../../scripts/lib/doctor/tensorflow.mjs'

test('reads the instruction sets out of TensorFlow’s notes', () => {
  const notes =
    'I tensorflow/core/platform/cpu_feature_guard.cc:210] This TensorFlow binary is optimized to use available CPU ' +
    'instructions in performance-critical operations.\nTo enable the following instructions: AVX2 AVX512F FMA, in other ' +
    'operations, rebuild TensorFlow with the appropriate compiler flags.'
  expect(instructionSets(notes)).toEqual(['AVX2', 'AVX512F', 'FMA'])
  expect(instructionSets('nothing')).toEqual([])
})
