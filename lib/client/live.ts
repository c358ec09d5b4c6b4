import type { QueryClient } from '@tanstack/react-query'
import type { LiveEvent } from '@/lib/domain/live'
import { createSseReader } from '@/lib/wire/sse'
import { goToSignIn } from './api'
import { createLiveHandler } from './live-events'
import { browserPage, type Page } from './page'
import { refreshRuns } from './queries/run-list'
import { setConnectionLost } from './stores/connection'
import { subscribeFeed, wantsFeed } from './stores/feed'
import { cursorOf, foldWaiting, getLiveRuns, subscribeLiveRuns } from './stores/live-runs'

/** The server sends something at least every 15 s; after this much silence the connection is dead. */
const SILENCE_MS = 45_000
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 8_000
/** A restart of the server or a blip of the network need not alarm anybody. */
const FAILURES_UNTIL_LOST = 3

interface Connection {
  controller: AbortController
  /** The runs that it was opened for and has not ended. */
  runs: Set<string>
  /** Whether it carries the feed of all runs. */
  hasFeed: boolean
  /** Settles when nothing more comes from it. */
  ended: Promise<void>
}

interface LiveOptions {
  url: string
  client: QueryClient
  page?: Page
}

/**
 * The one live connection of this tab. It carries every run in the live-runs store, comes back by
 * itself with the cursors it had, and is given up while the tab is hidden, because browsers allow
 * six connections to one HTTP/1.1 server for all tabs together. Returns the way to end it.
 */
export function startLive({ url, client, page = browserPage() }: LiveOptions): () => void {
  const handler = createLiveHandler(client)
  let connection: Connection | null = null
  let failures = 0
  let waiting: ReturnType<typeof setTimeout> | null = null
  let isSettling = false
  let hasStopped = false

  /** Brings the connection to what is wanted now: none, this one, or one for another set of runs. */
  const settle = async (): Promise<void> => {
    if (isSettling) return
    isSettling = true
    // One turn later, so that runs that are added together are asked for together.
    await Promise.resolve()
    while (connection !== null && !isWanted(connection)) {
      const old: Connection = connection
      old.controller.abort()
      await old.ended
    }
    isSettling = false
    if (connection === null && waiting === null && !hasStopped && !page.isHidden()) open()
  }

  const isWanted = ({ runs, hasFeed }: Connection): boolean =>
    !hasStopped &&
    hasFeed === wantsFeed() &&
    !page.isHidden() &&
    !handler.needsSnapshot() &&
    Object.keys(getLiveRuns()).every((id) => runs.has(id))

  const open = (): void => {
    const controller = new AbortController()
    const runs = Object.keys(getLiveRuns())
    const hasFeed = wantsFeed()
    const query = `?runs=${handler.ask(runs, cursorOf)}${hasFeed ? '&feed=1' : ''}`
    const ended = carry(url + query, controller, (event) => {
      if (event.type === 'hello') failures = 0
      if (event.type === 'hello') setConnectionLost(false)
      handler.take(event)
      // What came while nobody listened is in the list alone.
      if (event.type === 'hello' && hasFeed) refreshRuns(client)
      if (handler.needsSnapshot()) void settle()
    }).then((wasAborted) => {
      connection = null
      foldWaiting()
      if (!wasAborted) retryLater()
    })
    connection = { controller, runs: new Set(runs), hasFeed, ended }
  }

  const retryLater = (): void => {
    failures++
    setConnectionLost(failures >= FAILURES_UNTIL_LOST)
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
    waiting = setTimeout(retryNow, wait * (0.5 + Math.random() / 2))
  }

  const retryNow = (): void => {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
    void settle()
  }

  /** A fetch that was slow may bring an ended run back as it was: then its end must be asked for again. */
  const forgetEnded = (): void => {
    for (const id of connection?.runs ?? [])
      if (getLiveRuns()[id] === undefined) connection?.runs.delete(id)
  }

  const onRuns = (): void => {
    forgetEnded()
    void settle()
  }

  const unsubscribe = [
    subscribeLiveRuns(onRuns),
    subscribeFeed(() => void settle()),
    page.onChange(retryNow),
  ]
  void settle()
  return () => {
    hasStopped = true
    for (const end of unsubscribe) end()
    retryNow()
  }
}

/** Reads one connection to its end. Resolves to whether it was this side that ended it. */
async function carry(
  url: string,
  controller: AbortController,
  take: (event: LiveEvent) => void,
): Promise<boolean> {
  let silence = setTimeout(() => {}, 0)
  const hearSomething = () => {
    clearTimeout(silence)
    silence = setTimeout(() => controller.abort(new Error('silent')), SILENCE_MS)
  }
  try {
    hearSomething()
    const response = await fetch(url, { signal: controller.signal, cache: 'no-store' })
    if (response.status === 401) goToSignIn()
    if (!response.ok || response.body === null) return false
    const reader = createSseReader()
    for await (const bytes of chunksOf(response.body)) {
      hearSomething()
      // The server that speaks was built with this very file.
      for (const frame of reader.push(bytes)) take(JSON.parse(frame.data) as LiveEvent)
    }
    return false
  } catch {
    return controller.signal.aborted && !isSilence(controller.signal)
  } finally {
    clearTimeout(silence)
    controller.abort()
  }
}

function isSilence(signal: AbortSignal): boolean {
  return signal.reason instanceof Error && signal.reason.message === 'silent'
}

/** A body's chunks; `for await` over the body itself is missing in Safari. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
