import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { root, runModule } from './run.mjs'

/** What the built server is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'tsconfig.json',
]
const NOT_BUILT = /\.test\.tsx?$|__fixtures__/
const STAMP = join(root, '.next', 'parley-build')

/** Builds, unless the last build was of the same sources. */
export async function ensureBuilt() {
  const isBuilt = existsSync(STAMP) && existsSync(join(root, 'dist'))
  if (isBuilt && readFileSync(STAMP, 'utf8') === hashSources()) return
  await build()
}

/** Builds, and remembers of what. */
export async function build() {
  console.log('Building (once, and again after changes) …')
  const hash = hashSources()
  rmSync(STAMP, { force: true })
  const env = { NODE_ENV: 'production' }
  const { code, output } = await runModule('next/dist/bin/next', ['build'], { env })
  if (code !== 0) {
    process.stderr.write(`${output}\nThe build failed.\n`)
    process.exit(1)
  }
  const { bundle } = await import('./bundle.mjs')
  await bundle()
  writeFileSync(STAMP, hash)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesUnder).sort()) {
    const content = readFileSync(join(root, file))
    hash.update(`${file} ${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  const at = join(root, path)
  if (!existsSync(at)) return []
  if (statSync(at).isFile()) return [path]
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => !NOT_BUILT.test(file) && statSync(join(root, file)).isFile())
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await build()
