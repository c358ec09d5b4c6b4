import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Conversation, StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import type { Answer, Approval } from '@/lib/domain/tools/answer'
import type { CallAct, ToolCall } from '@/lib/domain/tools/call'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import type { ToolLibrary } from '@/lib/domain/tools/tool'
import type { MessagesBody } from '@/lib/wire/types'
import { type FakeUpstream, startFakeUpstream } from './fake-upstream'
import { createParleyClient, newTurn, upstreamEnv } from './parley-client'
import { type ParleyServer, type StartOptions, startParley } from './server'
import { callEvents, encodeEvents, textEvents } from './upstream/answers'
import { stream } from './upstream/script'

export interface AskedCall {
  id: string
  name: string
  input: unknown
}

export const call = (id: string, name: string, input: unknown): AskedCall => ({ id, name, input })

/** How a tool of rules answers that says the same to everybody. */
export const rules = (content: string, delayMs = 0): Answer => ({
  by: 'rules',
  rules: [{ when: [], result: { content, isError: false }, delayMs }],
})

/** The answer in view asks for nothing any more. */
export function isOver({ headId, runs }: Conversation): boolean {
  const head = runs.find(({ messageId }) => messageId === headId)
  return head?.status === 'complete' && head.message?.stop_reason === 'end_turn'
}

/** There are calls, and each is in one of the states. */
export const waits =
  (...states: ToolCall['state'][]) =>
  (now: Conversation) =>
    now.toolCalls.length > 0 && now.toolCalls.every(({ state }) => states.includes(state))

interface Parts {
  upstream: FakeUpstream
  elsewhere: FakeUpstream
  options: StartOptions
  parley: ParleyServer
}

/** A server before a scripted upstream, to let answers ask for tools. */
export class LoopBed {
  readonly upstream: FakeUpstream
  /** A host that tools may call; it answers as it is told. */
  readonly elsewhere: FakeUpstream
  parley: ParleyServer
  readonly #options: StartOptions

  private constructor({ upstream, elsewhere, options, parley }: Parts) {
    this.upstream = upstream
    this.elsewhere = elsewhere
    this.parley = parley
    this.#options = options
  }

  static async open(): Promise<LoopBed> {
    const [upstream, elsewhere] = [await startFakeUpstream(), await startFakeUpstream()]
    const cwd = mkdtempSync(join(tmpdir(), 'parley-loop-'))
    const config = { tools: { httpHosts: [elsewhere.url] } }
    writeFileSync(join(cwd, 'parley.config.json'), JSON.stringify(config))
    const options = { env: upstreamEnv(upstream.url), dataDir: join(cwd, 'data'), cwd }
    return new LoopBed({ upstream, elsewhere, options, parley: await startParley(options) })
  }

  async close(): Promise<void> {
    await this.parley.stop()
    await Promise.all([this.upstream.close(), this.elsewhere.close()])
    rmSync(this.#options.cwd ?? '', { recursive: true, force: true })
  }

  /** Forgets what was asked; from here on answers are texts. */
  reset(): void {
    this.upstream.reset()
    this.upstream.setDefault(stream(encodeEvents(textEvents(3))))
    this.elsewhere.reset()
  }

  /** Ends the server as a power cut would, and starts another on its data. */
  async killAndRestart(): Promise<void> {
    await this.parley.kill()
    this.parley = await startParley(this.#options)
  }

  /** How a tool answers that calls {@link elsewhere}. */
  callElsewhere(): Answer {
    return { by: 'http', method: 'POST', url: `${this.elsewhere.url}/do`, headers: [], body: null }
  }

  send(path: string, body: unknown, method = 'POST'): Promise<Response> {
    const headers = { origin: this.parley.url, 'content-type': 'application/json' }
    return fetch(this.parley.url + path, { method, headers, body: JSON.stringify(body) })
  }

  /** A tool of the library, as it is chosen. */
  async makeTool(name: string, answer: Answer, approval: Approval): Promise<ChosenTool> {
    const id = newId()
    const input_schema = { type: 'object' as const, properties: { n: { type: 'integer' } } }
    const made = await this.send('/api/tools', {
      ...{ id, answer, approval },
      definition: { name, description: `The tool ${name}.`, input_schema },
    })
    const { tools }: ToolLibrary = await made.json()
    const tool = tools.find((one) => one.id === id)
    if (tool === undefined) throw new Error(`The tool ${name} was not kept.`)
    return { id, definition: tool.definition }
  }

  /** The next answer asks for these. */
  asking(...calls: AskedCall[]): void {
    this.upstream.enqueue(stream(encodeEvents(callEvents(calls))))
  }

  async ask(tools: ChosenTool[], over: Partial<StartRun['settings']> = {}): Promise<StartRun> {
    const turn = newTurn('Please.')
    turn.settings = { ...turn.settings, tools, ...over }
    await createParleyClient(this.parley.url).start(turn)
    return turn
  }

  /** Sends another turn after the answer to one. */
  async goOn(turn: StartRun, text: string, over: Partial<StartRun> = {}): Promise<StartRun> {
    const next = newTurn(text, {
      ...{ conversationId: turn.conversationId, parentId: turn.assistantMessageId },
      settings: turn.settings,
      ...over,
    })
    await createParleyClient(this.parley.url).start(next)
    return next
  }

  /** The conversation once something holds of it. */
  until(
    { conversationId }: Pick<StartRun, 'conversationId'>,
    holds: (now: Conversation) => boolean,
  ): Promise<Conversation> {
    return createParleyClient(this.parley.url).until(conversationId, holds)
  }

  act({ conversationId, messageId, id }: ToolCall, what: CallAct): Promise<Response> {
    return this.send(`/api/conversations/${conversationId}/turns/${messageId}/calls/${id}`, what)
  }

  /** What the upstream was asked at call number `nth`, from 1. */
  async bodyOf(nth: number): Promise<MessagesBody> {
    return JSON.parse((await this.upstream.nthRequest(nth)).body.toString())
  }

  /** Resolves once whatever a loop would have done next is done: another answer takes longer than a step of one. */
  async nothingFollows(): Promise<void> {
    const before = this.upstream.requests.length
    this.upstream.setDefault(stream(encodeEvents(textEvents(3))))
    await this.until(await this.ask([]), isOver)
    expect(this.upstream.requests).toHaveLength(before + 1)
  }
}
