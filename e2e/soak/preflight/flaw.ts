import type { Draft, World } from './panel-request'

/**
 * Something that a request may have, and that some models, versions or betas refuse: whether it is
 * refused is the sandbox's to say.
 */
export interface Flaw {
  name: string
  /** The model that it is tried on; without it any. */
  model?: string
  /** Comes to light only where nothing else is wrong. */
  isAlone?: boolean
  apply(draft: Draft & World): void | Promise<void>
}
