import 'server-only'
import type { Brief, Source } from '../answer/brief'
import { languageOf, measure } from '../answer/measure'
import { compose } from './compose'

/** For tests: a brief that holds a text and what is added to it. */
export function briefOf(text: string, more: Partial<Brief> = {}): Brief {
  return {
    seed: 0,
    language: languageOf(measure(text)),
    text,
    system: '',
    turn: 1,
    history: [],
    sources: [],
    images: [],
    unread: [],
    results: [],
    ...more,
  }
}

/** For tests: the joined words of the answer to a text. */
export function answerTo(text: string, more: Partial<Brief> = {}): string {
  return compose(briefOf(text, more))
    .map((passage) => passage.text)
    .join('')
}

/** For tests: a document; citations are on where `cite` is given. */
export function documentOf(text: string, more: Partial<Source> = {}): Source {
  return { kind: 'document', title: null, pieces: [text], cite: null, ...more }
}
