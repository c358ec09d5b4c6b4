import { readFileSync } from 'node:fs'
import process from 'node:process'

/** Ends the process with one line when this Node.js is none of package.json's `engines.node`. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  if (isSupported(process.versions.node, engines.node)) return
  process.stderr.write(
    `Parley needs Node.js ${engines.node}; this is ${process.versions.node}. See https://nodejs.org.\n`,
  )
  process.exit(1)
}

/**
 * Understands what `engines` uses: `^a.b.c` and `>=a`, joined by `||`.
 * @param {string} version
 * @param {string} range
 */
export function isSupported(version, range) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return range.split('||').some((part) => {
    const [, kind, numbers = ''] = /^\s*(\^|>=)([\d.]+)\s*$/.exec(part) ?? []
    const [leastMajor = 0, leastMinor = 0, leastPatch = 0] = numbers.split('.').map(Number)
    if (kind === '^' && major !== leastMajor) return false
    return (
      kind !== undefined && (major - leastMajor || minor - leastMinor || patch - leastPatch) >= 0
    )
  })
}
