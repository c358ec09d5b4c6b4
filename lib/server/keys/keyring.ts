import 'server-only'
import type { Selectable } from 'kysely'
import { newId } from '@/lib/domain/ids'
import { type KeyTest, keyTestSchema, type NewKey, type PatchKey } from '@/lib/domain/upstream-keys'
import { Secret } from '../secret'
import { type Db, OWNER, type UpstreamKeyRow } from '../store/schema'
import { deleteKey, insertKey, listKeys, updateKey } from '../store/upstream-keys'
import type { MasterKey } from './master-key'
import { seal, unseal } from './seal'

/** A stored key, opened. */
export interface StoredKey {
  id: string
  upstream: string
  origin: string
  name: string
  workspaceId: string | null
  /** Null when it cannot be decrypted: the encryption key is another, or the row was moved or changed. */
  secret: Secret | null
  isActive: boolean
  createdAt: number
  test: KeyTest | null
}

/** Where a key belongs: an upstream, and the host that it had when the key was entered. */
export interface Home {
  name: string
  origin: string
}

/**
 * The stored keys, opened once and held, so that each call takes the one that is active at that
 * moment. Whatever changes is stored first and then read again.
 */
export class Keyring {
  readonly #db: Db
  readonly #master: MasterKey
  /** Told of every secret, before anything can be done with it. */
  readonly #onSecret: (secret: Secret) => void
  readonly #told = new Set<string>()
  readonly #tests = new Map<string, KeyTest>()
  #keys: readonly StoredKey[] = []

  private constructor(db: Db, master: MasterKey, onSecret: (secret: Secret) => void) {
    this.#db = db
    this.#master = master
    this.#onSecret = onSecret
  }

  static async open(
    db: Db,
    master: MasterKey,
    onSecret: (secret: Secret) => void,
  ): Promise<Keyring> {
    const keyring = new Keyring(db, master, onSecret)
    await keyring.#load()
    return keyring
  }

  /** The keys of an upstream, those for other hosts too, the oldest first. */
  of(upstream: string): readonly StoredKey[] {
    return this.#keys.filter((key) => key.upstream === upstream)
  }

  find(upstream: string, id: string): StoredKey | null {
    return this.of(upstream).find((key) => key.id === id) ?? null
  }

  /** The key that a call to this upstream at this origin takes now. */
  inUse(upstream: string, origin: string): (StoredKey & { secret: Secret }) | null {
    const key = this.#keys.find(
      (one) => one.upstream === upstream && one.origin === origin && one.isActive,
    )
    return key === undefined || key.secret === null ? null : { ...key, secret: key.secret }
  }

  /** What was found out of an upstream with the environment's key, or without one. */
  testOf(upstream: string): KeyTest | null {
    return this.#tests.get(upstream) ?? null
  }

  /** Held while the process lives: the next start may have another environment. */
  keepUpstreamTest(upstream: string, test: KeyTest): void {
    this.#tests.set(upstream, test)
  }

  /** Stores a key, not in use yet: see {@link takeUp}. Answers its id. */
  async add(home: Home, { key, name, workspaceId }: NewKey): Promise<string> {
    const id = newId()
    await insertKey(this.#db, {
      id,
      owner_id: OWNER,
      name,
      workspace_id: workspaceId,
      created_at: Date.now(),
      is_active: 0,
      ...this.#enter(home, id, key),
    })
    await this.#load()
    return id
  }

  /** Changes a key. Another secret, or one entered again, belongs to the host that the upstream has now. */
  async change(home: Home, id: string, patch: PatchKey): Promise<void> {
    const { key, name, workspaceId, isActive } = patch
    const isElsewhere = key !== undefined && this.find(home.name, id)?.origin !== home.origin
    await updateKey(this.#db, OWNER, id, {
      ...(name === undefined ? {} : { name }),
      // Another workspace answers differently, so what was found out does not hold.
      ...(workspaceId === undefined ? {} : { workspace_id: workspaceId, test: null }),
      ...(key === undefined ? {} : this.#enter(home, id, key)),
      // The host that it moves to may have one in use.
      ...(isElsewhere ? { is_active: 0 } : {}),
      ...(isActive === undefined ? {} : { is_active: 1 }),
    })
    await this.#load()
  }

  /** Brings a key into use where its host has none that can be read. */
  async takeUp({ name, origin }: Home, id: string): Promise<void> {
    if (this.inUse(name, origin) !== null) return
    await updateKey(this.#db, OWNER, id, { is_active: 1 })
    await this.#load()
  }

  async remove(id: string): Promise<void> {
    await deleteKey(this.#db, OWNER, id)
    await this.#load()
  }

  /** Keeps what a test has found out, unless the key is another one by now. */
  async keepTest(tested: StoredKey, test: KeyTest): Promise<void> {
    const now = this.find(tested.upstream, tested.id)
    if (now === null || now.workspaceId !== tested.workspaceId) return
    if (now.secret?.reveal() !== tested.secret?.reveal()) return
    await updateKey(this.#db, OWNER, tested.id, { test: JSON.stringify(test) })
    await this.#load()
  }

  /** The columns that a newly entered secret decides. */
  #enter({ name, origin }: Home, id: string, key: string) {
    this.#tell(new Secret(key))
    const place = { owner: OWNER, upstream: name, origin, id }
    return { upstream: name, origin, ...seal(this.#master.make(), key, place), test: null }
  }

  #tell(secret: Secret): void {
    if (this.#told.has(secret.reveal())) return
    this.#told.add(secret.reveal())
    this.#onSecret(secret)
  }

  async #load(): Promise<void> {
    const rows = await listKeys(this.#db, OWNER)
    this.#keys = rows.map((row) => this.#open(row))
  }

  #open(row: Selectable<UpstreamKeyRow>): StoredKey {
    const { id, upstream, origin } = row
    const master = this.#master.read()
    const place = { owner: row.owner_id, upstream, origin, id }
    const text = master === null ? null : unseal(master, row, place)
    const secret = text === null ? null : new Secret(text)
    if (secret !== null) this.#tell(secret)
    return {
      id,
      upstream,
      origin,
      name: row.name,
      workspaceId: row.workspace_id,
      secret,
      isActive: row.is_active === 1,
      createdAt: row.created_at,
      test: readTest(row.test),
    }
  }
}

/** What another version of Parley has found out in another shape is dropped. */
function readTest(json: string | null): KeyTest | null {
  return json === null ? null : (keyTestSchema.safeParse(JSON.parse(json)).data ?? null)
}
