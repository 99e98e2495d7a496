/** Importing gradlab makes TensorFlow.js's own `model.fit` fast. */
import { installFit } from './fit.ts'

installFit()
