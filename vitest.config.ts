import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// `unit` needs nothing but the sources; `http` drives a built server over real sockets.
export default defineConfig({
  resolve: {
    alias: {
      // `server-only` throws outside Next's server bundle; there it guards, here it is empty.
      'server-only': at('./node_modules/server-only/empty.js'),
      '@': at('.'),
    },
  },
  test: {
    // All cores: by itself Vitest keeps one for a watching developer.
    maxWorkers: '100%',
    // As all times here: a bound for what hangs, not for what is slow on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: ['./scripts/bundle-for-tests.mjs'],
          include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}'],
          // Modules are read once per worker, not once per file: what they keep is no test's to rely on.
          isolate: false,
          // A bound for what hangs, not for what is slow on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'http',
          // As above: to read them anew for each file was a third of the work beside the servers'.
          isolate: false,
          include: ['e2e/http/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
