import { expect, test } from './fixtures'

/** Each tries to run code or to tell another host something; true = it did. */
const ATTEMPTS: Record<string, () => boolean | Promise<boolean>> = {
  'an inline script': () => {
    const script = document.createElement('script')
    script.append('window.ran = true')
    document.body.append(script)
    return 'ran' in window
  },
  'a script of another host': () =>
    new Promise((resolve) => {
      const script = document.createElement('script')
      script.onload = () => resolve(true)
      script.onerror = () => resolve(false)
      script.setAttribute('src', 'https://evil.example/x.js')
      document.body.append(script)
    }),
  'a file of our own that is no part of the build': () => {
    const script = document.createElement('script')
    script.setAttribute('src', '/api/health')
    return true
  },
  'an event handler in markup': () => {
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">')
    return true
  },
  // In a task of its own: while the debugger evaluates, the policy lets eval pass.
  'the making of code from text': () =>
    new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return true')())
        } catch {
          resolve(false)
        }
      })
    }),
  'a fetch to another host': () => fetch('https://evil.example/').then(() => true),
  'a base element': () => {
    const base = document.createElement('base')
    base.href = 'https://evil.example/'
    document.head.append(base)
    return document.baseURI.startsWith('https://evil.example')
  },
}

test.use({
  tolerated: /policy|TrustedScript|TrustedHTML|Trusted|Content Security Policy|evil\.example/,
})

test('A page stops every script, handler, fetch and base that does not belong', async ({
  page,
}) => {
  await page.goto('/c')
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    await test.step(`A page stops ${name}`, async () => {
      const outcome = await page.evaluate(attempt).catch((error: Error) => error.message)
      // Either nothing came of it, or the policy threw at the very call.
      expect(String(outcome)).toMatch(
        /^false$|No script but those of this build|No HTML from text|Failed to fetch/,
      )
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    })
  }
})

test('A page of another site cannot frame this one', async ({ page, parley, origins }) => {
  origins.add('http://other.example')
  await page.route('http://other.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${parley.url}/c"></iframe>` }),
  )
  await page.goto('http://other.example/')
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1]
  await expect.poll(() => frame?.url()).not.toBe('about:blank')
  expect(await frame?.content()).not.toContain('Parley')
})
