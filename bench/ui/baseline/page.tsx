import { memo, useLayoutEffect, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { PlainTurn } from './turn'

const PLUGINS = [remarkGfm]

/** A turn as the README of react-markdown draws one. */
const Turn = memo(function Turn({ text }: { text: string }) {
  return (
    <article>
      <ReactMarkdown remarkPlugins={PLUGINS}>{text}</ReactMarkdown>
    </article>
  )
})

/** Hands on each piece of text of a Messages stream. */
async function readStream(take: (text: string) => void): Promise<void> {
  const response = await fetch('/stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const chunk = await reader?.read()
    if (chunk === undefined || chunk.done) return
    const lines = (rest + chunk.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const text = JSON.parse(line.slice('data: '.length)).delta?.text
      if (typeof text === 'string') take(text)
    }
  }
}

/** A thread as most begin one: all turns in state, the last one growing, the end kept in view. */
function Thread() {
  const [turns, setTurns] = useState<PlainTurn[]>([])
  const [growing, setGrowing] = useState<string | null>(null)
  const [draft, setDraft] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is scrolled to
  useLayoutEffect(() => {
    frame.current?.scrollTo(0, frame.current.scrollHeight)
  }, [turns, growing])
  const ask = async () => {
    setGrowing('')
    await readStream((text) => setGrowing((known) => known + text))
    document.title = 'done'
  }
  const open = async () => {
    const response = await fetch('/turns')
    setTurns(await response.json())
  }
  return (
    <>
      <div ref={frame} id="thread">
        {turns.map(({ id, text }) => (
          <Turn key={id} text={text} />
        ))}
        {growing !== null && <Turn text={growing} />}
      </div>
      <textarea aria-label="Message" value={draft} onChange={(e) => setDraft(e.target.value)} />
      <button type="button" onClick={ask}>
        Ask
      </button>
      <button type="button" onClick={open}>
        Open
      </button>
    </>
  )
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Thread />)
