import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root, run } from './run.mjs'

/**
 * @typedef {{ version?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/**
 * Installs from the lockfile, unless what it names is there already.
 * @param {{ dev: boolean }} options whether the tools for tests and checks are needed too
 */
export async function ensureInstalled({ dev }) {
  const wanted = readLock('package-lock.json')
  const present = readLock('node_modules/.package-lock.json')
  if (wanted !== null && present !== null && isInstalled(wanted, present, dev)) return
  console.log('Installing packages from the lockfile …')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? [] : ['--omit=dev'])]
  const { code, output } = await runNpm(args)
  if (code === 0) return
  process.stderr.write(`${output}\nThe packages could not be installed (npm ci).\n`)
  process.exit(1)
}

/**
 * npm keeps a record of what it has installed. Packages for other systems are optional and absent.
 * @param {Lock} wanted
 * @param {Lock} present
 * @param {boolean} dev
 */
export function isInstalled(wanted, present, dev) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional) return true
    if (entry.dev && !dev) return true
    return present.packages[path]?.version === entry.version
  })
}

/**
 * @param {string} file
 * @returns {Lock | null}
 */
function readLock(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** @param {readonly string[]} args */
export function runNpm(args) {
  const npm = process.env.npm_execpath
  return npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args)
}
