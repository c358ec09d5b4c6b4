import type { KyselyPlugin, OperationNode } from 'kysely'
import type { Db } from '@/lib/server/store/schema'
import { createGate } from './upstream/gate'

/** A store one of whose queries is told of, and answered only once it is let go. */
export interface HeldStore {
  db: Db
  /** Resolves when the query has been asked. */
  reached: Promise<void>
  letGo(): void
}

/** Which one: the `nth` of its kind that names a table, from 1. */
export interface HeldQuery {
  kind: 'SelectQueryNode' | 'UpdateQueryNode'
  table: string
  nth: number
}

/** Holds the answer of one query. */
export function holdQuery(db: Db, { kind, table, nth }: HeldQuery): HeldStore {
  const gate = createGate()
  const reached = createGate()
  const queries = new WeakSet<object>()
  let count = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (node.kind === kind && names(node, table)) {
        count += 1
        if (count === nth) queries.add(queryId)
      }
      return node
    },
    transformResult: async ({ result, queryId }) => {
      if (!queries.has(queryId)) return result
      reached.open()
      await gate.pass()
      return result
    },
  }
  return {
    db: db.withPlugin(plugin),
    reached: reached.pass().then(() => {}),
    letGo: () => gate.open(),
  }
}

/** Of the tables that a query names. */
function names(node: OperationNode, table: string): boolean {
  return JSON.stringify(node).includes(`"name":"${table}"`)
}
