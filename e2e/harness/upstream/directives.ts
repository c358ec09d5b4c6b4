import { encodeSse } from '@/lib/wire/sse'
import type { WireEvent } from '@/lib/wire/types'
import { encodeEvents, textEvents } from './answers'
import { type Cut, failure, type Script, stream } from './script'

type Arguments = ReadonlyMap<string, string>
type Directive = (script: Script, args: Arguments) => Script

/**
 * What a request can ask for, in the header `x-fault` or in the text of its last turn after `fault:`
 * (so that a browser can choose it): items joined by `;`, each `name` or `name@key=value,key=value`.
 * `fault:text@tokens=200,rate=50;cut@bytes=1234,how=rst`
 */
const DIRECTIVES: Readonly<Record<string, Directive>> = {
  text: (script, args) => ({
    ...stream(encodeEvents(textEvents(number(args, 'tokens', 20)))),
    ...rest(script),
    ...(args.has('rate') ? { rate: number(args, 'rate', 0) } : {}),
  }),
  cut: (script, args) => ({
    ...script,
    cut: { atByte: number(args, 'bytes', 0), how: howOf(args) },
  }),
  stall: (script, args) => ({ ...script, stallAtByte: number(args, 'bytes', 0) }),
  silent: (script) => ({ ...script, refusal: 'silent' }),
  hangup: (script) => ({ ...script, refusal: 'hangup' }),
  gzip: (script) => ({ ...script, isGzip: true }),
  chunks: (script, args) => ({
    ...script,
    chunking: args.has('seed')
      ? { seed: number(args, 'seed', 0) }
      : { size: number(args, 'size', 1) },
  }),
  status: (_, args) =>
    failure(
      number(args, 'code', 500),
      args.get('type') ?? 'api_error',
      args.has('retry-after') ? [['retry-after', String(number(args, 'retry-after', 0))]] : [],
    ),
  redirect: (_, args) => ({
    status: number(args, 'code', 307),
    headers: [['location', args.get('to') ?? '/elsewhere']],
    frames: [],
  }),
  error: (script, args) => {
    const error = { type: args.get('type') ?? 'overloaded_error', message: 'Overloaded' }
    const event: WireEvent = { type: 'error', error, request_id: 'req_011FakeStreamError01' }
    return insert(script, args, [encodeSse(event.type, event)], true)
  },
  malformed: (script, args) => insert(script, args, ['event: ping\ndata: {"type":\n\n'], false),
}

/** The script as the directives change it; throws on one that does not exist. */
export function applyDirectives(script: Script, text: string): Script {
  return text.split(';').reduce((before, item) => {
    const [name = '', list = ''] = item.split('@', 2)
    const directive = DIRECTIVES[name]
    if (directive === undefined) throw new Error(`The fake upstream knows no "${name}".`)
    const pairs = list.split(',').map((pair) => pair.split('=', 2))
    return directive(before, new Map(pairs.map(([key = '', value = '']) => [key, value])))
  }, script)
}

/** The directives in a request, or null. */
export function findDirectives(header: string | undefined, text: string): string | null {
  return header ?? /\bfault:(\S+)/.exec(text)?.[1] ?? null
}

function insert(script: Script, args: Arguments, frames: string[], isEnd: boolean): Script {
  const at = number(args, 'frames', 3)
  const after = isEnd ? [] : script.frames.slice(at)
  return { ...script, frames: [...script.frames.slice(0, at), ...frames, ...after] }
}

/** What other directives have set already. */
function rest({ frames: _frames, headers: _headers, status: _status, ...more }: Script) {
  return more
}

function number(args: Arguments, key: string, fallback: number): number {
  const value = Number(args.get(key) ?? fallback)
  if (!Number.isFinite(value)) throw new Error(`The fake upstream needs a number for ${key}.`)
  return value
}

function howOf(args: Arguments): Cut['how'] {
  const how = args.get('how') ?? 'fin'
  if (how !== 'end' && how !== 'fin' && how !== 'rst') throw new Error(`No cut by ${how}.`)
  return how
}
