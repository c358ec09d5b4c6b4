import 'server-only'
import sharp from 'sharp'
import { z } from 'zod'
import prompts from './__fixtures__/prompts.json'

/** One of these will do. */
export const anyOf = z.union([z.string(), z.array(z.string())])
const expectation = z.strictObject({
  /** Words of the answer; case, width, bold marks and thousands separators do not count. */
  has: z.array(anyOf).optional(),
  some: z.strictObject({ least: z.int(), of: z.array(z.string()) }).optional(),
  lacks: z.array(z.string()).optional(),
  numbers: z.array(z.number()).optional(),
  /** A label and its figure, in one line, sentence or row, or as a table's heading and cell. */
  lines: z.array(z.tuple([anyOf, z.number()])).optional(),
  /** A label and a figure that no line has together. */
  apart: z.array(z.tuple([anyOf, z.number()])).optional(),
  /** Where each is first named, in this order. */
  order: z.array(z.string()).optional(),
  /** One after the other, with nothing but list marks between. */
  sequence: z.array(z.string()).optional(),
  /** Every figure above ten is one of the request. */
  given: z.literal(true).optional(),
  bullets: z.int().optional(),
  /** So many sentences of the material at most. */
  quotes: z.int().optional(),
  quotedCharacters: z.int().optional(),
  words: z.int().optional(),
  characters: z.int().optional(),
  /** All calls, in any order, with the arguments that matter; none is an empty list. */
  calls: z
    .array(z.strictObject({ name: z.string(), input: z.record(z.string(), z.unknown()) }))
    .optional(),
  json: z.record(z.string(), z.unknown()).optional(),
  /** Citations that are among the answer's. */
  cites: z.array(z.looseObject({ contains: z.string() })).optional(),
  uncited: z.array(z.string()).optional(),
})
const block = z.looseObject({ type: z.string() })
const table = z.array(
  z.strictObject({
    name: z.string(),
    request: z.looseObject({
      system: z.string().optional(),
      tools: z
        .array(z.looseObject({ name: z.string(), input_schema: z.looseObject({}) }))
        .optional(),
      output_config: z
        .looseObject({ format: z.looseObject({ schema: z.looseObject({}) }) })
        .optional(),
      messages: z.array(
        z.strictObject({ role: z.string(), content: z.union([z.string(), z.array(block)]) }),
      ),
    }),
    expect: expectation,
  }),
)
export type Row = z.infer<typeof table>[number]
/** The prompts and what is expected of their answers. */
export const rows = table.parse(prompts)

/** The content blocks of all turns. */
export const blocksOf = (row: Row) =>
  row.request.messages.flatMap(({ content }) =>
    typeof content === 'string' ? [{ type: 'text', text: content }] : content,
  )

/** Every text of a prompt; what is said of its tools is not of it. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

const painting = z.object({
  type: z.literal('painted'),
  width: z.int(),
  height: z.int(),
  ground: z.string(),
  corner: z.string(),
})
const typesetting = z.object({ type: z.literal('typeset'), pages: z.array(z.array(z.string())) })

async function paint({ width, height, ground, corner }: z.infer<typeof painting>) {
  const patch = {
    width: Math.floor(width / 4),
    height: Math.floor(height / 4),
    channels: 3 as const,
    background: corner,
  }
  const input = await sharp({ create: patch }).png().toBuffer()
  const picture = sharp({ create: { width, height, channels: 3, background: ground } })
  return picture
    .composite([{ input, left: 0, top: 0 }])
    .png()
    .toBuffer()
}

/** A PDF with a line of text for each line of a page. */
function typeset(pages: string[][]): Buffer {
  const kids = pages.map((_, at) => `${4 + 2 * at} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, at) => {
      const content = `BT /F1 12 Tf 14 TL 72 720 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(
    `${file}${xref}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
  )
}

async function make(source: unknown): Promise<unknown> {
  const picture = painting.safeParse(source)
  if (picture.success)
    return {
      type: 'base64',
      media_type: 'image/png',
      data: (await paint(picture.data)).toString('base64'),
    }
  const paper = typesetting.safeParse(source)
  if (paper.success)
    return {
      type: 'base64',
      media_type: 'application/pdf',
      data: typeset(paper.data.pages).toString('base64'),
    }
  return source
}

/** The body to post for a row. */
export async function requestOf(row: Row): Promise<object> {
  const messages = await Promise.all(
    row.request.messages.map(async ({ role, content }) => {
      if (typeof content === 'string') return { role, content }
      const made = content.map(async (one) =>
        'source' in one && one.type !== 'search_result'
          ? { ...one, source: await make(one.source) }
          : one,
      )
      return { role, content: await Promise.all(made) }
    }),
  )
  return { model: 'claude-sonnet-4-6', max_tokens: 2000, ...row.request, messages }
}
