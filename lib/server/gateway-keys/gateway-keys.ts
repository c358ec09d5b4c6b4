import 'server-only'
import { randomBytes } from 'node:crypto'
import {
  allowsModel,
  FIRST_KEY,
  type GatewayKeyList,
  type GatewayKeyView,
  type KeyUse,
  type NewGatewayKey,
  type PatchGatewayKey,
} from '@/lib/domain/gateway-keys'
import { newId } from '@/lib/domain/ids'
import { sha256 } from '../equal-secret'
import type { GatewayKey } from '../gateway-key'
import { readPresented } from '../present-key'
import {
  changeGatewayKey,
  deleteGatewayKey,
  insertGatewayKey,
  listGatewayKeys,
  sumTokens,
} from '../store/gateway-keys'
import { type Db, OWNER } from '../store/schema'
import { CallRate } from './call-rate'
import { DayTokens, nextDay, startOfDay } from './day-tokens'
import { FIRST_HOLDER, type KeyHolder, openRow, type StoredGatewayKey } from './holder'
import { LastUses } from './last-uses'
import {
  dayIsSpent,
  expiredKey,
  noBatches,
  noKey,
  noOtherPaths,
  revokedKey,
  tooManyCalls,
  unknownKey,
  wrongModel,
  wrongUpstream,
} from './refusals'
import { toTermColumns, withPatch } from './terms'

type Header = string | null | undefined

/**
 * Who may call the gateway, and how much: the first key, which may do all, and those of the table.
 * All are held by their hashes, so a call costs one hash and one lookup. Whatever changes is stored
 * first and then read again, so it counts from the next call on.
 */
export class GatewayKeys {
  readonly #db: Db
  readonly #firstHash: string
  readonly #now: () => number
  readonly #uses: LastUses
  readonly #tokens: DayTokens
  readonly #rate = new CallRate()
  /** By id, the oldest first. */
  #keys: ReadonlyMap<string, StoredGatewayKey> = new Map()
  #byHash: ReadonlyMap<string, StoredGatewayKey> = new Map()

  private constructor(
    db: Db,
    first: GatewayKey,
    { now, uses, tokens }: { now: () => number; uses: LastUses; tokens: DayTokens },
  ) {
    this.#db = db
    this.#firstHash = hashOf(first.value.reveal())
    this.#now = now
    this.#uses = uses
    this.#tokens = tokens
  }

  static async open(db: Db, first: GatewayKey, now: () => number = Date.now): Promise<GatewayKeys> {
    const at = now()
    const keys = new GatewayKeys(db, first, {
      now,
      uses: await LastUses.open(db),
      tokens: new DayTokens(await sumTokens(db, OWNER, startOfDay(at)), at),
    })
    await keys.#load()
    return keys
  }

  /** Stores when the keys were last used. */
  close(): Promise<void> {
    return this.#uses.close()
  }

