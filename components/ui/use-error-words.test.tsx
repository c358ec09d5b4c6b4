import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'use-intl'
import { expect, test } from 'vitest'
import { NETWORK_ERROR } from '@/lib/client/api'
import { MESSAGES } from '@/lib/client/i18n/messages'
import { ApiError } from '@/lib/wire/errors'
import { useErrorWords } from './use-error-words'

function Words({ error }: { error: Error }) {
  return useErrorWords()(error)
}

function textOf(error: Error): string {
  return renderToStaticMarkup(
    <IntlProvider locale="zh" messages={MESSAGES.zh} timeZone="UTC">
      <Words error={error} />
    </IntlProvider>,
  )
}

test('That nothing answered is said in the language of the screen; what a server said is left as it was said', () => {
  const lost = new ApiError(0, 'Parley cannot be reached.', { type: NETWORK_ERROR })
  expect(textOf(lost)).toBe('无法连接 Parley。请确认服务器正在运行，然后再试一次。')
  expect(textOf(new ApiError(409, 'It runs already.'))).toBe('It runs already.')
})
