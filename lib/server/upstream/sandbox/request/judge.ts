import 'server-only'
import { findModel } from '@/lib/domain/models'
import { isApiError } from '@/lib/wire/errors'
import { throwIfAborted } from '../../abort'
import { countInput } from '../answer/input-tokens'
import { sizeComplaint } from '../body'
import type { Exchange } from '../exchange'
import { readMedia } from '../media/read-media'
import type { SandboxState } from '../state'
import { outputBound } from './context-window'
import { modelHere, readShape, settled, withNewNames } from './parse'
import type { Asked } from './rule'
import { RULES } from './rules'
import { type MessagesBody, messagesSchema } from './schema'

/** Whose request is looked at. */
export interface Asker extends Pick<Exchange, 'version' | 'betas' | 'signal'> {
  /**
   * The tokens of its input, by the upstream that it is for; null where that does not say. Without it
   * the request is for the sandbox itself, which knows its models, files and signatures.
   */
  count?: () => Promise<number | null>
}

/** What there is to say of a request before it is answered. */
export interface Judgement {
  /** All that the API would say against it; empty where nothing is known to be wrong. */
  complaints: string[]
  /** Null where nobody says, or where it is refused before it is counted. */
  inputTokens: number | null
}

/** Looks at a Messages body as an answer would, by the same steps, and says what stands against it. */
export async function judgeRequest(
  json: unknown,
  asker: Asker,
  state: SandboxState,
): Promise<Judgement> {
  throwIfAborted(asker.signal)
  const tooLarge = sizeComplaint(json)
  if (tooLarge !== null) return { complaints: [tooLarge], inputTokens: null }
  const { result: read, complaints } = await heard(() => readRequest(json, asker, state))
  if (read === undefined) return { complaints, inputTokens: null }
  if (read.complaints.length > 0) return { complaints: unique(read.complaints), inputTokens: null }
  const { asked } = read
  // Of a model that nobody knows nothing can be said but its tokens.
  if (asked === null) return { complaints: [], inputTokens: (await asker.count?.()) ?? null }
  return judgeInput(asked, asker, state)
}

interface Read {
  complaints: string[]
  /** Null where its model is not known. */
  asked: Asked<MessagesBody> | null
}

/** Shape, names, model and rules; throws what the first of several steps says. */
function readRequest(json: unknown, asker: Asker, { settings }: SandboxState): Read {
  const { version, betas } = asker
  const isOwn = asker.count === undefined
  const isStrict = !isOwn || settings.isStrict
  const shape = readShape(json, messagesSchema, isStrict)
  if ('complaints' in shape) return { complaints: shape.complaints, asked: null }
  const body = withNewNames(shape.body, betas, isStrict)
  const model = isOwn ? modelHere(body) : findModel(body.model)
  if (model === undefined) return { complaints: [], asked: null }
  const asked = { body, model, version, betas, isStrict }
  const complaints = RULES.flatMap((rule) => rule(asked) ?? [])
  // Another's signatures cannot be read here.
  return { complaints, asked: isOwn && complaints.length === 0 ? settled(asked) : asked }
}

/** What is in images and files, and how long all of it is. */
async function judgeInput(
  asked: Asked<MessagesBody>,
  { count, signal }: Asker,
  state: SandboxState,
): Promise<Judgement> {
  const { result: media, complaints } = await heard(() =>
    readMedia(asked, state, signal, { hasFiles: count === undefined }),
  )
  if (media === undefined) return { complaints, inputTokens: null }
  const inputTokens = count === undefined ? countInput(asked.body, media) : await count()
  const bound = await heard(() => (inputTokens === null ? null : outputBound(asked, inputTokens)))
  return { complaints: bound.complaints, inputTokens }
}

/** A step's result, or what it says against the request. */
async function heard<Result>(
  step: () => Result | Promise<Result>,
): Promise<{ result?: Result; complaints: string[] }> {
  try {
    return { result: await step(), complaints: [] }
  } catch (error) {
    if (!isApiError(error)) throw error
    return { complaints: [error.message] }
  }
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)]
}
