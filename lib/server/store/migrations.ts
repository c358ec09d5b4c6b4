import 'server-only'
import { sql } from 'kysely'
import { createRunsAndConversations } from './migrations/0001-runs-and-conversations'
import { addRetries } from './migrations/0002-retries-of-a-run'
import { addDeletedTurns } from './migrations/0003-deleted-turns'
import { addPinsAndTitleSearch } from './migrations/0003-pins-and-title-search'
import { addRunSettings } from './migrations/0003-settings-of-a-run'
import { createPresets } from './migrations/0004-presets-of-the-panel'
import { createUpstreamKeys } from './migrations/0004-upstream-keys'
import { addCallersAndFigures } from './migrations/0005-callers-and-figures-of-a-run'
import { createUploads } from './migrations/0005-uploads'
import { addCapturedTurns } from './migrations/0006-captured-turns'
import { createGatewayKeys } from './migrations/0006-gateway-keys'
import { addRunList } from './migrations/0006-list-of-runs'
import { createKeptAnswers } from './migrations/0007-kept-answers'
import { addBodyBytes } from './migrations/0008-size-of-what-is-kept'
import { indexKeptByOwner } from './migrations/0009-what-is-kept-by-owner'
import { addUpstreamKey } from './migrations/0010-upstream-key-of-a-run'
import { sizeRecovered } from './migrations/0011-size-of-what-was-recovered'
import { createTools } from './migrations/0012-tools'
import { addWrittenTurns } from './migrations/0013-written-turns'
import { createLinkedRequests } from './migrations/0014-linked-requests'
import { createFiles } from './migrations/0015-files'
import { createComparisons } from './migrations/0016-comparisons'
import { addMeasures } from './migrations/0017-measures-of-a-run'
import { createSweeps } from './migrations/0018-sweeps'
import { createJudgements } from './migrations/0019-judgements'
import type { Db, Schema, Tx } from './schema'

/** Each migration once, in order, for ever: a landed one is never edited. */
const MIGRATIONS: readonly { name: string; up: (schema: Schema, tx: Tx) => Promise<void> }[] = [
  { name: '0001-runs-and-conversations', up: createRunsAndConversations },
  { name: '0002-retries-of-a-run', up: addRetries },
  { name: '0003-pins-and-title-search', up: addPinsAndTitleSearch },
  { name: '0003-deleted-turns', up: addDeletedTurns },
  { name: '0003-settings-of-a-run', up: addRunSettings },
  { name: '0004-presets-of-the-panel', up: createPresets },
  { name: '0004-upstream-keys', up: createUpstreamKeys },
  { name: '0005-callers-and-figures-of-a-run', up: addCallersAndFigures },
  { name: '0005-uploads', up: createUploads },
  { name: '0006-gateway-keys', up: createGatewayKeys },
  { name: '0007-kept-answers', up: createKeptAnswers },
  { name: '0006-list-of-runs', up: addRunList },
  { name: '0008-size-of-what-is-kept', up: addBodyBytes },
  { name: '0006-captured-turns', up: addCapturedTurns },
  { name: '0009-what-is-kept-by-owner', up: indexKeptByOwner },
  { name: '0010-upstream-key-of-a-run', up: addUpstreamKey },
  { name: '0011-size-of-what-was-recovered', up: sizeRecovered },
  { name: '0012-tools', up: createTools },
  { name: '0013-written-turns', up: addWrittenTurns },
  { name: '0014-linked-requests', up: createLinkedRequests },
  { name: '0015-files', up: createFiles },
  { name: '0016-comparisons', up: createComparisons },
  { name: '0017-measures-of-a-run', up: addMeasures },
  { name: '0018-sweeps', up: createSweeps },
  { name: '0019-judgements', up: createJudgements },
]

/** Brings the database to the newest schema; all steps in one transaction, so never between two. */
export async function migrate(db: Db): Promise<void> {
  await sql`CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at bigint NOT NULL)`.execute(
    db,
  )
  const done = await sql<{ name: string }>`SELECT name FROM migrations`.execute(db)
  const names = new Set(done.rows.map((row) => row.name))
  const pending = MIGRATIONS.filter((migration) => !names.has(migration.name))
  if (pending.length === 0) return
  await db.transaction().execute(async (tx) => {
    for (const { name, up } of pending) {
      await up(tx.schema, tx)
      await sql`INSERT INTO migrations VALUES (${name}, ${Date.now()})`.execute(tx)
    }
  })
}
