import 'server-only'
import type { Citation } from './answer'
import type { Language } from './measure'

/**
 * All that an answer is made of, gathered from a request: plain data, so that the work on it can be
 * done in another thread. The same brief gets the same answer.
 */
export interface Brief {
  /** Varies the wording and choice of answers to one request; 0 where nothing asks for it. */
  seed: number
  language: Language
  /** The user's last words, directives and material taken out. */
  text: string
  system: string
  /** Which of the user's turns this is, from 1. */
  turn: number
  /** The turns before it, texts only, the oldest first. */
  history: { role: 'user' | 'assistant'; text: string }[]
  /** What there is to work on, in the order of the request. */
  sources: Source[]
  images: ImageFacts[]
  /** Names of what was attached and cannot be looked into, such as a document by URL. */
  unread: string[]
  /** The results of the tool calls of the turn before, in the order in which they came. */
  results: ToolOutcome[]
}

/** A text to work on. */
export interface Source {
  kind: 'document' | 'pdf' | 'search_result' | 'tool_result' | 'inline'
  title: string | null
  /** The whole text in order: one piece, or one per page or content block. */
  pieces: string[]
  /** How passages of it are cited; null where citations are off or there are none for its kind. */
  cite:
    | null
    | { type: 'char_location'; index: number; fileId: string | null }
    | { type: 'page_location'; index: number; fileId: string | null }
    | { type: 'content_block_location'; index: number; fileId: string | null }
    | { type: 'search_result_location'; index: number; source: string }
}

export interface ImageFacts {
  mediaType: string
  width: number
  height: number
  frames: number
  /** The most frequent colours, the first the most; shares are from 0 to 1. */
  colours: { hex: string; share: number }[]
}

export interface ToolOutcome {
  name: string
  input: unknown
  isError: boolean
  text: string
}

/** A part of an answer; each that cites becomes a text block of its own. */
export interface Passage {
  text: string
  citations: Citation[]
}
