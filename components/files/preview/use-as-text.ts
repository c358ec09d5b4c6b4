import { useState } from 'react'
import type { PassagePlace } from '@/lib/domain/files/cited'

/**
 * Whether a document is shown as the text that it is, and how a person changes that. A cited passage
 * stands in the text: each is shown there first, whatever was chosen at the one before.
 */
export function useAsText(
  place: PassagePlace | null,
  isTextFirst: boolean,
): [isText: boolean, setText: (isText: boolean) => void] {
  const [chosen, setChosen] = useState<{ at: PassagePlace | null; isText: boolean } | null>(null)
  const isText = chosen?.at === place ? chosen.isText : place !== null || isTextFirst
  return [isText, (isText) => setChosen({ at: place, isText })]
}
