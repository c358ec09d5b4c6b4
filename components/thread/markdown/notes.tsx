import { CornerLeftUp } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useNoteIds } from './answer-id'
import { MarkdownBlock } from './markdown-block'
import type { Note } from './references'

/** An answer's notes, numbered as its text mentions them. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  const t = useTranslations('chat.markdown')
  if (notes.length === 0) return null
  return (
    <section aria-label={t('notes')} className="mt-6 max-w-133 text-ink-2 text-title">
      <ol className="list-decimal pl-6 marker:text-ink-3">
        {notes.map((note) => (
          <NoteItem key={note.label} note={note} />
        ))}
      </ol>
    </section>
  )
}

function NoteItem({ note: { number, body } }: { note: Note }) {
  const t = useTranslations('chat.markdown')
  const ids = useNoteIds(number)
  return (
    <li id={ids.note} className="wrap-anywhere pl-0.5 [&>p:nth-last-child(2)]:inline">
      <MarkdownBlock source={body} definitions="" isGrowing={false} />
      <a
        href={`#${ids.mark}`}
        aria-label={t('noteBack', { number })}
        className="ml-1 rounded-sm text-accent hover:text-accent-hover"
      >
        <CornerLeftUp aria-hidden size={14} strokeWidth={1.5} className="-mt-0.5 inline" />
      </a>
    </li>
  )
}
