import 'server-only'
import { hash } from 'node:crypto'
import { isCited } from '../request/blocks'
import type { Asked } from '../request/rule'
import { speedOf } from '../request/speed'
import { type PromptBlock, SECTIONS, type Section, withoutMarks } from './prompt-blocks'

/** Digests of a prompt, section by section: each of a block and all before it in its section. */
export interface Fingerprint {
  /** Requests to another model, or at another speed, share nothing. */
  root: string
  sections: Readonly<Record<Section, readonly string[]>>
  /** What else a prompt is made of: its change loses the sections from this one on. */
  settings: Readonly<Record<Section, string>>
}

const digest = (...parts: unknown[]) =>
  hash('sha256', JSON.stringify(parts, withoutMarks), 'base64')

/** The fingerprint of a request whose blocks are `blocks`. */
export function takeFingerprint(asked: Asked, blocks: readonly PromptBlock[]): Fingerprint {
  const { body, model } = asked
  const chain = (section: Section) => {
    let last = ''
    return blocks
      .filter((block) => block.section === section)
      .map(({ context, value }) => {
        last = digest(last, context, value)
        return last
      })
  }
  const { thinking, tool_choice = { type: 'auto' } } = body
  const thinkingType = thinking?.type ?? (model.thinking.isDefault ? 'adaptive' : 'disabled')
  const budget = thinking?.type === 'enabled' ? thinking.budget_tokens : null
  return {
    root: digest(model.id, speedOf(asked)),
    sections: {
      tools: chain('tools'),
      format: chain('format'),
      system: chain('system'),
      messages: chain('messages'),
    },
    settings: {
      tools: '',
      format: '',
      system: digest(blocks.some(({ kind, value }) => kind === 'content' && isCited(value))),
      messages: digest(thinkingType, budget, tool_choice, blocks.some(isImage)),
    },
  }
}

const isImage = ({ value, kind }: PromptBlock) => kind === 'content' && value.type === 'image'

/** What stands for the prompt up to the end of a block. */
export function prefixKey(
  { root, sections, settings }: Fingerprint,
  blocks: readonly PromptBlock[],
  at: number,
): string {
  const section = blocks[at]?.section
  if (section === undefined)
    throw new RangeError(`A prompt of ${blocks.length} blocks has no block ${at}.`)
  const before = SECTIONS.slice(0, SECTIONS.indexOf(section))
  const start = before.reduce((sum, name) => sum + sections[name].length, 0)
  return digest(
    root,
    before.map((name) => [settings[name], sections[name].at(-1)]),
    settings[section],
    sections[section][at - start],
  )
}
