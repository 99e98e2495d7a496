/** Why something cannot be recorded as a graph: `fit` then goes on op by op and says so. */
export class Untraceable extends Error {
  override name = 'Untraceable'
}
