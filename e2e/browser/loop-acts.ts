import { expect, type Locator, type Page } from '@playwright/test'
import { newId } from '@/lib/domain/ids'
import type { Answer, Approval } from '@/lib/domain/tools/answer'
import type { CustomDefinition } from '@/lib/domain/tools/definition'
import { callEvents, encodeEvents, textEvents } from '../harness/upstream/answers'
import { type Script, stream } from '../harness/upstream/script'
import { answers } from './chat'

interface Asked {
  id: string
  name: string
  input: unknown
}

export const call = (id: string, name: string, input: unknown): Asked => ({ id, name, input })

/** An answer that asks for tools. */
export const asking = (...calls: Asked[]): Script => stream(encodeEvents(callEvents(calls)))

/** An answer that asks for nothing. */
export const done = (): Script => stream(encodeEvents(textEvents(5)))

interface NewTool {
  answer: Answer
  approval?: Approval
  /** All but its name has a default. */
  definition: Partial<CustomDefinition> & { name: string }
}

/** Puts a tool into the library of a server; answers its id. */
export async function makeTool(
  url: string,
  { definition, answer, approval = 'never' }: NewTool,
): Promise<string> {
  const id = newId()
  const input_schema = { type: 'object', properties: { n: { type: 'integer' } } }
  const body = {
    ...{ id, answer, approval },
    definition: { description: definition.name, input_schema, ...definition },
  }
  const headers = { origin: url, 'content-type': 'application/json' }
  const made = await fetch(`${url}/api/tools`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify(body),
  })
  expect(made.status).toBe(201)
  return id
}

/** Chooses a tool in the panel. */
export async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a tool' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
  await expect(page.getByRole('checkbox', { name })).toBeChecked()
}

/** The line of a call in the thread. */
export const line = (page: Page, name: string): Locator =>
  answers(page)
    .getByRole('button', { name: new RegExp(`^${name} `) })
    .first()
