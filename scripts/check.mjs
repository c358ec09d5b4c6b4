// `npm run check`: everything that can be said about the sources without building them.
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { requireNode } from './node-version.mjs'

/**
 * One program to run. `report` = it writes Vitest's JSON report there.
 * @typedef {{ name: string, script: string, args: string[], report?: string }} Step
 */

/**
 * Group after group; the steps of one run at once, as most keep no more than one core busy.
 * @type {Step[][]}
 */
const CHECKS = [
  [{ name: 'Types of the routes', script: 'next/dist/bin/next', args: ['typegen'] }],
  [
    {
      name: 'Types',
      script: 'typescript/bin/tsc',
      // Next insists on an incremental tsconfig, whose cache misses changes of JSON files. Each further
      // checker works out the libraries' types anew: four, the default, take almost twice the work of one.
      args: ['-p', '.', '--incremental', 'false', '--checkers', '1'],
    },
    {
      name: 'Format, lint, and the arrows between the rooms',
      script: '@biomejs/biome/bin/biome',
      args: ['ci', '--error-on-warnings', '--colors=off', '.'],
    },
    { name: 'Dead code', script: 'knip/bin/knip.js', args: [] },
  ],
  [
    {
      name: 'Unit tests',
      script: 'vitest/vitest.mjs',
      args: ['run', '--project', 'unit'],
      report: 'test-results/unit.json',
    },
  ],
]

/** Runs every check, also after one that failed: a step with its outcome each. */
export async function runChecks() {
  const done = []
  for (const steps of CHECKS) {
    done.push(
      ...(await Promise.all(steps.map(async (step) => ({ step, ...(await runStep(step)) })))),
    )
  }
  return done
}

/**
 * Runs a step; what it printed is shown only when it failed.
 * @param {Step} step
 */
async function runStep({ name, script, args, report }) {
  const { runModule } = await import('./run.mjs')
  const started = performance.now()
  const reporters =
    report === undefined ? [] : ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const { code, output } = await runModule(script, [...args, ...reporters])
  const ms = Math.round(performance.now() - started)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${(ms / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(output)
  return { ok: code === 0, ms }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  const { ensureInstalled } = await import('./install.mjs')
  await ensureInstalled({ dev: true })
  process.exit((await runChecks()).every(({ ok }) => ok) ? 0 : 1)
}
