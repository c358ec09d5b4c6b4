import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { findRule } from '@/lib/domain/tools/rules'
import type { Handler } from './handler'

/** Answers by the first rule that fits; a person does where none fits. */
export const byRules: Handler<'rules'> = async ({ rules }, { input, signal }) => {
  const found = findRule(rules, input)
  if (found === null) return null
  const { result, delayMs } = found.rule
  if (delayMs > 0) await sleep(delayMs, undefined, { signal }).catch(() => undefined)
  signal.throwIfAborted()
  return { result, console: [], rule: found.index }
}
