import { useIsConnectionLost } from '@/lib/client/stores/connection'
import { CodeLines } from '../../ui/code-lines'
import { cx } from '../../ui/cx'
import { LiveIcon } from '../../ui/live-icon'
import { Disclosure } from '../disclosure'

/** Drawn at most; longer values stay whole where they are stored. */
const SHOWN_CHARACTERS = 100_000

interface Props {
  name: string
  note: string
  /** True when the name is the API's own. */
  isMono?: boolean
  isLive?: boolean
  /** Folded out as JSON. */
  value: unknown
}

/** A block without prose: a line with its name, folded out as JSON. */
export function BlockFrame({ name, note, isMono = false, isLive = false, value }: Props) {
  const isLost = useIsConnectionLost()
  return (
    <div className="-mx-3 my-2 first:mt-0 rounded-lg bg-sunken phone:-mx-2">
      <Disclosure
        headClass="h-9 px-3 phone:h-11"
        head={
          <>
            <span
              className={cx('truncate font-medium', isMono ? 'font-mono text-code' : 'text-ui')}
            >
              {name}
            </span>
            <span className="truncate text-ink-3 text-small">{note}</span>
            {isLive && !isLost && <LiveIcon size={14} className="ml-auto text-accent" />}
          </>
        }
      >
        {() => (
          <div className="max-h-96 overflow-y-auto">
            <CodeLines className="pr-3 pb-3 pl-8.5 text-[12px] leading-5">
              {JSON.stringify(value, null, 2).slice(0, SHOWN_CHARACTERS)}
            </CodeLines>
          </div>
        )}
      </Disclosure>
    </div>
  )
}
