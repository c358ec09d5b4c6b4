import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { attachFiles } from '@/lib/client/attach'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'

interface Props {
  conversationId: string | null
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Asks for the address of a file, which the server then fetches. */
export function AddressDialog({ conversationId, isOpen, onOpenChange }: Props) {
  const t = useTranslations('attach')
  const client = useQueryClient()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const address = text.trim()
  const isAddress = /^https?:\/\/[^/\s]/i.test(address) && URL.canParse(address)
  const fetchIt = (event: FormEvent) => {
    event.preventDefault()
    if (!isAddress) return
    attachFiles(client, conversationId, [address])
    setText('')
    onOpenChange(false)
  }
  return (
    <Dialog
      title={t('addressTitle')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      initialFocus={box}
    >
      <form onSubmit={fetchIt} className="flex flex-col gap-3 px-5 pb-5 phone:px-4">
        <p className="text-ink-3 text-ui">{t('addressText')}</p>
        <input
          ref={box}
          type="url"
          aria-label={t('addressLabel')}
          placeholder="https://"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="ring-field h-8 w-full rounded-md bg-field px-2.5 text-ink text-ui shadow-edge phone:h-11 phone:text-reading"
        />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={!isAddress}>
            {t('addressFetch')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
