import 'server-only'
import { parseArgs } from 'node:util'
import {
  DEFAULT_SANDBOX_SETTINGS,
  LIMIT_TIERS,
  type SandboxSettings,
  sandboxSettingsSchema,
} from '@/lib/domain/sandbox-settings'

export const HELP = `npm run sandbox -- [options]

  --port N      port to listen on (8787; 0 = any that is free)
  --host H      address to bind (127.0.0.1)
  --tps N       pace of the answers in tokens per second (80; 0 = as fast as they are taken)
  --tier T      rate limits: ${LIMIT_TIERS.join(', ')} (tier4)
  --faults F    faults of every call, such as "error=529 times=2; stall after=20"
  --loose       let unknown fields pass
  --data DIR    keep files and batches there (else they go with the process)
  --help        this text

Each option may also come from the environment: SANDBOX_PORT, SANDBOX_TPS, and so on.
`

export interface Arguments {
  host: string
  port: number
  tps: number
  /** Null = a temporary directory. */
  data: string | null
  settings: SandboxSettings
}

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  tps: { type: 'string' },
  tier: { type: 'string' },
  faults: { type: 'string' },
  loose: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Reads the command line, then the environment; a problem is a sentence for the person. */
export function readArguments(
  args: string[],
  env: Record<string, string | undefined>,
): Arguments | 'help' | { problem: string } {
  let values: ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']
  try {
    values = parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
  if (values.help === true) return 'help'
  const read = (name: 'port' | 'host' | 'tps' | 'tier' | 'faults' | 'data') =>
    values[name] ?? env[`SANDBOX_${name.toUpperCase()}`]
  const settings = sandboxSettingsSchema.safeParse({
    ...DEFAULT_SANDBOX_SETTINGS,
    tier: read('tier') ?? DEFAULT_SANDBOX_SETTINGS.tier,
    faults: read('faults') ?? DEFAULT_SANDBOX_SETTINGS.faults,
    isStrict: values.loose !== true && env.SANDBOX_LOOSE !== '1',
  })
  if (!settings.success) {
    const issue = settings.error.issues[0]
    return { problem: `--${issue?.path.join('.')}: ${issue?.message}` }
  }
  const [port, tps] = [readNumber(read('port'), 8787), readNumber(read('tps'), 80)]
  if (port === null || port > 65_535) return { problem: '--port: a number from 0 to 65535.' }
  if (tps === null) return { problem: '--tps: a number of tokens per second; 0 = unpaced.' }
  return {
    host: read('host') ?? '127.0.0.1',
    port,
    tps,
    data: read('data') ?? null,
    settings: settings.data,
  }
}

function readNumber(text: string | undefined, usual: number): number | null {
  if (text === undefined) return usual
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}
