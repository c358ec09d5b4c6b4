import 'server-only'
import { createHmac } from 'node:crypto'

/** Not a secret: the sandbox has nothing to protect, it only has to know its own blocks again. */
const KEY = 'parley sandbox'
const MAC_BYTES = 64

/** What a thought is bound to (claude-api.md §2.4), and what it cost. */
export interface Seal {
  model: string
  tokens: number
  /** Of all that stood before it; empty on models that do not check it. */
  prefix: string
}

type SealedBlock =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }

/** A thinking block's `signature` over its text as it is sent. */
export function signThinking(seal: Seal, sentText: string): string {
  return close(seal, `thinking\n${sentText}`)
}

/** The `data` of a redacted thinking block. */
export function sealRedacted(seal: Seal): string {
  return close(seal, 'redacted')
}

/** What a returned block was bound to; null where it, or what it is bound to, has been changed. */
export function openThought(block: SealedBlock): Seal | null {
  const sealed = sealedPart(block)
  const seal = readSeal(sealed)
  if (seal === null) return null
  const again = block.type === 'thinking' ? signThinking(seal, block.thinking) : sealRedacted(seal)
  return again === sealed ? seal : null
}

/** How many tokens a returned thought has, its text omitted or not; null for what was not made here. */
export function thoughtTokens(block: SealedBlock): number | null {
  return readSeal(sealedPart(block))?.tokens ?? null
}

const sealedPart = (block: SealedBlock) =>
  block.type === 'thinking' ? block.signature : block.data

function close({ model, tokens, prefix }: Seal, text: string): string {
  const payload = Buffer.from(JSON.stringify([model, tokens, prefix]))
  const mac = createHmac('sha512', KEY).update(payload).update(`\n${text}`).digest()
  return Buffer.concat([mac, payload]).toString('base64')
}

function readSeal(sealed: string): Seal | null {
  try {
    const parts: unknown = JSON.parse(
      Buffer.from(sealed, 'base64').subarray(MAC_BYTES).toString('utf8'),
    )
    if (!Array.isArray(parts)) return null
    const [model, tokens, prefix]: unknown[] = parts
    const isWhole =
      typeof model === 'string' && typeof prefix === 'string' && Number.isSafeInteger(tokens)
    return isWhole ? { model, tokens: Number(tokens), prefix } : null
  } catch {
    return null
  }
}
