import 'server-only'
import type { Language } from './measure'

/** What `[[table]]` answers: one table with words, numbers and code in it. */
export const TABLES: Readonly<Record<Language, string>> = {
  en: `Three ways to try again, compared on 1,000 clients that all failed in the same second:

| Policy | Wait before retry *n* | In the same millisecond | Longest wait for 3 retries |
| :--- | :--- | ---: | ---: |
| Fixed delay | \`1 s\` | 1,000 | 3 s |
| Exponential backoff | \`2ⁿ⁻¹ s\` | 1,000 | 7 s |
| Full jitter | \`random(0, 2ⁿ⁻¹ s)\` | 1 | 7 s |

**Full jitter** is the one to take: the others keep the clients in step, so that each wave comes back whole.`,
  zh: `三种重试策略的比较，假设 1,000 个客户端在同一秒内失败：

| 策略 | 第 *n* 次重试前的等待 | 同一毫秒内到达 | 3 次重试的最长等待 |
| :--- | :--- | ---: | ---: |
| 固定间隔 | \`1 s\` | 1,000 | 3 s |
| 指数退避 | \`2ⁿ⁻¹ s\` | 1,000 | 7 s |
| 完全抖动 | \`random(0, 2ⁿ⁻¹ s)\` | 1 | 7 s |

建议使用**完全抖动**：另外两种会让客户端步调一致，每一波请求都会整齐地再次涌来。`,
}
