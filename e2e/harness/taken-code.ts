import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, promisify } from 'node:util'
import { chatCode } from '@/lib/domain/code/chat-code'
import { LANGUAGES } from '@/lib/domain/code/programs'
import {
  type ChatSettings,
  type Conversation,
  type Message,
  pathTo,
} from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { prefillAfter } from '@/lib/domain/prefill'
import { buildBody } from '@/lib/domain/request'
import { requestHeaders } from '@/lib/domain/request-headers'
import type { Settings } from '@/lib/domain/settings'
import { accountOf } from '@/lib/domain/upstream-keys'
import type { Block } from '@/lib/wire/types'
import { blockOf, bringFiles, idOfUpload, takeFiles } from './brought-files'
import type { FakeUpstream, RecordedRequest } from './fake-upstream'
import type { GeneratedRequest } from './generated-requests'
import { createParleyClient, newTurn } from './parley-client'
import { send } from './raw-http'
import type { ParleyServer } from './server'
import { storedRuns } from './stored-runs'
import { encodeEvents, messageOf, textEvents } from './upstream/answers'
import { json, stream } from './upstream/script'

const execute = promisify(execFile)
const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const TSX = join(MODULES, 'tsx/dist/loader.mjs')

export interface Bed {
  parley: ParleyServer
  upstream: FakeUpstream
}

/** Where programs are kept to be run: beside the packages that they import. */
export function makeProgramRoom(): { directory: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'parley-code-'))
  symlinkSync(MODULES, join(directory, 'node_modules'))
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}

/** Runs a program in TypeScript, or several one after the other; resolves with what it printed. */
export async function runTypeScript(key: string, ...files: string[]): Promise<string> {
  const imports = files.map((file) => `await import(${JSON.stringify(file)})`).join('\n')
  const args = ['--import', TSX, '--input-type=module', '-e', imports]
  const { stdout } = await execute(process.execPath, args, { env: environment(key) })
  return stdout
}

/** Runs a file by its interpreter. */
export async function runFile(interpreter: string, key: string, file: string): Promise<void> {
  await execute(interpreter, [file], { env: environment(key) })
}

const PYTHON = process.env.PYTHON ?? 'python3'

/** What is no package of npm is used where it is installed: jq, the SDK for Python. */
export function isThere(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

function environment(PARLEY_API_KEY: string): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH, PARLEY_API_KEY }
}

/** What every call gets: a text, whatever tools it brings; and an upload its id. */
export function answerInText({ upstream }: Bed): void {
  const events = textEvents(3)
  upstream.setDefault((request: RecordedRequest) => {
    if (!isMessage(request)) return json({ id: idOfUpload(request), type: 'file' })
    return JSON.parse(request.body.toString()).stream === true
      ? stream(encodeEvents(events))
      : json(messageOf(events))
  })
}

export const isMessage = ({ path }: RecordedRequest) => path.startsWith('/v1/messages')

/**
 * Sends each request as a screen does, and again by the programs made of it; answers where upstream
 * received another body or another of the API's headers.
 */
export async function findDifferences(
  bed: Bed,
  requests: readonly GeneratedRequest[],
): Promise<string[]> {
  answerInText(bed)
  const room = makeProgramRoom()
  try {
    const asked: Asked[] = []
    for (const request of requests) asked.push(await askAsScreen(bed, request))
    const files = asked.map(({ programs, beside }, index) => {
      const directory = join(room.directory, String(index))
      mkdirSync(directory)
      for (const [path, bytes] of beside) writeFileSync(join(directory, path), bytes)
      return programs.map(([name, text]) => {
        writeFileSync(join(directory, name), text)
        return join(directory, name)
      })
    })
    const { gatewayKey } = bed.parley
    const received = () => bed.upstream.requests.filter(isMessage)
    const differences: string[] = []
    for (const [index, [shell = '']] of files.entries()) {
      const { needsJq, received: screen } = asked[index] ?? {}
      if (screen === undefined || (needsJq && !isThere('jq', '--version'))) continue
      await runFile('sh', gatewayKey, shell)
      differences.push(...compare(`curl ${index}`, screen, received().at(-1)))
    }
    const before = received().length
    await runTypeScript(gatewayKey, ...files.map(([, script = '']) => script))
    for (const [index, { received: screen }] of asked.entries())
      differences.push(...compare(`TypeScript ${index}`, screen, received()[before + index]))
    if (!isThere(PYTHON, '-c', 'import anthropic')) return differences
    for (const [index, [, , script]] of files.entries()) {
      // What it says itself that it cannot send is not sent.
      if (script === undefined || asked[index]?.isPythonOther !== false) continue
      await runFile(PYTHON, gatewayKey, script)
      const { received: screen } = asked[index]
      differences.push(...compare(`Python ${index}`, screen, received().at(-1)))
    }
    return differences
  } finally {
    room.remove()
  }
}

interface Asked {
  received: RecordedRequest
  /** In curl, TypeScript and Python. */
  programs: [file: string, text: string][]
  /** What lies beside them. */
  beside: [path: string, bytes: Buffer][]
  /** The one of curl needs it. */
  needsJq: boolean
  /** True where the one in Python says that it is not the request. */
  isPythonOther: boolean
}

