import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run.mjs'

/**
 * `why` = what a failed test said of itself.
 * @typedef {{ name: string, status: 'passed' | 'failed' | 'skipped', ms: number, why?: string }} Outcome
 */

/** So much of what a failed test said stands under its name. */
const WHY_LINES = 16

/**
 * What a step of the tests has to say: its tests where it wrote a report, else itself. A step that
 * failed although none of its tests did (a crash, a file that does not load) counts as failed too.
 * @param {string} name
 * @param {boolean} ok
 * @param {number} ms
 * @param {string | undefined} report
 * @returns {Outcome[]}
 */
export function readReport(name, ok, ms, report) {
  const path = join(root, report ?? '')
  if (report === undefined || !existsSync(path)) {
    const isWhole = ok && report === undefined
    return [{ name, status: isWhole ? 'passed' : 'failed', ms }]
  }
  const json = JSON.parse(readFileSync(path, 'utf8'))
  const outcomes = 'testResults' in json ? readVitest(json) : readPlaywright(json)
  const isExplained = ok || outcomes.some(({ status }) => status === 'failed')
  return isExplained ? outcomes : [...outcomes, { name, status: 'failed', ms }]
}

/**
 * Vitest's report (the shape of Jest's).
 * @param {any} json
 * @returns {Outcome[]}
 */
export function readVitest(json) {
  return json.testResults.flatMap((/** @type {any} */ file) =>
    file.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName,
      status: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
      ms: test.duration ?? 0,
      ...say(test.failureMessages ?? []),
    })),
  )
}

/**
 * Playwright's report: suites in suites, with specs.
 * @param {any} json
 * @returns {Outcome[]}
 */
export function readPlaywright(json) {
  const specs = (/** @type {any} */ suite) => [
    ...(suite.specs ?? []),
    ...(suite.suites ?? []).flatMap(specs),
  ]
  return json.suites.flatMap(specs).map((/** @type {any} */ spec) => {
    const results = spec.tests.flatMap((/** @type {any} */ test) => test.results)
    const isSkipped = spec.tests.every((/** @type {any} */ test) => test.status === 'skipped')
    return {
      name: spec.title,
      status: isSkipped ? 'skipped' : spec.ok ? 'passed' : 'failed',
      ms: results.reduce((/** @type {number} */ sum, /** @type {any} */ r) => sum + r.duration, 0),
      ...say(
        results.flatMap((/** @type {any} */ { errors = [] }) =>
          errors.map((/** @type {any} */ { message }) => message),
        ),
      ),
    }
  })
}

/**
 * The first lines of what went wrong, without colours.
 * @param {readonly (string | undefined)[]} messages
 * @returns {{ why?: string }}
 */
function say(messages) {
  const lines = stripVTControlCharacters(messages.join('\n'))
    .split('\n')
    .filter((line) => line.trim() !== '')
  return lines.length === 0 ? {} : { why: lines.slice(0, WHY_LINES).join('\n') }
}

/**
 * @param {readonly Outcome[]} outcomes
 * @param {number} most how many of the slowest
 */
export function summarise(outcomes, most) {
  return {
    passed: outcomes.filter(({ status }) => status === 'passed').length,
    failed: outcomes.filter(({ status }) => status === 'failed'),
    skipped: outcomes.filter(({ status }) => status === 'skipped').length,
    slowest: [...outcomes].sort((a, b) => b.ms - a.ms).slice(0, most),
  }
}
