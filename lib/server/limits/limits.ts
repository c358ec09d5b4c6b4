import 'server-only'
import { limitClass, limitEndpoint } from '@/lib/domain/limit-class'
import { groupId, mergeGroups } from '@/lib/domain/limit-groups'
import { readLimitHeaders } from '@/lib/domain/limit-headers'
import {
  type LimitGroup,
  type LimitSubject,
  type Limits as LimitsAnswer,
  limitsSchema,
} from '@/lib/domain/limits'
import { laterOf, mergeTold } from '@/lib/domain/merge-told'
import { type Db, OWNER } from '../store/schema'
import { readSetting, writeSetting } from '../store/settings'
import { type HeaderList, over, type Sink, type Upstream } from '../upstream/sink'

/** Changes gather for so long before they are told, ms: two notices a second, however many calls there are. */
const TELL = 500
/** And for so long before they are stored, ms: most are out of date by then. */
const STORE = 30_000
/** Clients name models and paths as they like; the groups that were not seen for longest go. */
const MOST_GROUPS = 200
/** What they are stored under. */
const SETTING = 'limits'

/** The limits that the upstreams' answers have told of. It adds nothing to them: what was seen, and when. */
export class Limits {
  readonly #db: Db
  readonly #now: () => number
  readonly #groups = new Map<string, LimitGroup>()
  /** The same, less what answers that were overtaken on their way would give back. */
  readonly #sure = new Map<string, LimitGroup>()
  readonly #changed = new Set<string>()
  #listener: (groups: LimitGroup[]) => void = () => {}
  #telling: NodeJS.Timeout | null = null
  #storing: NodeJS.Timeout | null = null

  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db
    this.#now = now
  }

  /** With what the last process has seen. */
  static async open(db: Db): Promise<Limits> {
    const limits = new Limits(db)
    const kept = await readSetting(db, OWNER, SETTING, limitsSchema)
    for (const group of kept?.groups ?? []) {
      limits.#groups.set(groupId(group), group)
      limits.#sure.set(groupId(group), group)
    }
    return limits
  }

  /** Who is told of changes: the groups that have changed, twice a second at most. */
  onChange(listener: (groups: LimitGroup[]) => void): void {
    this.#listener = listener
  }

  read(): LimitsAnswer {
    return { groups: mergeGroups([...this.#groups.values()], []) }
  }

  /** A group by its id (`groupId`), for who begins calls by it: what is left of it is not less. */
  sure(id: string): LimitGroup | null {
    return this.#sure.get(id) ?? null
  }

  /** The upstream, its answers listened to. `model` is asked when an answer's head is there. */
  around(upstream: Upstream, model: () => string): Upstream {
    return {
      ...upstream,
      transport: (call, sink) => {
        const subject = () => limitEndpoint(call.path) ?? limitClass(model())
        return upstream.transport(call, this.#beside(upstream, subject, sink))
      },
    }
  }

  /** Stores what has changed. */
  async close(): Promise<void> {
    if (this.#telling !== null) clearTimeout(this.#telling)
    // What could not be stored is told again by the next answers.
    await this.#store().catch(() => {})
  }

  #beside(upstream: Upstream, subject: () => LimitSubject, sink: Sink): Sink {
    return over(sink, {
      head: (status, headers) => {
        sink.head(status, headers)
        this.#hear(upstream, subject, status, headers)
      },
    })
  }

  #hear(
    { name, keyId }: Upstream,
    subject: () => LimitSubject,
    status: number,
    headers: HeaderList,
  ): void {
    const now = this.#now()
    const told = readLimitHeaders(headers, now)
    if (told === null) return
    const place = { upstream: name, key: keyId, subject: subject() }
    const id = groupId(place)
    const known = this.#groups.get(id)
    // In the order of the last change, so that the first one is the oldest.
    this.#groups.delete(id)
    this.#groups.set(id, { ...place, ...mergeTold(known, told, status), seenAt: now })
    const sure = mergeTold(this.#sure.get(id), told, status, laterOf)
    this.#sure.set(id, { ...place, ...sure, seenAt: now })
    const [oldest] = this.#groups.keys()
    if (this.#groups.size > MOST_GROUPS && oldest !== undefined) {
      this.#groups.delete(oldest)
      this.#sure.delete(oldest)
    }
    this.#note(id)
  }

  #note(id: string): void {
    this.#changed.add(id)
    this.#telling ??= setTimeout(() => this.#tell(), TELL).unref()
    // While it cannot be stored nothing is lost that the next answers do not tell again.
    this.#storing ??= setTimeout(() => this.#store().catch(() => {}), STORE).unref()
  }

  #tell(): void {
    this.#telling = null
    const groups = [...this.#changed].flatMap((id) => this.#groups.get(id) ?? [])
    this.#changed.clear()
    this.#listener(groups)
  }

  async #store(): Promise<void> {
    if (this.#storing === null) return
    clearTimeout(this.#storing)
    this.#storing = null
    await writeSetting(this.#db, OWNER, SETTING, this.read())
  }
}