async function askAsScreen({ parley, upstream }: Bed, request: GeneratedRequest): Promise<Asked> {
  const client = createParleyClient(parley.url)
  const conversation = await openCaptured(parley, request.captured)
  const known: Settings = await (await fetch(`${parley.url}/api/settings`)).json()
  const view = known.upstreams.find(({ name }) => name === 'anthropic') ?? null
  const account = accountOf(view?.keyInUse)
  const base = newTurn('')
  const settings: ChatSettings = {
    ...(conversation?.settings ?? base.settings),
    ...request.settings,
  }
  const files = await bringFiles(parley, request.files)
  const content = [...files.map(blockOf), ...request.content]
  const prefill = prefillAfter({ role: 'user', content }, settings, [])
  const code = codeOf(conversation, content, { settings, prefill }, account)
  const asked = {
    ...{ settings, upstream: view, known, tools: [], origin: parley.url, ...code },
    files: new Map(files.map((file) => [file.view.id, file.view])),
  }
  const taken = chatCode(asked, 'parley')
  await client.start({
    ...base,
    conversationId: conversation?.id ?? base.conversationId,
    parentId: conversation?.headId ?? null,
    userMessage: { id: newId(), content },
    prefill: prefill === null ? null : { id: newId(), text: prefill },
    settings,
    account,
  })
  await client.ended([base.id])
  const received = upstream.requests.filter(isMessage).at(-1)
  if (received === undefined) throw new Error('Upstream was not asked.')
  const programs = (['curl', 'typescript', 'python'] as const).map((id): [string, string] => {
    const { file, write } = LANGUAGES[id]
    return [file, write(taken).text]
  })
  const inPython = LANGUAGES.python.write(taken)
  const isPythonOther = inPython.gaps.length > 0
  const beside = await takeFiles(parley, inPython.files)
  const needsJq = LANGUAGES.curl.write(taken).needs === 'jq'
  return { received, programs, beside, needsJq, isPythonOther }
}

/** The request as the panel shows it. */
function codeOf(
  conversation: Conversation | null,
  content: Block[],
  { settings, prefill }: { settings: ChatSettings; prefill: string | null },
  account: string | null,
) {
  const path = conversation === null ? [] : pathTo(conversation.messages, conversation.headId)
  const runs = new Map((conversation?.runs ?? []).map((run) => [run.id, run]))
  const turn = (role: Message['role'], content: Block[]): Message => ({
    ...{ id: '', conversationId: '', parentId: null, runId: null, createdAt: 0 },
    ...{ role, content },
  })
  const beginning = prefill === null ? [] : [turn('assistant', [{ type: 'text', text: prefill }])]
  const next = [...path, turn('user', content), ...beginning]
  const body = buildBody(next, runs, settings, { account })
  return { headers: requestHeaders(settings, null), body }
}

/** Asks the gateway as a program does, and opens its run as a conversation. */
async function openCaptured(
  { url, gatewayKey, dataDir }: ParleyServer,
  body: GeneratedRequest['captured'],
): Promise<Conversation | null> {
  if (body === null) return null
  const known = new Set(storedRuns(dataDir).map(({ id }) => id))
  const headers = {
    'x-api-key': gatewayKey,
    'anthropic-version': '2023-06-01',
    'anthropic-beta': 'captured-beta',
    'anthropic-user-profile-id': 'profile 1',
  }
  await send(`${url}/v1/messages?beta=true`, { body: JSON.stringify(body), headers })
  const id = await untilStored(dataDir, known)
  const opened = await fetch(`${url}/api/runs/${id}/open`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
  })
  const { conversationId } = await opened.json()
  return createParleyClient(url).conversation(conversationId)
}

/** The run that is stored, and over, since these were known. */
async function untilStored(dataDir: string, known: ReadonlySet<string>): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; ) {
    const run = storedRuns(dataDir).find(({ id, ended_at }) => !known.has(id) && ended_at !== null)
    if (run !== undefined) return run.id
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The call of the gateway was not stored.')
}

/** Of the headers those that say something to the API. */
const SAID = ['anthropic-version', 'anthropic-beta', 'anthropic-user-profile-id']

function compare(name: string, screen: RecordedRequest, program: RecordedRequest | undefined) {
  if (program === undefined) return [`${name}: upstream was not asked`]
  const bodies = [screen, program].map(({ body }): unknown => JSON.parse(body.toString()))
  const heads = [screen, program].map(({ headers, path }) => [
    path,
    ...SAID.map((field) => headers.find(([known]) => known.toLowerCase() === field)?.[1]),
  ])
  return [
    ...(isDeepStrictEqual(bodies[0], bodies[1])
      ? []
      : [`${name}: ${JSON.stringify(bodies[0])} was ${JSON.stringify(bodies[1])}`]),
    ...(isDeepStrictEqual(heads[0], heads[1]) ? [] : [`${name}: ${heads.join(' was ')}`]),
  ]
}
