import { memo } from 'react'
import { type Chunk, type Coloured, LINES_PER_CHUNK } from './colouring'
import type { Line } from './grammar'
import { usePlainChunks } from './plain-chunks'
import { useColoured } from './use-coloured'

/** Longer code stays plain, and is drawn where it is seen. */
const COLOURED_CHARACTERS = 150_000
/** Without colours it is drawn in pieces from here on: one growing text is laid out anew as a whole. */
const WHOLE_CHARACTERS = 20_000

interface Props {
  code: string
  language: string | null
}

/** Code with its colours, or without them where it is in no known language or very long. */
export function CodeText({ code, language }: Props) {
  if (code.length > COLOURED_CHARACTERS) return <LongText code={code} />
  return <ShortText code={code} language={language} />
}

function ShortText({ code, language }: Props) {
  const coloured = useColoured(code, language)
  if (coloured !== null) return <ColouredText coloured={coloured} />
  return code.length > WHOLE_CHARACTERS ? <LongText code={code} /> : code
}

function ColouredText({ coloured: { chunks, last, rest } }: { coloured: Coloured }) {
  return (
    <>
      {chunks.map((chunk, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chunk's place is its name
        <ChunkOfLines key={i} chunk={chunk} />
      ))}
      {last !== null && drawLine(last)}
      {rest}
    </>
  )
}

/** What is out of view is not laid out; nothing in an answer has a style of its own, so its height is that of a full chunk. */
const FULL = 'block [content-visibility:auto] [contain-intrinsic-size:auto_1px_auto_800px]'

/** A box of its own: what grows below does not lay it out again. */
const ChunkOfLines = memo(function ChunkOfLines({ chunk }: { chunk: Chunk }) {
  const isFull = chunk.lines.length >= LINES_PER_CHUNK
  return (
    <span className={isFull ? FULL : 'block'}>
      {chunk.lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its name
        <LineOfTokens key={i} line={line} />
      ))}
    </span>
  )
})

const LineOfTokens = memo(function LineOfTokens({ line }: { line: Line }) {
  return (
    <>
      {drawLine(line)}
      {'\n'}
    </>
  )
})

function drawLine(line: Line) {
  return line.map(([text, colour], i) =>
    colour === undefined ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its name
      <span key={i} className={colour}>
        {text}
      </span>
    ),
  )
}

function LongText({ code }: { code: string }) {
  const chunks = usePlainChunks(code)
  return chunks.map((chunk, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a chunk's place is its name
    <PlainChunk key={i} text={chunk} />
  ))
}

const LINE_HEIGHT = 20

const PlainChunk = memo(function PlainChunk({ text }: { text: string }) {
  const height = text.split('\n').length * LINE_HEIGHT
  return (
    <span
      className="block [content-visibility:auto]"
      style={{ containIntrinsicSize: `auto 1px auto ${height}px` }}
    >
      {text}
    </span>
  )
})
