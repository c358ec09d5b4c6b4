import {
  type ChatSettings,
  type Conversation,
  type Message,
  NO_CHOICES,
  pathTo,
  type StartRun,
} from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { judge } from '@/lib/domain/judge'
import { hasEnded } from '@/lib/domain/run'
import { BUILTIN_TOOLS } from '@/lib/domain/tools/builtin'
import type { CallAct } from '@/lib/domain/tools/call'
import type { ChosenTool } from '@/lib/domain/tools/chosen-tool'
import { resultBlocks } from '@/lib/domain/tools/loop'
import { loopOf } from '@/lib/domain/tools/open-loop'
import { branchOf, writableTurns } from '@/lib/domain/written-turns'
import type { Block } from '@/lib/wire/types'
import { createParleyClient, type ParleyClient } from '../harness/parley-client'
import { type ParleyServer, startParley } from '../harness/server'
import { between, createRandom } from '../harness/upstream/random'
import { pick } from './random-choice'
import type { Report } from './report'
import { writeSome } from './write-some'

export interface EditsOptions {
  sequences: number
  seed: number
}

const ACTS_PER_SEQUENCE = 9
/** Models that check what stands before their thinking, and one that does not. */
const MODELS = ['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-fable-5-2', 'claude-sonnet-4-6']
const SYSTEMS = ['', 'Answer briefly.', 'You are a careful clerk.']
const QUESTIONS = [
  'What is 17 * 23? Use the calculator.',
  'What is 5 + 8, and what is 90 / 4? Use the calculator for both.',
  'What time is it now in Asia/Shanghai? Use current_time.',
  'Tell me about the tides.',
  'Roll the dice with roll_dice, please.',
]

/** Answered by hand, so that a loop stays open. */
const BY_HAND: ChosenTool = {
  id: 'gone-from-the-library',
  definition: {
    name: 'roll_dice',
    description: 'Rolls the dice.',
    input_schema: { type: 'object', properties: {} },
  },
}
const TOOLS: readonly ChosenTool[] = [
  BY_HAND,
  ...BUILTIN_TOOLS.map(({ id, definition }) => ({ id, definition })),
]

/**
 * Conversations with thinking and tools to which random acts are done, one after the other, on models
 * that check every signature and all that stands before it: is any request refused?
 */
export async function runEdits({ sequences, seed }: EditsOptions): Promise<Report> {
  const random = createRandom(seed)
  const parley = await startParley()
  const violations: string[] = []
  const counts: Record<string, number> = {}
  try {
    for (let i = 0; i < sequences; i++) {
      const person = new Person(parley, random)
      for (let act = 0; act < ACTS_PER_SEQUENCE; act++) {
        const name = await person.actOnce()
        counts[name] = (counts[name] ?? 0) + 1
      }
      violations.push(...(await person.refusals()).map((text) => `sequence ${i}: ${text}`))
      counts.requests = (counts.requests ?? 0) + (await person.requests())
    }
    return { scenario: 'edits', seed, figures: { sequences, ...counts }, violations }
  } finally {
    await parley.stop()
  }
}

