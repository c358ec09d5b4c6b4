import 'server-only'

/** What `[[gallery]]` answers: every construct that a Markdown view should know. */
export const GALLERY = String.raw`# A gallery of Markdown

The sandbox wrote this page to show how an answer can look. *Emphasis*, **strength**, ~~a correction~~, \`inline code\` and [a link](https://www.rfc-editor.org/rfc/rfc9110) stand in running text.

## Lists

1. First, an ordered list
2. Second, with a list inside
   - a dash
   - and another
3. Third

- [x] a task that is done
- [ ] a task that is not

## A table

| Model line | Strength | Relative price |
| :--- | :---: | ---: |
| Haiku | speed | 1 |
| Sonnet | balance | 20 |
| Opus | depth | 40 |

A wider one scrolls by itself:

| Endpoint | Region | Requests | p50 | p95 | p99 | Errors | Bytes in | Bytes out | Note |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| /v1/messages | eu-west-1 | 1,204,118 | 0.84 s | 6.8 s | 11.2 s | 0.41% | 18.2 GB | 96.4 GB | streams, so the tail is long |
| /v1/models | eu-west-1 | 88,031 | 12 ms | 31 ms | 58 ms | 0.00% | 0.1 GB | 1.9 GB | cached for a minute |
| /v1/messages/count_tokens | us-east-1 | 410,552 | 22 ms | 64 ms | 120 ms | 0.02% | 9.7 GB | 0.1 GB | asked while one types |

## Code

~~~ts
export function greet(name: string): string {
  return \`Hello, \${name}\`
}
~~~

~~~python
def mean(values: list[float]) -> float:
    """The arithmetic mean."""
    return sum(values) / len(values)
~~~

~~~sql
SELECT model, count(*) AS runs
FROM runs
WHERE status = 'complete'
GROUP BY model
ORDER BY runs DESC;
~~~

## A quotation

> A tool should be judged by the work it disappears in.
>
> > A quotation inside a quotation.

## Mathematics

The roots of $ax^2 + bx + c = 0$ are

$$
x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}
$$

Between brackets, as some models write it: \(e^{i\pi} + 1 = 0\), and in a line of its own

\[
\int_0^1 x^n \, dx = \frac{1}{n+1}
\]

A price such as $4.50, **$1.50** or $20 is no formula.

## A diagram

~~~mermaid
sequenceDiagram
  participant C as Client
  participant P as Parley
  participant U as Upstream
  C->>P: POST /v1/messages
  P->>U: the same bytes
  U-->>P: events
  P-->>C: events, as they come
~~~

~~~mermaid
flowchart LR
  A[Question] --> B{Known?}
  B -- yes --> C[Answer]
  B -- no --> D[Look it up] --> C
~~~

## An image

![A lighthouse at dusk](https://example.com/lighthouse.png)

## A note

A claim stands here, and its source below.[^source]

[^source]: A note is numbered as the text mentions it, and leads back.

## 中文段落

这一段用来检查中文排版：标点应当占满一格，“引号”成对出现，中英文混排如 Claude API 与数字 2026 之间读起来自然。**“加粗”**与\`行内代码\`也应正常显示。

---

That is all there is.`
  .replaceAll('~~~', '```')
  .replaceAll('\\`', '`')
  .replaceAll('\\${', '${')
