// `npm run sandbox`: the sandbox alone on a port; see docs/sandbox.md.
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
await ensureInstalled({ dev: false })
const { bundle } = await import('./bundle.mjs')
const { root } = await import('./run.mjs')
await bundle()
Reflect.set(globalThis, Symbol.for('parley.root'), root)
/** @type {string} What was bundled just now has no types. */
const program = '../dist/sandbox.mjs'
await import(program)
