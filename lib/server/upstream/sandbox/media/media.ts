import 'server-only'
import type { ImageFacts } from '../answer/brief'

/** What was found inside an image or document block of a request, and what it costs. */
export type BlockMedia =
  | { kind: 'image'; tokens: number; facts: ImageFacts }
  /** One text per page. */
  | { kind: 'pdf'; tokens: number; pages: string[]; fileId: string | null; title: string | null }
  | { kind: 'text'; tokens: number; text: string; fileId: string | null; title: string | null }
  /** Cannot be looked into here, such as a document by URL. */
  | { kind: 'unread'; tokens: number; name: string }

/** By the block of the request that it belongs to. */
export type Media = ReadonlyMap<object, BlockMedia>
