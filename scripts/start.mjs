// `npm start`: everything from a fresh clone to a running server.
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { ensureBuilt } = await import('./build.mjs')
await ensureInstalled({ dev: false })
await ensureBuilt()
await import('../server.mjs')
