import 'server-only'
import type { Config } from './env'
import type { GatewayKey } from './gateway-key'
import type { Upstreams } from './upstream/table'

interface Started {
  version: string
  config: Pick<Config, 'host' | 'allowedHosts' | 'dataDir'>
  gatewayKey: GatewayKey
  upstreams: Pick<Upstreams, 'get' | 'defaultName' | 'isDefaultChosen'>
}

const WILDCARDS = new Set(['0.0.0.0', '::'])

/** What a start says: where it is, what it runs on, and how an SDK finds it. */
export function startText({ version, config, gatewayKey, upstreams }: Started, port: number) {
  const url = `http://${nameOf(config.host)}:${port}`
  const { file } = gatewayKey
  const lines: [label: string, text: string][] = [
    ['Open', url],
    ...describeNames(config),
    ['Runs on', describeDefault(upstreams)],
    ['Data', config.dataDir],
    ['Gateway key', file ?? 'the value of PARLEY_API_KEY'],
  ]
  return `
Parley ${version} is ready.

${lines.map(([label, text]) => `  ${label.padEnd(13)}${text}`).join('\n')}

Point an SDK of the Claude API at it, in another terminal:
  export ANTHROPIC_BASE_URL=${url}
  export ANTHROPIC_API_KEY=${file === null ? '"$PARLEY_API_KEY"' : `"$(cat '${file}')"`}
`
}

/** A name that the front door answers to: a wildcard is none. */
function nameOf(host: string): string {
  if (WILDCARDS.has(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function describeNames({ host, allowedHosts }: Started['config']): [string, string][] {
  if (allowedHosts.length > 0) return [['Also under', allowedHosts.join(', ')]]
  if (!WILDCARDS.has(host)) return []
  return [
    [
      'From outside',
      'only under names in PARLEY_ALLOWED_HOSTS, which is not set: other machines are refused',
    ],
  ]
}

function describeDefault(upstreams: Started['upstreams']): string {
  const { label, baseUrl, isReady, keyVariable } = upstreams.get(upstreams.defaultName)
  if (baseUrl !== null) {
    const missing = isReady
      ? ''
      : `, which has no key yet: enter one in Settings, or set ${keyVariable} and start again`
    return `${label} (${baseUrl})${missing}`
  }
  const why = upstreams.isDefaultChosen
    ? 'chosen in Settings'
    : 'enter a key in Settings, or set ANTHROPIC_API_KEY, to use the Claude API'
  return `the built-in sandbox (${why})`
}
