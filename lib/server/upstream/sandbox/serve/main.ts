import 'server-only'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { HELP, readArguments } from './arguments'
import { startSandbox } from './start'

// `npm run sandbox`: the sandbox alone on a port, as a test double for other people's programs.

const given = readArguments(process.argv.slice(2), process.env)
if (given === 'help') {
  process.stdout.write(HELP)
} else if ('problem' in given) {
  process.stderr.write(`${given.problem}\n\n${HELP}`)
  process.exitCode = 1
} else {
  const kept = given.data === null ? null : resolve(given.data)
  const dir = kept ?? mkdtempSync(join(tmpdir(), 'parley-sandbox-'))
  const { url, close } = await startSandbox({ ...given, dir }).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  process.stdout.write(`${startText(url, kept)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, async () => {
      await close()
      if (kept === null) await rm(dir, { recursive: true, force: true })
      process.exit(0)
    })
  }
}

function startText(url: string, kept: string | null): string {
  return [
    `Sandbox of the Claude API: ${url}`,
    'Any API key is taken; no language model answers. Ctrl-C ends it.',
    kept === null
      ? 'Files and batches go with it; --data DIR keeps them.'
      : `Files and batches: ${kept}`,
  ].join('\n')
}
