import 'server-only'
import type { Language } from '../answer/measure'

const HUES: readonly (readonly [number, string, string])[] = [
  [12, 'red', '红色'],
  [40, 'orange', '橙色'],
  [66, 'yellow', '黄色'],
  [165, 'green', '绿色'],
  [190, 'cyan', '青色'],
  [255, 'blue', '蓝色'],
  [305, 'purple', '紫色'],
  [340, 'pink', '粉色'],
  [361, 'red', '红色'],
]

/** A colour's everyday name. */
export function colourName(hex: string, language: Language): string {
  const [en, zh] = namesOf(hex)
  return language === 'zh' ? zh : en
}

function namesOf(hex: string): [string, string] {
  const digits = /^#?([\da-f]{6})/i.exec(hex)?.[1]
  if (digits === undefined) return [hex, hex]
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map(
    (at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255,
  )
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
  const [light, spread] = [(most + least) / 2, most - least]
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1))
  if (light < 0.09) return ['black', '黑色']
  if (light > 0.95) return ['white', '白色']
  if (saturation < 0.12 || spread < 0.06) return grey(light)
  const hue = hueOf(r, g, b, most, spread)
  if (hue >= 12 && hue < 45 && light < 0.4)
    return light < 0.2 ? ['dark brown', '深棕色'] : ['brown', '棕色']
  if (hue >= 20 && hue <= 62 && light > 0.75 && saturation < 0.75) return ['beige', '米色']
  const [, en, zh] = HUES.find(([to]) => hue < to) ?? [0, 'red', '红色']
  if (en === 'red' && light > 0.72) return ['pink', '粉色']
  if (light < 0.28) return [`dark ${en}`, `深${zh}`]
  return light > 0.72 ? [`light ${en}`, `浅${zh}`] : [en, zh]
}

function grey(light: number): [string, string] {
  if (light < 0.3) return ['dark grey', '深灰色']
  return light > 0.72 ? ['light grey', '浅灰色'] : ['grey', '灰色']
}

function hueOf(r: number, g: number, b: number, most: number, spread: number): number {
  const sixth =
    most === r
      ? ((g - b) / spread + 6) % 6
      : most === g
        ? (b - r) / spread + 2
        : (r - g) / spread + 4
  return sixth * 60
}
