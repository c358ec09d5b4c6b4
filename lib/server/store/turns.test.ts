import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRunsBed, type RunsBed } from '@/e2e/harness/runs-bed'
import type { StartRun } from '@/lib/domain/conversation'
import { newId } from '@/lib/domain/ids'
import { getConversation } from './conversations'
import { OWNER } from './schema'
import { moveHead, setTurnDeleted } from './turns'

let bed: RunsBed
let first: StartRun
let second: StartRun
beforeEach(async () => {
  bed = await openRunsBed()
  first = await bed.start('First')
  await bed.ended(first.id)
  second = await say('Second', { parentId: first.assistantMessageId })
})
afterEach(() => bed.close())

/** Two turns more, whose answer has ended. */
async function say(text: string, over: Partial<StartRun>): Promise<StartRun> {
  const start = await bed.start(text, { conversationId: first.conversationId, ...over })
  await bed.ended(start.id)
  return start
}

const read = () => getConversation(bed.db, OWNER, first.conversationId)
const drop = (turnId: string, isDeleted = true) =>
  setTurnDeleted(bed.db, OWNER, first.conversationId, turnId, isDeleted)
const question = ({ userMessage }: StartRun) => userMessage?.id ?? ''

describe('deleting from a turn on', () => {
  it('Takes the turn and all under it out of the tree, with their runs, and moves the head above it', async () => {
    await drop(question(second))
    expect(await read()).toMatchObject({
      headId: first.assistantMessageId,
      messages: [{ id: question(first) }, { id: first.assistantMessageId }],
      runs: [{ id: first.id }],
    })
  })

  it('Is undone to the last turn and to the same head', async () => {
    const before = await read()
    await drop(first.assistantMessageId)
    await drop(first.assistantMessageId, false)
    expect(await read()).toEqual(before)
  })

  it('Leaves the head where it is when that stands outside', async () => {
    const other = await say('Other', { parentId: first.assistantMessageId })
    await drop(question(second))
    expect((await read()).headId).toBe(other.assistantMessageId)
    await drop(question(second), false)
    expect((await read()).headId).toBe(other.assistantMessageId)
  })

  it('Brings the head back only if nothing else has come into view since', async () => {
    await drop(question(second))
    const since = await say('Since', { parentId: first.assistantMessageId })
    await drop(question(second), false)
    const { headId, messages } = await read()
    expect(headId).toBe(since.assistantMessageId)
    expect(messages).toHaveLength(6)
  })

  it('May empty a conversation, or leave it at another beginning', async () => {
    await drop(question(first))
    expect(await read()).toMatchObject({ headId: null, messages: [] })
    await drop(question(first), false)
    const anew = await say('Anew', { parentId: null })
    await drop(question(anew))
    expect((await read()).headId).toBe(second.assistantMessageId)
  })

  it('Undoes one delete and keeps another that was made below it', async () => {
    await drop(question(second))
    await drop(first.assistantMessageId)
    await drop(first.assistantMessageId, false)
    const { messages } = await read()
    expect(messages.map(({ id }) => id)).toEqual([question(first), first.assistantMessageId])
  })

  it('Is not found for a turn of another conversation', async () => {
    const elsewhere = await bed.start('Elsewhere')
    await bed.ended(elsewhere.id)
    await expect(drop(question(elsewhere))).rejects.toMatchObject({ status: 404 })
  })
})

describe('a start under a deleted turn', () => {
  it('Is refused, so that nobody’s text goes where nobody sees it', async () => {
    await drop(question(second))
    const start = bed.start('Lost', {
      conversationId: first.conversationId,
      parentId: second.assistantMessageId,
    })
    await expect(start).rejects.toMatchObject({ status: 404 })
    expect((await read()).messages).toHaveLength(2)
  })
})

describe('the head', () => {
  it('Moves to any turn of its conversation, and the tree stays whole', async () => {
    await moveHead(bed.db, OWNER, first.conversationId, question(first))
    const { headId, messages } = await read()
    expect(headId).toBe(question(first))
    expect(messages).toHaveLength(4)
  })

  it('Moves to no turn that is deleted or elsewhere', async () => {
    await drop(question(second))
    for (const id of [second.assistantMessageId, newId()]) {
      await expect(moveHead(bed.db, OWNER, first.conversationId, id)).rejects.toMatchObject({
        status: 404,
      })
    }
  })
})
