import { describe, expect, it } from 'vitest'
import type { Block } from '@/lib/wire/types'
import { filesIn } from './preflight'

const file = (end: string): Block => ({
  type: 'document',
  source: { type: 'parley_file', fileId: `019a0000-0000-7000-8000-0000000000${end}`, way: 'file' },
})
const text: Block = { type: 'text', text: 'Why?' }
const asked = (...content: Block[]) => filesIn({ messages: [{ role: 'user', content }] })

describe('What a count of tokens is held against', () => {
  it('Is nothing where texts alone are asked, and the same while only texts change', () => {
    expect(asked(text)).toBe('')
    expect(filesIn({ messages: [{ role: 'user', content: 'Why?' }] })).toBe('')
    expect(asked(file('01'), text)).toBe(asked(file('01'), { ...text, text: 'And then?' }))
  })

  it('Is another with each file or image that comes or goes', () => {
    const image = { type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } }
    const all = [[file('01')], [file('02')], [file('01'), file('02')], [image], [image, image]]
    expect(new Set([[], ...all].map((files) => asked(text, ...files))).size).toBe(6)
  })
})
