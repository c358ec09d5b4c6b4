import type { ChatSettings, StartRun } from '@/lib/domain/conversation'
import type { TurnIds } from '@/lib/domain/turn'
import type { WrittenTurn } from '@/lib/domain/written-turns'
import type { Block } from '@/lib/wire/types'
import type { Failure } from './failure'

/** A turn of one's own that is being written anew: what its text blocks shall be, and which blocks are left out. */
export interface Edit {
  turnId: string
  texts: string[]
  /** The places of those that came along and shall not any more, among the blocks of the turn. */
  without: number[]
}

/** A tool's result that is being written by hand. */
export interface HandDraft {
  text: string
  isError: boolean
  /** What it holds beside its text. */
  blocks: Block[]
}

/** Turns of a branch that are being written, before they are one. */
export interface WrittenDraft {
  /** The end of the branch that they were. */
  headId: string | null
  turns: WrittenTurn[]
  /** The id that a new conversation gets from them. */
  newId: string
  /** The ids that they were last sent with, in order; null once something was changed since. */
  posted: string[] | null
  /** They are in view, and not only kept. */
  isOpen: boolean
}

/** What was typed into a field of the panel and cannot be its value. */
export interface Untaken {
  text: string
  /** The value that holds meanwhile, as JSON: where that has become another, the text is of no field any more. */
  of: string
}
export type Untakens = Readonly<Record<string, Untaken>>

/** A turn that is sent once the answer before it has ended: by this tab, and with these ids, so that it is sent once. */
export interface Waiting {
  tab: string
  ids: TurnIds
}

/** Questions that are asked one after the other: those of an old branch in a new one, or what a column lacks at its end. */
export interface Again {
  /** The end of the old branch, or of what the column had before. */
  headId: string | null
  /** The first question of the new one. */
  rootId: string
  /** What the column lacks, in order; undefined = the questions of the old branch. */
  missing?: Block[][] | undefined
  /** Of each question, minted before, so that each is asked once whatever tabs are open. */
  turns: TurnIds[]
}

/** What is not yet sent in one conversation. */
export interface Draft {
  text: string
  /** The files that go along, as the blocks that stand for them before the text. */
  files: Block[]
  /** Null = nobody changed anything: what the conversation was last asked with holds, or the default. */
  settings: ChatSettings | null
  /** A turn on its way to the server; its text is back in `text` if it does not arrive, also after a reload. */
  sending: StartRun | null
  /** A turn that had no answer: it may have arrived. The same text is sent with the same ids. */
  unanswered: StartRun | null
  /** What was asked beside the box and had no answer, likewise: it stays when its note is dismissed. */
  unheard: StartRun[]
  /** The turn that is being written anew. */
  edit: Edit | null
  written: WrittenDraft | null
  /** Results that are being written, by the turn and the id of their calls. */
  results: Record<string, HandDraft>
  /** Notes on answers that are being written, by the runs. */
  notes: Record<string, string>
  /** By the fields. */
  untaken: Untakens
  /** What stands in the box of a column and goes by itself; null = a person sends it. */
  waiting: Waiting | null
  /** What a column is asked again; null = nothing. */
  again: Again | null
  /** The last act that failed. Not kept over a reload. */
  failure: Failure | null
}
