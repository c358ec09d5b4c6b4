import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { ErrorText } from './error-text'

function textOf(message: string, httpStatus = 400): string {
  const type = 'invalid_request_error'
  const error = { origin: 'upstream', type, message, httpStatus, requestId: null } as const
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={MESSAGES.en} timeZone="UTC">
      <ErrorText error={error} at={null} path={null} />
    </IntlProvider>,
  ).replace(/<[^>]*>/g, '')
}

test('What an upstream says at great length is shown from its beginning, the rest on demand', () => {
  const text = textOf('x'.repeat(5000))
  expect(text).toContain('Show all 5,000 characters')
  expect(text.length).toBeLessThan(800)
  expect(textOf('x'.repeat(500))).not.toContain('Show all')
})

test('A redirection is told as a wrong address, not as a wrong request', () => {
  expect(textOf('m', 307)).toContain('Correct the upstream’s address')
})