  /** The holder of the key in either header, or null; revoked and expired keys are not found. */
  find(apiKey: Header, authorization: Header): KeyHolder | null {
    for (const presented of readPresented(apiKey, authorization)) {
      const hash = hashOf(presented)
      if (hash === this.#firstHash) return FIRST_HOLDER
      const key = this.#byHash.get(hash)
      if (key !== undefined && this.#stateOf(key) === 'active') return key.holder
    }
    return null
  }

  /**
   * The same, but throws 401. Why a key does not count any more is told only to who has it.
   */
  identify(apiKey: Header, authorization: Header): KeyHolder {
    const holder = this.find(apiKey, authorization)
    if (holder !== null) return holder
    const presented = readPresented(apiKey, authorization)
    if (presented.length === 0) throw noKey()
    const key = presented.map((one) => this.#byHash.get(hashOf(one))).find((one) => one != null)
    if (key === undefined) throw unknownKey()
    if (key.revokedAt !== null) throw revokedKey(key.name)
    throw expiredKey(key.name, key.expiresAt ?? 0)
  }

  /** Throws 403 when the holder may not use this upstream. */
  checkUpstream({ name, upstreams }: KeyHolder, upstream: string): void {
    if (upstreams === null || upstreams.includes(upstream)) return
    throw wrongUpstream(name, upstream, upstreams)
  }

  /** Throws 403 when the holder may not ask for this model; '' is a call that names none. */
  checkModel({ name, models }: KeyHolder, model: string): void {
    if (models === null || allowsModel(models, model)) return
    throw wrongModel(name, model, models)
  }

  /** Throws 403 when the holder has tokens per day: what a batch takes is not known when it is asked. */
  checkBatch({ id, name }: KeyHolder): void {
    if (this.#hasBudget(id)) throw noBatches(name)
  }

  /** The same for paths that pass through unread. */
  checkOtherPath({ id, name }: KeyHolder): void {
    if (this.#hasBudget(id)) throw noOtherPaths(name)
  }

  /**
   * Counts a call as made and marks its key as used. Throws 429 when the key's tokens of the day
   * are spent or its calls per minute ({@link CallRate}) are. A call in progress may overdraw the
   * day: what it costs is known when it has ended.
   */
  admit({ id, name }: KeyHolder): void {
    const now = this.#now()
    this.#uses.mark(id, now)
    const key = this.#keys.get(id)
    if (key === undefined) return
    const { tokensPerDay, requestsPerMinute } = key
    const spent = this.#tokens.of(id, now)
    if (tokensPerDay !== null && spent >= tokensPerDay) {
      throw dayIsSpent(name, { limit: tokensPerDay, spent, resetsAt: nextDay(now) }, now)
    }
    if (requestsPerMinute === null) return
    const wait = this.#rate.take(id, requestsPerMinute, now)
    if (wait > 0) throw tooManyCalls(name, requestsPerMinute, wait, now)
  }

  /**
   * Counts the tokens of a run of this key that has ended (input, cache creation, cache read and
   * output) on the day on which it ended. Not for an answer that was given again from a cache:
   * that has cost none, and a restart, which adds up the runs, leaves it out too.
   */
  spend(keyId: string, tokens: number): void {
    this.#tokens.add(keyId, tokens, this.#now())
  }

  list(): GatewayKeyList {
    const keys = [...this.#keys.values()].map((key) => this.#view(key))
    return { first: this.#usageOf(FIRST_KEY), keys }
  }

  get(id: string): GatewayKeyView | null {
    const key = this.#keys.get(id)
    return key === undefined ? null : this.#view(key)
  }

  /** Makes a key; it cannot be had again. */
  async create({ name, ...terms }: NewGatewayKey): Promise<{ id: string; key: string }> {
    const id = newId()
    const key = `parley-${randomBytes(32).toString('base64url')}`
    await insertGatewayKey(this.#db, {
      id,
      owner_id: OWNER,
      name,
      hash: hashOf(key),
      hint: key.slice(-4),
      created_at: this.#now(),
      revoked_at: null,
      last_used_at: null,
      ...toTermColumns(terms),
    })
    await this.#load()
    return { id, key }
  }

  async change(id: string, { name, revoked, ...terms }: PatchGatewayKey): Promise<void> {
    await changeGatewayKey(this.#db, OWNER, id, (row) => ({
      name: name ?? row.name,
      revoked_at: revoked === undefined ? row.revoked_at : this.#now(),
      ...toTermColumns(withPatch(openRow(row), terms)),
    }))
    await this.#load()
  }

  async remove(id: string): Promise<void> {
    await deleteGatewayKey(this.#db, OWNER, id)
    this.#rate.forget(id)
    await this.#load()
  }

  #hasBudget(id: string): boolean {
    return (this.#keys.get(id)?.tokensPerDay ?? null) !== null
  }

  #view(key: StoredGatewayKey): GatewayKeyView {
    const { hash: _, holder: __, ...rest } = key
    return { ...rest, ...this.#usageOf(key.id), state: this.#stateOf(key) }
  }

  #usageOf(id: string): KeyUse {
    return { lastUsedAt: this.#uses.of(id), tokensToday: this.#tokens.of(id, this.#now()) }
  }

  #stateOf({ revokedAt, expiresAt }: StoredGatewayKey): GatewayKeyView['state'] {
    if (revokedAt !== null) return 'revoked'
    return expiresAt !== null && expiresAt <= this.#now() ? 'expired' : 'active'
  }

  async #load(): Promise<void> {
    const keys = (await listGatewayKeys(this.#db, OWNER)).map(openRow)
    this.#keys = new Map(keys.map((key) => [key.id, key]))
    this.#byHash = new Map(keys.map((key) => [key.hash, key]))
  }
}

function hashOf(key: string): string {
  return sha256(key).toString('hex')
}
