import type { KatexOptions } from 'katex'

/** What a formula may do: neither load, link nor style anything, nor grow without end. */
export const FORMULA_OPTIONS: KatexOptions = {
  fleqn: true,
  throwOnError: true,
  strict: false,
  trust: false,
  maxExpand: 1_000,
  maxSize: 50,
  // What is not trusted is written in this colour; red would say that something failed.
  errorColor: 'currentColor',
}
