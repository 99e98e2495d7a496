import type { Content } from '../../wire/message.ts'
import { seed } from './murmur.ts'
import { prefix, suffix } from './sources.ts'

/** What `initialize` tells of the debugger. */
export const capabilities: Content = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: false,
  supportsExceptionInfoRequest: true,
  supportsModulesRequest: true,
  supportsTerminateDebuggee: false,
  exceptionBreakpointFilters: [
    { filter: 'raised', label: 'Thrown exceptions', default: false },
    { filter: 'uncaught', label: 'Uncaught exceptions', default: false },
  ],
}

/** The part of `debugInfo` that never changes. */
export const naming: Content = {
  hashMethod: 'Murmur2',
  hashSeed: seed,
  tmpFilePrefix: prefix,
  tmpFileSuffix: suffix,
  richRendering: true,
  copyToGlobals: true,
  exceptionPaths: ['JavaScript Exceptions'],
}
