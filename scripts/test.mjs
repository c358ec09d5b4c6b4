// `npm test`: everything, from a fresh clone to the figures. The last line says `N passed, N failed`.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { ensureBuilt } = await import('./build.mjs')
const { runChecks } = await import('./check.mjs')
const { readReport, summarise } = await import('./test-report.mjs')
const { root, runModule } = await import('./run.mjs')

const SLOWEST = 20
const started = performance.now()

rmSync(join(root, 'test-results'), { recursive: true, force: true })
mkdirSync(join(root, 'test-results'))
await ensureInstalled({ dev: true })

/** @type {import('./test-report.mjs').Outcome[]} */
const outcomes = []
for (const { step, ok, ms } of await runChecks()) {
  outcomes.push(...readReport(step.name, ok, ms, step.report))
}
await ensureBuilt()
outcomes.push(
  ...(await runTests('Over HTTP', 'vitest/vitest.mjs', 'test-results/http.json', [
    ...['run', '--project', 'http', '--reporter=default', '--reporter=json'],
    '--outputFile.json=test-results/http.json',
  ])),
  ...(await runTests('In the browser', '@playwright/test/cli.js', 'test-results/browser.json', [
    'test',
  ])),
)
finish()

/**
 * @param {string} name
 * @param {string} script
 * @param {string} report
 * @param {string[]} args
 */
async function runTests(name, script, report, args) {
  console.log(`\n${name}`)
  const before = performance.now()
  const { code } = await runModule(script, args, { show: true })
  return readReport(name, code === 0, Math.round(performance.now() - before), report)
}

function finish() {
  const { passed, failed, skipped, slowest } = summarise(outcomes, SLOWEST)
  console.log(`\nThe slowest ${slowest.length}:`)
  for (const { name, ms } of slowest)
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`)
  for (const { name, why } of failed) {
    console.log(`FAILED  ${name}`)
    // Here too, as the place where it happened is far above.
    if (why !== undefined) console.log(why.replaceAll(/^/gm, '        '))
  }
  if (skipped > 0) console.log(`${skipped} skipped`)
  console.log(`All of it took ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`)
  console.log(`${passed} passed, ${failed.length} failed`)
  process.exit(failed.length === 0 ? 0 : 1)
}
