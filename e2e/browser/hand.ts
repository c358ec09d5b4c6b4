import { expect, type Locator, type Page } from '@playwright/test'

export type HandKind = 'pointer' | 'keyboard'

/** How a control is worked: with the pointer, or with nothing but keys. */
export interface Hand {
  kind: HandKind
  /** Brings the focus to something. */
  reach(target: Locator): Promise<void>
  /** A button, link, tab or switch. */
  press(target: Locator): Promise<void>
  /** An entry of a menu that is open. */
  pick(entry: Locator): Promise<void>
  /** Puts text in place of what a field holds. */
  write(field: Locator, text: string): Promise<void>
}

/** More stops than any screen has. */
const MOST_STOPS = 150

export function createHand(page: Page, kind: HandKind): Hand {
  return kind === 'pointer' ? pointer() : keyboard(page)
}

function pointer(): Hand {
  return {
    kind: 'pointer',
    reach: (target) => target.focus(),
    press: (target) => target.click(),
    pick: (entry) => entry.click(),
    write: (field, text) => field.fill(text),
  }
}

function keyboard(page: Page): Hand {
  return {
    kind: 'keyboard',
    reach: (target) => reach(page, target, ['Tab']),
    press: async (target) => {
      // A choice among several is one stop: arrow keys lead on within it.
      const isRadio = (await target.getAttribute('role')) === 'radio'
      await reach(page, target, isRadio ? ['Tab', 'ArrowRight'] : ['Tab'])
      await page.keyboard.press(isRadio ? 'Space' : 'Enter')
    },
    pick: async (entry) => {
      await reach(page, entry, ['ArrowDown'])
      await page.keyboard.press('Enter')
    },
    write: async (field, text) => {
      await reach(page, field, ['Tab'])
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.insertText(text)
    },
  }
}

/** Goes from where the focus is, key by key, until the target has it. */
async function reach(page: Page, target: Locator, keys: readonly string[]): Promise<void> {
  // What shows only once it has the focus is there all the same.
  await expect(target).toBeAttached()
  const isThere = () =>
    target.evaluate((element) => {
      const active = document.activeElement
      const pointed = active?.getAttribute('aria-activedescendant')
      return (
        element === active || (pointed !== null && pointed !== undefined && element.id === pointed)
      )
    })
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await isThere()) return
    for (const key of keys) await page.keyboard.press(key)
  }
  throw new Error(`No key leads to ${String(target)}.`)
}
