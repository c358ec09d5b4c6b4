import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  type ChatSettings,
  type Message,
  pathTo,
  type Withholdable,
} from '@/lib/domain/conversation'
import type { FileView } from '@/lib/domain/files/file'
import { idsAt } from '@/lib/domain/files/shown'
import { type FileIdOf, fileIdsIn, localSources } from '@/lib/domain/files/source'
import { judge } from '@/lib/domain/judge'
import { prefillAfter } from '@/lib/domain/prefill'
import { buildBody } from '@/lib/domain/request'
import { requestHeaders } from '@/lib/domain/request-headers'
import type { UpstreamView } from '@/lib/domain/settings'
import { refreshTools } from '@/lib/domain/tools/chosen-tool'
import { expectedBlocks } from '@/lib/domain/tools/loop'
import { loopOf, NO_LOOP } from '@/lib/domain/tools/open-loop'
import { accountOf } from '@/lib/domain/upstream-keys'
import type { Block, MessagesBody } from '@/lib/wire/types'
import { boxBlocks, textBlocks } from './outgoing'
import { conversationQuery } from './queries/conversations'
import { modelsQuery } from './queries/models'
import { settingsQuery } from './queries/settings'
import { toolsQuery } from './queries/tools'
import { useStoredFiles } from './stores/drafts'
import { useBodyFiles } from './use-body-files'

/** The request that sending would make now; of a tool loop that waits, the one that is sent once all results are there. */
export interface Outgoing {
  /** Null while the upstreams are not known. */
  upstream: UpstreamView | null
  /** Less the credential, which the server adds. */
  headers: [name: string, value: string][]
  body: MessagesBody
  /** The ids that its files have at the upstream by now, in order; empty where they are not there. */
  fileIds: readonly string[]
  withheld: Withholdable[]
  /** Nothing stands in the box: the request ends before what somebody is about to type. */
  isBoxEmpty: boolean
}

/**
 * The request for the draft in the box, by the functions that make it: the same tree, settings,
 * judgement, body and headers. `text` is what stands in the box; blank, no turn of the person ends it.
 * `isAnew`: whoever sends it uploads its files anew, to other ids.
 */
export function useOutgoing(
  conversationId: string | null,
  settings: ChatSettings,
  text: string,
  isAnew = false,
): Outgoing {
  const conversation = useQuery({
    ...conversationQuery(conversationId ?? ''),
    enabled: conversationId !== null,
  }).data
  const files = useStoredFiles(conversationId)
  const models = useQuery(modelsQuery(settings.upstream)).data
  const upstreams = useQuery(settingsQuery()).data?.upstreams
  const library = useQuery({ ...toolsQuery(), enabled: settings.tools.length > 0 }).data?.tools
  const draft = useMemo(() => {
    const upstream = upstreams?.find(({ name }) => name === settings.upstream) ?? null
    const path = conversation ? pathTo(conversation.messages, conversation.headId) : []
    const runs = new Map((conversation?.runs ?? []).map((run) => [run.id, run]))
    const loop = conversation ? loopOf(conversation) : NO_LOOP
    const { calls, settings: held, goesOnByItself } = loop
    const asked = held ?? { ...settings, tools: refreshTools(settings.tools, library) }
    const inBox = boxBlocks({ text, files })
    const said = goesOnByItself ? [] : inBox
    const content = [...expectedBlocks(calls), ...said]
    const asking = content.length === 0 ? path : [...path, newTurn('user', content)]
    const judgement = judge(asked, models)
    const prefill = prefillAfter(asking.at(-1), asked, judgement.withheld)
    const turns = prefill === null ? asking : [...asking, newTurn('assistant', textBlocks(prefill))]
    const key = upstream?.keyInUse
    const workspaceId = key?.from === 'settings' ? key.workspaceId : null
    const build = (fileIdOf: FileIdOf | null) =>
      buildBody(turns, runs, asked, { ...judgement, account: accountOf(key), fileIdOf })
    const outgoing = {
      upstream,
      headers: requestHeaders(asked, workspaceId),
      // What its files are at the upstream is asked for by it.
      body: build(null),
      fileIds: NO_IDS,
      withheld: judgement.withheld,
      isBoxEmpty: inBox.length === 0,
    }
    return { outgoing, build }
  }, [conversation, models, upstreams, library, settings, text, files])
  const known = useBodyFiles(draft.outgoing.body)
  return useMemo(() => {
    const { outgoing, build } = draft
    if (localSources(outgoing.body.messages).length === 0) return outgoing
    const idOf = idsAt(isAnew ? NO_FILES : known, settings.upstream)
    return { ...outgoing, body: build(idOf), fileIds: fileIdsIn(outgoing.body.messages, idOf) }
  }, [draft, known, isAnew, settings.upstream])
}

const NO_IDS: readonly string[] = []
const NO_FILES: ReadonlyMap<string, FileView> = new Map()

/** A turn as `toStartRun` would send it; nothing of it but its role and its content is read. */
function newTurn(role: Message['role'], content: Block[]): Message {
  return {
    id: '',
    conversationId: '',
    parentId: null,
    role,
    content,
    runId: null,
    createdAt: 0,
  }
}
