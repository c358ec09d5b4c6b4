import { useMemo } from 'react'
import { useTranslations } from 'use-intl'

/** What CodeMirror says by itself, by the message that says it here. */
const PHRASES = {
  'Control character': 'controlCharacter',
  Completions: 'completions',
  'Selection deleted': 'selectionDeleted',
  Find: 'find',
  Replace: 'replace',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  regexp: 'regexp',
  'by word': 'byWord',
  replace: 'replaceOne',
  'replace all': 'replaceAll',
  close: 'close',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'replaced match on line $': 'replacedOnLine',
  'replaced $ matches': 'replacedMatches',
} as const

/** The editor's own words, in the person's language. */
export function usePhrases(): Record<string, string> {
  const t = useTranslations('codeEditor.phrases')
  return useMemo(
    () => Object.fromEntries(Object.entries(PHRASES).map(([phrase, id]) => [phrase, t(id)])),
    [t],
  )
}
