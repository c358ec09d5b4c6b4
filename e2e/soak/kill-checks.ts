import { isDeepStrictEqual } from 'node:util'
import type { Conversation, StartRun } from '@/lib/domain/conversation'
import type { Run } from '@/lib/domain/run'
import type { ParleyClient } from '../harness/parley-client'
import { numberedText } from '../harness/upstream/answers'
import type { Sent } from '../harness/upstream/play'

/** A run of a server that was killed, and what is known of it from outside. */
export interface KilledRun {
  turn: StartRun
  /** How many tokens its answer would have had. */
  tokens: number
  isAcknowledged: boolean
  /** The run as it was when it had ended before the kill; null when it was live. */
  before: Run | null
  /** What the upstream had sent, with the time of each frame. */
  sent: Sent | null
  /** `performance.now()` of the kill. */
  at: number
}

/** What a kill took of one answer. */
export interface Loss {
  kept: number
  sent: number
  /** From the first token that is gone to the kill; 0 when none is. */
  ms: number
}

/** At most this much of the text may be gone (reliability.md F9). */
const LOSS_LIMIT_MS = 1000
/** Frames before the first token: message_start, content_block_start. */
const HEAD_FRAMES = 2

interface Checked {
  violations: string[]
  loss: Loss | null
}

/** Compares a run after the restart with what was known of it before the kill. */
export async function checkRun(client: ParleyClient, killed: KilledRun): Promise<Checked> {
  const { turn, isAcknowledged } = killed
  const conversation = await client.conversation(turn.conversationId)
  const fail = (text: string): Checked => ({ violations: [`run ${turn.id}: ${text}`], loss: null })
  if (conversation === null) {
    return isAcknowledged
      ? fail('an acknowledged user turn is lost')
      : { violations: [], loss: null }
  }
  const run = conversation.runs.find(({ id }) => id === turn.id)
  if (!isWhole(conversation, turn) || run === undefined) return fail('the turn is there in part')
  if (killed.before !== null) {
    return isDeepStrictEqual(run, killed.before)
      ? { violations: [], loss: null }
      : fail('an answer that had ended has changed')
  }
  if (run.status !== 'interrupted') return fail(`its status is ${run.status}`)
  return checkText(killed, textOf(run), fail)
}

function checkText(
  { sent, at, tokens }: KilledRun,
  text: string,
  fail: (text: string) => Checked,
): Checked {
  if (!numberedText(tokens).startsWith(text)) return fail('its text is no prefix of what was sent')
  if (sent === null) return text === '' ? { violations: [], loss: null } : fail('text from nowhere')
  const times = sent.frames.slice(HEAD_FRAMES).filter((time) => time <= at)
  const kept = text.split(' ').length - 1
  const firstLost = times[kept]
  const ms = firstLost === undefined ? 0 : at - firstLost
  const loss = { kept, sent: times.length, ms }
  if (ms <= LOSS_LIMIT_MS) return { violations: [], loss }
  return { ...fail(`${Math.round(ms)} ms of its text are lost`), loss }
}

function isWhole({ messages }: Conversation, turn: StartRun): boolean {
  const user = messages.find(({ id }) => id === turn.userMessage?.id)
  const answer = messages.find(({ id }) => id === turn.assistantMessageId)
  return (
    isDeepStrictEqual(user?.content, turn.userMessage?.content) &&
    answer?.parentId === user?.id &&
    answer?.runId === turn.id
  )
}

function textOf({ message }: Run): string {
  return (message?.content ?? []).map(({ text }) => String(text ?? '')).join('')
}
