import { join } from 'node:path'
import Database from 'libsql'
import { numberedText } from '../harness/upstream/answers'
import { answerWith, releaseTokens } from './answers'
import { askSlowly } from './ask-slowly'
import { alert, answers, ask, box, lastText, send, stopButton } from './chat'
import { expect, test } from './fixtures'

// A turn that cannot be stored is answered 503.
test.use({ tolerated: /503/ })

/** Makes every store of a run's answer fail as a full disk does, until it is called back. */
function fillDisk(dataDir: string): () => void {
  const database = new Database(join(dataDir, 'parley.db'), { timeout: 5000 })
  const raise = "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
  database.exec(`CREATE TRIGGER full_1 BEFORE INSERT ON run_chunks ${raise}`)
  database.exec(`CREATE TRIGGER full_2 BEFORE INSERT ON run_logs ${raise}`)
  database.exec(`CREATE TRIGGER full_3 BEFORE INSERT ON messages ${raise}`)
  return () => {
    for (const n of [1, 2, 3]) database.exec(`DROP TRIGGER full_${n}`)
    database.close()
  }
}

test('On a full disk the answer streams on under a banner that says so, and is saved when there is room', async ({
  page,
  context,
  upstream,
  parley,
}) => {
  const gate = await askSlowly(page, upstream, { tokens: 20, shown: 3 })
  const other = await context.newPage()
  await other.goto(page.url())
  const free = fillDisk(parley.dataDir)
  await releaseTokens(gate, 3, false)
  for (const tab of [page, other]) {
    await expect(alert(tab)).toContainText('Not saved.')
    await expect(lastText(tab)).toHaveText('w0 w1 w2 w3 w4 w5')
  }
  // Its end cannot be stored, and is seen all the same, by one who comes only now too.
  gate.open()
  const late = await context.newPage()
  await late.goto(page.url())
  for (const tab of [page, other, late]) {
    await expect(answers(tab)).toContainText('End of turn')
    await expect(lastText(tab)).toHaveText(numberedText(20).trim())
    await expect(stopButton(tab)).toBeHidden()
    await expect(alert(tab)).toContainText('Not saved.')
  }
  free()
  for (const tab of [page, other, late]) await expect(alert(tab)).toBeHidden()
  await page.reload()
  await expect(lastText(page)).toHaveText(numberedText(20).trim())
})

test('A turn that a full disk cannot take is not sent, and its text stays in the box', async ({
  page,
  upstream,
  parley,
}) => {
  answerWith(upstream)
  await ask(page, 'First')
  await expect(answers(page)).toContainText('End of turn')
  const free = fillDisk(parley.dataDir)
  await send(page, 'Second')
  await expect(alert(page)).toContainText('could not be stored')
  await expect(box(page)).toHaveValue('Second')
  free()
  await box(page).press('Enter')
  await expect(lastText(page)).toHaveText('Second')
})
