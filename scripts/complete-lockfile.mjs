// Run after `npm install` where the registry is a mirror without other platforms' packages: npm then
// leaves their optional entries out of package-lock.json, and `npm ci` refuses such a file everywhere.
// The entries are written from the names; npm checks what it installs of them against the registry.
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const CPU = ['arm', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
/** @type {Record<string, string>} */
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/**
 * What one package of the lockfile says.
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], optionalDependencies?: Record<string, string> }} Locked
 */

/**
 * The optional packages that the lockfile's packages name and that it has no entry for.
 * @param {Record<string, Locked>} packages by path
 */
export function missingEntries(packages) {
  /** @type {Record<string, Locked>} */
  const missing = {}
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    if (path === '') continue
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isThere = [`${path}/node_modules/${name}`, `node_modules/${name}`].some(
        (at) => packages[at],
      )
      if (isThere || !/^\d+\.\d+\.\d+/.test(version)) continue
      missing[`node_modules/${name}`] = {
        version,
        ...platformOf(name),
        ...(dev ? { dev } : {}),
        optional: true,
      }
    }
  }
  return missing
}

/**
 * `cli-linux-arm64-musl` → os, cpu, libc. armhf names (`gnueabihf`) are 32-bit arm.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split('/').at(-1)?.split('-') ?? []
  const os = OS.filter((one) => words.includes(one))
  const cpu = CPU.filter((one) => words.includes(one))
  const libc = Object.entries(LIBC).flatMap(([word, one]) => (words.includes(word) ? [one] : []))
  return {
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync(FILE, 'utf8'))
  const missing = missingEntries(lock.packages)
  const paths = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  )
  lock.packages = Object.fromEntries(paths)
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${Object.keys(missing).length} entries added to package-lock.json`)
}
