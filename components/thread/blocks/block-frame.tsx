import type { ReactNode } from 'react'
import { cx } from '../../ui/cx'
import { Disclosure } from '../disclosure'

interface Props {
  name: string
  note: string
  /** True when the name is the API's own. */
  isMono?: boolean
  /** At the right end of the line: how it stands. */
  status?: ReactNode
  startsOpen?: boolean
  /** What is folded out. */
  children: () => ReactNode
}

/** Finds the frame around what folds out of it. */
export const FRAME = '[data-frame]'

/** A block without prose: a line with its name, and what folds out of it. */
export function BlockFrame({ name, note, isMono = false, status, startsOpen, children }: Props) {
  return (
    <div data-frame className="-mx-3 my-2 first:mt-0 rounded-lg bg-sunken phone:-mx-2">
      <Disclosure
        headClass="h-9 px-3 phone:h-11"
        startsOpen={startsOpen ?? false}
        head={
          <>
            <span
              className={cx(
                'max-w-[60%] shrink-0 truncate font-medium',
                isMono ? 'font-mono text-code' : 'text-ui',
              )}
            >
              {name}
            </span>
            <span className="truncate text-ink-3 text-small">{note}</span>
            {status !== undefined && (
              <span className="ml-auto flex shrink-0 items-center gap-1.5 text-small">
                {status}
              </span>
            )}
          </>
        }
      >
        {() => <div className="max-h-120 overflow-y-auto pr-3 pb-3 pl-8.5">{children()}</div>}
      </Disclosure>
    </div>
  )
}