/** Somebody who does things to one conversation, as its screen would ask for them. */
class Person {
  readonly #url: string
  readonly #client: ParleyClient
  readonly #random: () => number
  readonly #conversationId = newId()
  readonly #done: string[] = []
  #settings: ChatSettings = {
    upstream: 'sandbox',
    apiVersion: '2023-06-01',
    model: 'claude-opus-5-5',
    maxTokens: 4096,
    system: '',
    ...NO_CHOICES,
  }

  constructor(parley: ParleyServer, random: () => number) {
    this.#settings.tools = TOOLS.filter(() => random() < 0.7)
    this.#url = parley.url
    this.#client = createParleyClient(parley.url)
    this.#random = random
  }

  /** Does something that can be done now; answers its name. */
  async actOnce(): Promise<string> {
    const conversation = await this.#client.conversation(this.#conversationId)
    const name = await this.#choose(conversation)
    this.#done.push(name)
    await this.#untilQuiet()
    return name
  }

  /** What was refused, with the acts that led there. */
  async refusals(): Promise<string[]> {
    const { runs = [] } = (await this.#client.conversation(this.#conversationId)) ?? {}
    return runs
      .filter(({ status }) => status !== 'complete')
      .map(({ model, error }) => `${this.#done.join(', ')}: ${model}: ${error?.message}`)
  }

  async requests(): Promise<number> {
    return (await this.#client.conversation(this.#conversationId))?.runs.length ?? 0
  }

  async #choose(conversation: Conversation | null): Promise<string> {
    if (conversation === null || conversation.headId === null) return this.#say(conversation)
    const { calls, phase } = loopOf(conversation)
    const open = calls.find(({ state }) => state !== 'done')
    if (phase === 'open' && open !== undefined) {
      if (this.#random() < 0.2) return this.#stop()
      const content = this.#random() < 0.5 ? 'six' : [{ type: 'text', text: '{"dice": 6}' }]
      return this.#answer(open, { content, isError: this.#random() < 0.2 })
    }
    if (phase === 'held') {
      const [first] = calls
      if (first?.resultMessageId === null && this.#random() < 0.4) {
        return this.#answer(first, { content: 'edited', isError: false })
      }
      return this.#say(conversation, this.#random() < 0.5)
    }
    const acts = [
      () => this.#say(conversation),
      () => this.#say(conversation),
      () => this.#edit(conversation),
      () => this.#again(conversation),
      () => this.#branch(conversation),
      () => this.#remove(conversation),
      () => this.#write(conversation),
      () => this.#change(conversation),
      () => this.#change(conversation),
    ]
    return pick(acts, this.#random)()
  }

  async #say(conversation: Conversation | null, isAlone = false): Promise<string> {
    const loop = conversation === null ? null : loopOf(conversation)
    const results = resultBlocks(loop?.calls ?? [])
    const text = isAlone ? [] : [{ type: 'text', text: pick(QUESTIONS, this.#random) }]
    const settings = results.length > 0 ? (loop?.settings ?? this.#settings) : this.#settings
    await this.#start(conversation?.headId ?? null, [...results, ...text], settings)
    return isAlone ? 'results' : results.length > 0 ? 'results and text' : 'say'
  }

  async #edit(conversation: Conversation): Promise<string> {
    const turn = pick(questionsOf(conversation), this.#random)
    const text = { type: 'text', text: pick(QUESTIONS, this.#random) }
    await this.#start(turn.parentId, [text], this.#settings)
    return 'edit'
  }

  async #again(conversation: Conversation): Promise<string> {
    // What somebody has written is not asked for again.
    const answers = conversation.messages.filter(({ runId }) => runId !== null)
    if (answers.length === 0) return this.#say(conversation)
    await this.#start(pick(answers, this.#random).parentId, null, this.#settings)
    return 'again'
  }

  async #branch(conversation: Conversation): Promise<string> {
    const { id } = pick(conversation.messages, this.#random)
    await this.#send('PATCH', '', { headId: id })
    const moved = await this.#client.conversation(this.#conversationId)
    const head = moved?.messages.find((turn) => turn.id === id)
    if (moved === null || head === undefined) return 'branch'
    if (head.role !== 'assistant' && head.mark !== 'off') {
      await this.#start(id, null, this.#settings)
    } else if (loopOf(moved).phase === 'none') await this.#say(moved)
    return 'branch'
  }

  async #remove(conversation: Conversation): Promise<string> {
    const path = pathTo(conversation.messages, conversation.headId)
    if (path.length < 3) return this.#say(conversation)
    const turn = path[between(this.#random, 2, path.length - 1)]
    if (turn !== undefined) await this.#send('PATCH', `/turns/${turn.id}`, { deleted: true })
    return 'delete'
  }

  /** Writes turns of the branch anew, or examples before them, and goes on from there. */
  async #write(conversation: Conversation): Promise<string> {
    const runs = new Map(conversation.runs.map((run) => [run.id, run]))
    const before = writableTurns(pathTo(conversation.messages, conversation.headId), runs)
    const turns = writeSome(before, this.#random)
    const body = { ...branchOf(before, turns), settings: this.#settings }
    await this.#send('POST', '/turns', body)
    const written = await this.#client.conversation(this.#conversationId)
    if (written !== null && loopOf(written).phase === 'none') await this.#say(written)
    return 'write'
  }

  async #change(conversation: Conversation): Promise<string> {
    const random = this.#random
    const some = TOOLS.filter(() => random() < 0.6)
    const changes: Partial<ChatSettings>[] = [
      { model: pick(MODELS, random) },
      { system: pick(SYSTEMS, random), systemBlocks: null },
      { systemBlocks: [{ text: pick(QUESTIONS, random), ttl: random() < 0.5 ? '5m' : null }] },
      { tools: some },
      { tools: some, loop: { mode: 'step', maxSteps: 5, budget: null } },
      { tools: some, parallelTools: random() < 0.5 },
      { thinkingDisplay: random() < 0.5 ? 'summarized' : null, thinkingType: 'adaptive' },
      { effort: random() < 0.5 ? 'low' : null },
      { patch: random() < 0.5 ? { metadata: { user_id: 'somebody' } } : null },
    ]
    this.#settings = { ...this.#settings, ...pick(changes, random) }
    await this.#say(conversation)
    return 'change'
  }

  async #answer(
    call: { id: string; messageId: string },
    result: Extract<CallAct, { act: 'answer' }>['result'],
  ): Promise<string> {
    await this.#send('POST', `/turns/${call.messageId}/calls/${call.id}`, { act: 'answer', result })
    return 'answer by hand'
  }

  async #stop(): Promise<string> {
    await this.#send('POST', '/calls/stop', {})
    return 'stop'
  }

  async #start(parentId: string | null, content: Block[] | null, settings: ChatSettings) {
    const start: StartRun = {
      id: newId(),
      conversationId: this.#conversationId,
      parentId,
      userMessage: content === null ? null : { id: newId(), content },
      prefill: null,
      hasNewResults: false,
      assistantMessageId: newId(),
      settings,
      account: null,
      ...judge(settings, undefined),
    }
    await this.#client.start(start)
    await this.#client.ended([start.id])
  }

  async #send(method: string, path: string, body: unknown): Promise<void> {
    const headers = { origin: this.#url, 'content-type': 'application/json' }
    const url = `${this.#url}/api/conversations/${this.#conversationId}${path}`
    const response = await fetch(url, { method, headers, body: JSON.stringify(body) })
    if (!response.ok) {
      throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
    }
  }

  /** Until no run of the conversation arrives, no handler runs, and nothing goes on by itself. */
  async #untilQuiet(): Promise<void> {
    await this.#client.until(this.#conversationId, (now) => {
      const isLive = now.runs.some(({ status }) => !hasEnded(status))
      const isRunning = now.toolCalls.some(({ state }) => state === 'running')
      return !isLive && !isRunning && !isBetweenSteps(now)
    })
  }
}

/** True for the moment between an answer that asks for tools and what becomes of its calls. */
function isBetweenSteps(conversation: Conversation): boolean {
  const { calls, phase } = loopOf(conversation)
  if (phase === 'open') return calls.length === 0
  const { mode } = conversation.settings?.loop ?? { mode: 'step' }
  const head = conversation.runs.find(({ messageId }) => messageId === conversation.headId)
  // A written turn goes on when somebody sends its results.
  const isAuto = head !== undefined && (head.settings?.loop.mode ?? mode) === 'auto'
  const isUnsent = calls.every((call) => call.resultMessageId === null)
  return (
    phase === 'held' && isAuto && isUnsent && calls.every(({ note }) => note?.code !== 'stopped')
  )
}

function questionsOf({ messages }: Conversation): Message[] {
  return messages.filter(
    ({ role, content }) => role === 'user' && content?.some(({ type }) => type === 'text'),
  )
}
