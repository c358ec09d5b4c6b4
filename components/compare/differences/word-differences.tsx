import { useMemo } from 'react'
import { diffWords } from '@/lib/domain/differences/word-diff'
import { DifferenceSummary } from './difference-summary'
import { MarkedText } from './marked-text'

/** An answer's text with the words marked that differ from the baseline's. */
export function WordDifferences({ baseline, answer }: { baseline: string; answer: string }) {
  const diff = useMemo(() => diffWords(baseline, answer), [baseline, answer])
  return (
    <>
      <DifferenceSummary {...diff} isSame={baseline === answer} />
      <div
        data-user-text
        className="wrap-anywhere mt-2 [font-variant-ligatures:none] max-w-133 whitespace-pre-wrap text-column [unicode-bidi:plaintext]"
      >
        <MarkedText pieces={diff.pieces} />
      </div>
    </>
  )
}
