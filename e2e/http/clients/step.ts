/** Where a client calls, and with what. */
export interface Place {
  /** Without a path. */
  url: string
  key: string
}

/** One of the things that a program does with a client; fails by throwing. */
export type Step = readonly [title: string, run: () => Promise<void>]

/** A model that samples, forces tools and takes a thinking budget: what older programs ask for. */
export const OLD_MODEL = 'claude-haiku-4-5'
/** One of today. */
export const NEW_MODEL = 'claude-opus-5-5'

export const WEATHER = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
}

/** A red square of 2 by 2 pixels, PNG, base64. */
export const RED_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAE0lEQVQImWP4z8DwnwGM/zMwAAAf7gP9qS/A4gAAAABJRU5ErkJggg=='
