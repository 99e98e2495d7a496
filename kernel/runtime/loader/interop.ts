/** CommonJS modules as the namespaces that TypeScript's types describe (`esModuleInterop`). */

const made = new WeakMap<object, Record<string, unknown>>()

/**
 * Every export by name (Node itself only finds those that it sees in the text), and `default`: the module's own
 * where it was compiled from ES module syntax, else the whole of `module.exports`.
 */
export function commonNamespace(exports: unknown): Record<string, unknown> {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null) return { default: exports }
  const known = made.get(exports)
  if (known) return known
  const whole = exports as Record<string, unknown>
  const namespace: Record<string, unknown> = Object.create(null)
  // Getters, since a module may fill its exports in later (cycles, lazy properties).
  for (const key in whole)
    if (key !== 'default') Object.defineProperty(namespace, key, { enumerable: true, get: () => whole[key] })
  for (const key of Object.getOwnPropertyNames(whole)) {
    if (key === 'default' || key in namespace || ['prototype', 'length', 'name', 'caller', 'arguments'].includes(key))
      continue
    Object.defineProperty(namespace, key, { enumerable: false, get: () => whole[key] })
  }
  const isCompiled = Boolean(whole.__esModule) && 'default' in whole
  Object.defineProperty(namespace, 'default', { enumerable: true, get: () => (isCompiled ? whole.default : whole) })
  made.set(exports, namespace)
  return namespace
}
