import * as z from 'zod/mini'

/** How the cells of a column are held against a value. */
const COMPARISONS = [
  ...(['=', '!=', '>', '>=', '<', '<='] as const),
  ...(['contains', 'starts_with', 'in', 'empty', 'not_empty'] as const),
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What is worked out over the rows of a group. */
const AGGREGATES = ['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct'] as const
export type Aggregate = (typeof AGGREGATES)[number]

const column = z.string()
const columns = (most: number, told: string) =>
  z._default(z.array(column).check(z.maxLength(most), z.describe(told)), [])
const scalar = z.union([z.string(), z.number(), z.boolean()])

const file = z.optional(
  z
    .string()
    .check(
      z.describe('Name or id of an attached file. May be left out where only one of them fits.'),
    ),
)

const conditionSchema = z.strictObject({
  column,
  comparison: z.enum(COMPARISONS),
  value: z.optional(
    z
      .union([scalar, z.array(scalar).check(z.maxLength(1000))])
      .check(z.describe('A list for `in`; left out for `empty` and `not_empty`')),
  ),
})
export type TableCondition = z.infer<typeof conditionSchema>

const measureSchema = z.strictObject({
  function: z.enum(AGGREGATES),
  column: z.optional(column.check(z.describe('May be left out for count, which then counts rows'))),
})
export type Measure = z.infer<typeof measureSchema>

const orderSchema = z.strictObject({
  column: column.check(z.describe('A column of the table; of groups, one of the result')),
  descending: z._default(z.boolean(), false),
})
export type TableOrder = z.infer<typeof orderSchema>

/** The arguments of `csv_query`. */
export const tableQuerySchema = z.strictObject({
  file,
  sheet: z.optional(z.string().check(z.describe('Of a workbook; the first if left out'))),
  columns: columns(100, 'The columns to give, all if left out. Not together with group_by.'),
  where: z._default(
    z
      .array(conditionSchema)
      .check(
        z.maxLength(20),
        z.describe(
          'All must hold. Numbers are compared as numbers, other cells as texts, of which capitals do not matter; dates like 2026-05-31 compare as texts.',
        ),
      ),
    [],
  ),
  group_by: columns(5, 'Rows with the same cells in these columns make one row of the result.'),
  aggregates: z._default(
    z
      .array(measureSchema)
      .check(
        z.maxLength(20),
        z.describe(
          'Over each group, or over all rows where there is no group_by. In the result they are called count, sum(amount), …',
        ),
      ),
    [],
  ),
  order_by: z._default(z.array(orderSchema).check(z.maxLength(5)), []),
  limit: z._default(
    z.int().check(z.gte(1), z.lte(1000), z.describe('Rows of the result to give')),
    50,
  ),
})
export type TableQuery = z.infer<typeof tableQuerySchema>

/** The arguments of `json_query`. */
export const jsonQuerySchema = z.strictObject({
  file,
  query: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(4000),
      z.describe(
        "A JMESPath expression. Texts stand in single quotes, numbers in backticks: orders[?status == 'paid' && total > `100`].id; length(orders); sum(orders[].total). @ is the whole document; JSON Lines are an array of their lines.",
      ),
    ),
})
export type JsonQuery = z.infer<typeof jsonQuerySchema>

/** The arguments of `find_in_document`. */
export const textQuerySchema = z.strictObject({
  file,
  text: z.string().check(z.minLength(1), z.maxLength(500), z.describe('A phrase, or words')),
  match: z._default(
    z
      .enum(['phrase', 'all_words'])
      .check(
        z.describe(
          'phrase: just so, within words too. all_words: all the words close together, in any order.',
        ),
      ),
    'phrase',
  ),
  limit: z._default(z.int().check(z.gte(1), z.lte(100), z.describe('Passages to give')), 10),
})
export type TextQuery = z.infer<typeof textQuerySchema>
