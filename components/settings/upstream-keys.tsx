'use client'

import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSaveKey } from '@/lib/client/queries/upstream-keys'
import type { UpstreamView } from '@/lib/domain/settings'
import { Button } from '../ui/button'
import { EnvironmentKey } from './environment-key'
import { type KeyField, KeyForm } from './key-form'
import { SaveError } from './save-error'
import { StoredKey } from './stored-key'

/** Which form is open: of a new key, which has an id as soon as it is stored, or of one in the list. */
type Open = { isNew: true; id: string | null } | { isNew: false; id: string; focus: KeyField }

/** The keys of one upstream, the one in use among them, and the way to another one. */
export function UpstreamKeys({ upstream }: { upstream: UpstreamView }) {
  const t = useTranslations('settings.keys')
  const [open, setOpen] = useState<Open | null>(null)
  const add = useRef<HTMLDivElement>(null)
  const choose = useSaveKey()
  const { name, label, keyVariable, keyInUse, keys } = upstream
  // Until the server has answered the choice is shown as made.
  const chosen = choose.isPending ? choose.variables.id : null
  const form = { upstream: name, label, defaultName: t('defaultName', { n: keys.length + 1 }) }
  const close = () => setOpen(null)
  const hadForm = useRef(false)
  useEffect(() => {
    // The button is there again only once the form is gone.
    if (open === null && hadForm.current) add.current?.querySelector('button')?.focus()
    hadForm.current = open !== null
  }, [open])
  const hasOwn = keyInUse?.from === 'environment' || keyVariable === null
  return (
    <div className="pt-1">
      {hasOwn && <EnvironmentKey upstream={upstream} />}
      <Group label={t('keysOf', { upstream: label })} isEmpty={keys.length === 0}>
        {keys.map((key) => {
          // The form of a new key stands for it, at the end.
          if (open?.isNew === true && key.id === open.id) return null
          if (open?.isNew !== false || key.id !== open.id)
            return (
              <StoredKey
                key={key.id}
                upstream={name}
                label={label}
                keyView={chosen === null ? key : { ...key, isActive: key.id === chosen }}
                isInUse={keyInUse?.from === 'settings' && keyInUse.id === key.id}
                onChoose={() =>
                  choose.mutate({ upstream: name, id: key.id, key: { isActive: true } })
                }
                onEdit={(focus) => setOpen({ isNew: false, id: key.id, focus })}
              />
            )
          return (
            <KeyForm
              key={key.id}
              {...form}
              keyView={key}
              focus={open.focus}
              onStored={() => {}}
              onClose={close}
            />
          )
        })}
      </Group>
      <SaveError error={choose.error} />
      {open?.isNew === true && (
        <KeyForm
          {...form}
          keyView={null}
          focus="key"
          onStored={(id) => setOpen({ isNew: true, id })}
          onClose={close}
        />
      )}
      {keyVariable !== null && open?.isNew !== true && (
        <div ref={add} className="-ml-2.5">
          <Button
            variant="quiet"
            icon={<Plus aria-hidden size={16} strokeWidth={1.5} />}
            aria-label={t('addFor', { upstream: label })}
            onClick={() => setOpen({ isNew: true, id: null })}
          >
            {t('add')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface GroupProps {
  label: string
  isEmpty: boolean
  children: ReactNode
}

/** One of several. */
function Group({ label, isEmpty, children }: GroupProps) {
  if (isEmpty) return null
  return (
    <div role="radiogroup" aria-label={label}>
      {children}
    </div>
  )
}
