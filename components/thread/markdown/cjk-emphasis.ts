import { attention } from 'micromark-core-commonmark'
import { classifyCharacter } from 'micromark-util-classify-character'
import type { Code, Construct, Extension, Tokenizer } from 'micromark-util-types'

const ASTERISK = 42
const UNDERSCORE = 95
const PUNCTUATION = 2

/**
 * Emphasis beside Chinese, Japanese and Korean, which write no spaces: CommonMark takes the marks of
 * `**“强调”**是` for text, because a quotation mark stands before them and a word after. Here a
 * neighbour of these scripts counts as a space does.
 */
export function cjkEmphasis(): Extension {
  return {
    disable: { null: ['attention'] },
    text: { [ASTERISK]: EMPHASIS, [UNDERSCORE]: EMPHASIS },
    insideSpan: { null: [{ resolveAll: attention.resolveAll }] },
  }
}

const tokenize: Tokenizer = function (effects, ok) {
  const { previous } = this
  const before = classifyCharacter(previous)
  let marker: Code = null
  return (code) => {
    marker = code
    effects.enter('attentionSequence')
    return inside(code)
  }
  function inside(code: Code): ReturnType<typeof ok> {
    if (code === marker) {
      effects.consume(code)
      return inside
    }
    const token = effects.exit('attentionSequence')
    const after = classifyCharacter(code)
    // CommonMark 6.2, left- and right-flanking runs of delimiters.
    const open = !after || (after === PUNCTUATION && (Boolean(before) || isCjk(previous)))
    const close = !before || (before === PUNCTUATION && (Boolean(after) || isCjk(code)))
    const isWordy = marker === UNDERSCORE
    token._open = isWordy ? open && (Boolean(before) || !close) : open
    token._close = isWordy ? close && (Boolean(after) || !open) : close
    return ok(code)
  }
}

const EMPHASIS: Construct = {
  name: 'cjkEmphasis',
  tokenize,
  ...(attention.resolveAll === undefined ? {} : { resolveAll: attention.resolveAll }),
}

const CJK: readonly [from: number, to: number][] = [
  [0x1100, 0x11ff],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xffef],
  // Halves of what is beyond the basic plane: nearly all of it in running text is Chinese.
  [0xd840, 0xd87f],
]

function isCjk(code: Code): boolean {
  return code !== null && CJK.some(([from, to]) => code >= from && code <= to)
}
