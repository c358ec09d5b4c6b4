// Runs a TypeScript program of the repository (soak, bench) with what it needs: the development
// packages and a build. Usage: node scripts/with-dev.mjs FILE [ARGUMENTS]
import process from 'node:process'
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { ensureBuilt } = await import('./build.mjs')
const { run } = await import('./run.mjs')
await ensureInstalled({ dev: true })
await ensureBuilt()
// The condition makes `server-only` an empty module, as in Next's server.
const flags = ['--conditions=react-server', '--import', 'tsx']
const { code } = await run(process.execPath, [...flags, ...process.argv.slice(2)], { show: true })
process.exit(code)
