import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './run.mjs'

/** Programs of lib/server that run outside Next's server bundle, by what they are called in `dist/`. */
const PROGRAMS = {
  sandbox: 'lib/server/upstream/sandbox/serve/main.ts',
  worker: 'lib/server/upstream/sandbox/worker/main.ts',
  'script-worker': 'lib/server/tools/script/main.ts',
  'check-worker': 'lib/server/tools/check/main.ts',
  'file-worker': 'lib/server/files/inspect/main.ts',
  'query-worker': 'lib/server/files/query/main.ts',
}

/** Bundles them; what lies in node_modules stays there. Takes about a tenth of a second. */
export async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS,
    outdir: join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    // It throws outside Next; there it guards, here it is empty.
    alias: { 'server-only': join(root, 'node_modules/server-only/empty.js') },
  })
}
