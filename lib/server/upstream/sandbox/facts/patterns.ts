import 'server-only'
import { type Span, spansOf } from './span'

/** What is known by its form alone. Every repetition is bounded, so that no text makes a search slow. */

export const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g

export const readEmails = (text: string): Span[] => spansOf(text, EMAIL)

export const readUrls = (text: string): Span[] =>
  spansOf(
    text,
    /(?:https?|ftp):\/\/[^\s<>"'`，。；、）】》」\p{Script=Han}]{1,2000}|(?<![\w@./-])(?:[a-z\d-]{1,63}\.){1,3}(?:com|org|net|io|dev|gov|edu|cn|co|ai|app)\b(?:\/[^\s<>"'`，。；]{0,500})?(?!@)/giu,
  ).map((span) => {
    const text = span.text.replace(/[.,;:!?)\]}]+$/, '')
    return { text, start: span.start, end: span.start + text.length }
  })

export const readPhones = (text: string): Span[] =>
  spansOf(
    text,
    /(?<![\w.#-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)[\s.-]?)?\d{2,4}(?:[\s.-]?\d{2,4}){1,4}(?![\w-])/g,
  )
    .concat(spansOf(text, /(?<!\d)1[3-9]\d{9}(?!\d)/g))
    .filter(({ text: found }) => {
      const digits = found.replace(/\D/g, '').length
      return digits >= 7 && digits <= 15 && !/^\d{4}[-./]\d{1,2}[-./]\d{1,2}$/.test(found)
    })

/** What stands in quotation marks; an apostrophe inside a word is none. */
export const readQuoted = (text: string): Span[] =>
  spansOf(
    text,
    /"([^"\n]{1,2000})"|“([^”]{1,2000})”|「([^」]{1,2000})」|『([^』]{1,2000})』|《([^》]{1,200})》|(?<![\p{L}\p{N}])'([^'\n]{1,500})'(?![\p{L}\p{N}])|‘([^’\n]{1,500})’(?!\p{L})/gu,
  )

export const readBackticked = (text: string): Span[] =>
  spansOf(text, /```(?:[\w+-]{0,20}\n)?([\s\S]{1,20000}?)```|`([^`\n]{1,2000})`/g)

/** Order numbers and their like: letters and digits together, or a number that is called one. */
export const readIds = (text: string): Span[] =>
  spansOf(
    text,
    /(?<![\w@.-])((?=[A-Za-z\d_-]{0,40}\d)(?=[A-Za-z\d_-]{0,40}[A-Za-z])[A-Za-z\d]{1,40}(?:[-_][A-Za-z\d]{1,40}){0,8})(?![\w@]|\.\w)|#([A-Za-z\d-]{1,40})|(?:\b(?:id|no|number|order|ticket|invoice|user|customer|account|case|issue|tracking)\b|编号|单号|订单号|订单|工单|客户|用户|发票号)\s{0,2}(?:number|no|id|号码|号)?\.?\s{0,2}(?:is|为|是)?[:：#]?\s{0,2}((?=[A-Za-z-]{0,20}\d)[A-Za-z\d-]{1,40})/gi,
  ).filter(
    ({ text: found }) =>
      !/^x\d+$|^\d{1,4}-[a-z]{3,}$|^\d{1,4}(?:st|nd|rd|th|am|pm|km|kg|cm|mm|m|g|k|h|min|s|c|f|px|gb|mb|x|x\d+)$/i.test(
        found,
      ),
  )

export const readPaths = (text: string): Span[] =>
  spansOf(
    text,
    /(?<![\w:/])(?:~|\.{1,2})?(?:\/[\w.@+-]{1,100}){1,20}\/?|\b[A-Z]:\\[\w\\.-]{1,300}|(?<![\w@/.-])(?:[\w.@-]{1,60}\/){0,10}[\w-]{1,100}(?:\.[\w-]{1,30}){0,3}\.(?:txt|md|csv|json|ya?ml|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|py|[jt]sx?|html?|css|log|zip|sql|sh|xml|toml)\b/g,
  )

/** Sums: two operands at least, words for operators among them. */
export const readExpressions = (text: string): Span[] =>
  spansOf(
    text,
    /(?<![\w.-])((?:\b(?:sqrt|sin|cos|tan|log|ln|abs)\s?)?[-(]{0,4}\d[\d.,]{0,20}\s?[%)]{0,4}(?:\s{0,2}(?:[-+*/×÷^%]|\*\*)\s{0,2}(?:(?:sqrt|sin|cos|tan|log|ln|abs)\s?)?[-(]{0,4}\d[\d.,]{0,20}[%)]{0,4}){1,30})(?![\w-])|((?:sqrt|sin|cos|tan|log|ln|abs)\s?\([^()\n]{1,60}\))/gi,
  )
    .filter(
      ({ text: found }) =>
        !/^\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?$/.test(found) &&
        !/^\d{3,4}(?:-\d{3,4}){1,3}$/.test(found),
    )
    .map(({ text: found, start }) => {
      const bare = found.replace(/[.,\s]+$/, '')
      return { text: bare, start, end: start + bare.length }
    })

/** Stock symbols: a cashtag, or capitals that are no everyday abbreviation. */
export const readSymbols = (text: string): Span[] =>
  spansOf(
    text,
    /\$([A-Z]{1,5})\b|(?<![\w$@.-])([A-Z]{2,5}(?:\.[A-Z]{1,2})?|\d{6}(?:\.[A-Z]{2})?|\d{4,5}\.HK)(?![\w-])/g,
  ).filter(
    ({ text: found }) =>
      !/^(?:US|USA|UK|EU|AI|API|CEO|CFO|CTO|OK|ID|URL|JSON|CSV|PDF|SQL|HTML|AM|PM|TV|PC|IT|FAQ|ETF|IPO|USD|EUR|GBP|JPY|CNY|RMB|CHF|CAD|AUD|HKD|UTC|GMT|EST|PST)$/.test(
        found,
      ),
  )

export const readTimezones = (text: string): Span[] =>
  spansOf(
    text,
    /\b(?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific|Indian|Etc)\/[A-Z][\w/+-]{1,40}|\b(?:UTC|GMT)(?:[+-]\d{1,2}(?::\d{2})?)?\b|\b[ECMP][SD]T\b|\bCET\b|\bJST\b/g,
  )
