const MOST = 80

/** What no file system takes, what it takes for a path, and what makes a name look like another. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** Names that Windows gives to devices, whatever stands after the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** The name of a file for what is called so; `otherwise` where nothing of it can stand in one. */
export function fileNameOf(title: string, ending: string, otherwise: string): string {
  const words = title.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim()
  // A dot at the beginning hides a file, one at the end is lost.
  const short = Array.from(words)
    .slice(0, MOST)
    .join('')
    .replace(/^[.\s-]+|[.\s]+$/g, '')
  const name = short === '' || DEVICE.test(short.split('.', 1)[0] ?? '') ? otherwise : short
  return `${name}.${ending}`
}
