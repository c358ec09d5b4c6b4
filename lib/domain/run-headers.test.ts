import { expect, test } from 'vitest'
import type { RawRun } from './raw-run'
import { accountOfRun } from './run-headers'

type Headers = RawRun['request']['headers']

const rawOf = (sent: Headers, answered: Headers | null): RawRun => ({
  request: { headers: sent, body: null, bodySize: null, isWhole: false },
  response:
    answered === null ? null : { status: 200, headers: answered, pieces: [], isKept: false },
})

test('A run is of the account that its answer names; without one, of the workspace that was asked for', () => {
  const asked: Headers = [['anthropic-workspace-id', 'wrkspc_asked']]
  const answered: Headers = [
    ['anthropic-organization-id', 'org-1'],
    ['anthropic-workspace-id', 'wrkspc_1'],
  ]
  expect(accountOfRun(rawOf(asked, answered))).toEqual({
    organization: 'org-1',
    workspace: 'wrkspc_1',
  })
  const unnamed = { organization: null, workspace: 'wrkspc_asked' }
  expect(accountOfRun(rawOf(asked, []))).toEqual(unnamed)
  expect(accountOfRun(rawOf(asked, null))).toEqual(unnamed)
  expect(accountOfRun(rawOf([], null))).toEqual({ organization: null, workspace: null })
})
