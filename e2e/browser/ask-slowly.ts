import { expect, type Page } from '@playwright/test'
import type { FakeUpstream } from '../harness/fake-upstream'
import { numberedText } from '../harness/upstream/answers'
import { createGate, type Gate } from '../harness/upstream/gate'
import { answerWith, gatedAnswer, releaseTokens } from './answers'
import { ask, lastText } from './chat'

/** Asks for an answer of numbered tokens and waits until the first `shown` stand in the thread; the rest waits at the gate. */
export async function askSlowly(
  page: Page,
  upstream: FakeUpstream,
  { tokens, shown }: { tokens: number; shown: number },
): Promise<Gate> {
  const gate = createGate()
  answerWith(upstream, gatedAnswer(tokens, gate))
  await ask(page, 'Count')
  await releaseTokens(gate, shown)
  await expect(lastText(page)).toHaveText(numberedText(shown).trim())
  return gate
}
