import 'server-only'
import type { ImageFacts } from '../answer/brief'
import { colourName } from './colour-names'
import { inlineCode, tableOf } from './markdown'
import { say } from './skills/skill'
import type { Task } from './task'

const MOST_IMAGES = 12
const KIND_NAMES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
}

/** What can be measured of images: type, size, proportions and colours; null where there are none. */
export function describeImages(task: Task): string | null {
  const { images } = task.brief
  if (images.length === 0) return null
  const shown = images.slice(0, MOST_IMAGES)
  const parts = shown.map((image, at) =>
    describeOne(image, images.length > 1 ? at + 1 : null, task),
  )
  if (images.length === 2) parts.push(compareTwo(images, task))
  if (images.length > shown.length)
    parts.push(
      say(
        task,
        `… and ${images.length - shown.length} more images.`,
        `……另有 ${images.length - shown.length} 张图片。`,
      ),
    )
  parts.push(
    say(
      task,
      'What the picture shows cannot be seen here: these are its measures, not its meaning.',
      '这里看不出画面的内容：以上是图片的数据，而不是它的含义。',
    ),
  )
  return parts.join('\n\n')
}

function describeOne(image: ImageFacts, number: number | null, task: Task): string {
  const { width, height, frames, mediaType, colours } = image
  const [main] = colours
  const kind = KIND_NAMES[mediaType] ?? mediaType
  const title =
    number === null
      ? say(task, 'The image', '这张图片')
      : say(task, `Image ${number}`, `图片 ${number}`)
  const shape =
    width === height
      ? say(task, 'square', '正方形')
      : width > height
        ? say(task, 'landscape', '横向')
        : say(task, 'portrait', '纵向')
  const colour =
    main === undefined
      ? ''
      : say(
          task,
          ` Its main colour is **${colourName(main.hex, 'en')}** (${percent(main.share, task)}).`,
          `主要颜色是**${colourName(main.hex, 'zh')}**（${percent(main.share, task)}）。`,
        )
  const moving = frames > 1 ? say(task, `, ${frames} frames`, `，${frames} 帧`) : ''
  const head = say(
    task,
    `**${title}**: ${kind}, ${width} × ${height} pixels (${ratioOf(width, height)}, ${shape}${moving}).${colour}`,
    `**${title}**：${kind}，${width} × ${height} 像素（${ratioOf(width, height)}，${shape}${moving}）。${colour}`,
  )
  if (colours.length === 0) return head
  const rows = colours.map(({ hex, share }) => [
    colourName(hex, task.language),
    inlineCode(hex.toLowerCase()),
    percent(share, task),
  ])
  return `${head}\n\n${tableOf([say(task, 'Colour', '颜色'), 'Hex', say(task, 'Share', '占比')], rows, new Set([2]))}`
}

/** In whole per cents: of a large image only some pixels are counted. */
function percent(share: number, task: Task): string {
  const whole = Math.round(share * 100)
  if (whole === 0) return say(task, 'under 1%', '不到 1%')
  const isWhole = Math.abs(share * 100 - whole) < 0.05
  return isWhole ? `${whole}%` : say(task, `about ${whole}%`, `约 ${whole}%`)
}

/** The proportions: 16:9, or 1.91:1 where no small whole numbers fit. */
function ratioOf(width: number, height: number): string {
  let [a, b] = [width, height]
  while (b !== 0) [a, b] = [b, a % b]
  const [w, h] = [width / (a || 1), height / (a || 1)]
  if (w <= 32 && h <= 32) return `${w}:${h}`
  return width >= height ? `${(width / height).toFixed(2)}:1` : `1:${(height / width).toFixed(2)}`
}

function compareTwo(images: readonly ImageFacts[], task: Task): string {
  const [one, other] = images
  if (one === undefined || other === undefined) return ''
  const [a, b] = [one.width * one.height, other.width * other.height]
  const size =
    a === b
      ? say(task, 'Both have the same number of pixels', '两张图片的像素数相同')
      : say(
          task,
          `Image ${a > b ? 1 : 2} has ${times(a, b)} times as many pixels as image ${a > b ? 2 : 1}`,
          `图片 ${a > b ? 1 : 2} 的像素数是图片 ${a > b ? 2 : 1} 的 ${times(a, b)} 倍`,
        )
  const shape =
    ratioOf(one.width, one.height) === ratioOf(other.width, other.height)
      ? say(task, 'the proportions are the same', '比例相同')
      : say(task, 'the proportions differ', '比例不同')
  const [first, second] = [one.colours[0], other.colours[0]]
  const names = [first, second].map((colour) =>
    colour === undefined ? '' : colourName(colour.hex, task.language),
  )
  const colour =
    names[0] === names[1]
      ? say(task, `both are mostly ${names[0]}`, `主色都是${names[0]}`)
      : say(
          task,
          `the first is mostly ${names[0]}, the second mostly ${names[1]}`,
          `第一张以${names[0]}为主，第二张以${names[1]}为主`,
        )
  const parts = names.includes('') ? [size, shape] : [size, shape, colour]
  return `**${say(task, 'Compared', '比较')}**${say(task, ': ', '：')}${parts.join(say(task, '; ', '；'))}${say(task, '.', '。')}`
}

const times = (a: number, b: number) =>
  Math.round((Math.max(a, b) / Math.max(1, Math.min(a, b))) * 100) / 100
