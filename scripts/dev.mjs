// `npm run dev`: hot reload for the screens. Parley itself starts once per process, so a change
// under lib/server starts the process again.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { root } = await import('./run.mjs')
await ensureInstalled({ dev: true })
const watched = ['lib/server', 'instrumentation.ts', 'server.mjs']
// In this form and order: Node 20 hands `--watch-path=…`, and a flag after `--watch`, on to its child,
// which then watches too.
const flags = [...watched.flatMap((path) => ['--watch-path', path]), '--watch-preserve-output']
const child = spawn(process.execPath, [...flags, 'server.mjs', '--dev'], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal))
}
child.on('exit', (code) => process.exit(code ?? 0))
