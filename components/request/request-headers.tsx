'use client'

import { useTranslations } from 'use-intl'

interface Props {
  headers: readonly (readonly [name: string, value: string])[]
  auth: 'x-api-key' | 'bearer' | 'none'
}

/** The headers as they leave; of the key only how it travels, for it never comes to the browser. */
export function RequestHeaders({ headers, auth }: Props) {
  const t = useTranslations('request.view')
  return (
    <dl
      aria-label={t('headers')}
      className="grid grid-cols-[max-content_1fr] gap-x-3 font-mono text-small leading-5 phone:text-ui phone:leading-6"
    >
      {headers.map(([name, value]) => (
        <Header key={name} name={name} value={value} />
      ))}
      {auth !== 'none' && (
        <div className="contents">
          <dt className="text-ink-3">{auth === 'bearer' ? 'authorization' : 'x-api-key'}</dt>
          <dd className="font-sans text-ink-3">{t('key')}</dd>
        </div>
      )}
    </dl>
  )
}

function Header({ name, value }: { name: string; value: string }) {
  return (
    <div className="contents" data-header={name}>
      <dt className="text-ink-3">{name}</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </div>
  )
}
