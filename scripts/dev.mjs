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
const flags = [
  '--watch',
  '--watch-preserve-output',
  ...watched.map((path) => `--watch-path=${path}`),
]
const child = spawn(process.execPath, [...flags, 'server.mjs', '--dev'], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal))
}
child.on('exit', (code) => process.exit(code ?? 0))
