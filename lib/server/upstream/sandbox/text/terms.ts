import 'server-only'

const STOP_WORDS = new Set(
  (
    'a an the and or but if then than so as of at by for from in into on onto to with within without about over ' +
    'under between is are was were be been being am do does did done has have had having will would shall should ' +
    'can could may might must it its this that these those there here he she they them his her their we us our you ' +
    'your i me my what which who whom whose when where why how many much not no yes please tell give show list say ' +
    'said according text document file passage article paragraph attached following above below all any some each ' +
    'per me more most very just also only such both out up down off s t d ll re ve m answer question find explain ' +
    'describe know does let get got make one'
  ).split(' '),
)

/** What asks or joins in Chinese, and says nothing of what is asked about: words are looked for between. */
const HAN_JOINTS =
  /什么时候|有?多[高长大远重深宽快久]|什么样|什么|时候|多少|哪里|哪儿|哪一[年天个]|[哪那这][年个些位里段篇份]|怎么样|怎么|如何|为什么|请问|请根据|根据|以下|以上|下文|上文|文字|文本|文档|文件|段落|告诉我|一下|我们|你们|他们|它们|可以|能否|是否|是不是|有没有|主要|内容|回答|问题|材料|[的了是在和与及或吗呢吧啊请我你他她它这那之为于被把就都也很几哪谁何]/

/** Words that stand for each other in questions and their answers. */
const SYNONYM_GROUPS = [
  'found establish create start begin launch set incorporate 成立 创立 创办 创建 建立 建于 始建 设立',
  'cost price fee charge expense rate 价格 费用 售价 票价 价钱 单价 收费 多少钱',
  'employee staff worker personnel workforce headcount employ 员工 职工 雇员 人数',
  'revenue sale turnover income 收入 营收 销售额 营业额',
  'profit earning 利润 盈利 净利',
  'quantity unit qty volume sold piece 数量 销量 件数',
  'age old young 年龄 岁',
  'boss ceo chief head lead leader director manager president chair run 负责人 总裁 总经理 首席 主管 经理 董事长',
  'author write writer written wrote 作者 撰写 编写 著',
  'locate location place situated headquarter base address site 位于 地点 地址 总部 坐落',
  'buy purchase acquire acquisition bought 收购 购买 采购',
  'big large size area 面积 规模 大小',
  'tall height high 高度 身高 海拔',
  'long length 长度 全长',
  'deadline due end expire expiry 截止 到期 期限',
  'born birth birthday 出生 生于',
  'die dead death died 去世 逝世',
  'open opening hour 开放 营业 开门 开馆',
  'problem issue error fault cause reason because 原因 因为 由于 问题',
  'guarantee warranty 保修 质保',
  'build built construct construction 建造 修建 建成',
  'people population inhabitant resident 人口 居民',
  'heavy weigh weight 重量',
  'fast speed quick 速度',
  'discover discovery find found invent invention 发现 发明',
  'member participant attendee attend 参加 出席 成员',
  'refund return reimburse 退款 退货',
  'city 城市',
  'country 国家',
  'region 地区 区域',
  'product 产品 商品',
  'customer client 客户 顾客',
  'category 类别 分类',
  'department dept 部门',
  'team 团队',
  'amount 金额',
  'status 状态',
  'channel 渠道',
  'travel trip journey 旅行 行程 出差',
  'increase grow growth rise grew 增长 增加 上升 同比',
  'decrease fall drop decline fell 下降 减少 下滑',
]

const WORD =
  /[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}])+(?:['’](?:(?![\u3400-\u9fff])\p{L})+)?/gu
const IS_HAN = /^[\u3400-\u9fff]/

const IS_PLAIN = /^[a-z]{4,}$/
/** Texts say the same words over and over. */
const STEMS = new Map<string, string>()
const MOST_STEMS = 20_000

/** A word without its ending, so that forms of one word meet. */
export function stemOf(word: string): string {
  const known = STEMS.get(word)
  if (known !== undefined) return known
  const stem = newStem(word)
  if (STEMS.size < MOST_STEMS) STEMS.set(word, stem)
  return stem
}

function newStem(word: string): string {
  let stem = word.toLowerCase().replace(/['’].*$/, '')
  if (!IS_PLAIN.test(stem)) return stem
  if (stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`
  else if (/(?:ss|x|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (/[^su]s$/.test(stem)) stem = stem.slice(0, -1)
  const bare = stem.replace(/(?:ing|edly|ed|ly|ment)$/, '')
  if (bare !== stem && bare.length >= 3 && /[aeiouy]/.test(bare)) stem = bare
  stem = stem.replace(/([bdfgmnprt])\1$/, '$1')
  return stem.length > 3 ? stem.replace(/e$/, '') : stem
}

/** The terms of a text with repeats: stems of words, pairs of Chinese characters; no stop words. */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const [word] of text.matchAll(WORD)) {
    if (IS_HAN.test(word)) pushHan(word, terms)
    else if (!STOP_WORDS.has(word.toLowerCase())) terms.push(stemOf(word))
  }
  return terms
}

function pushHan(run: string, terms: string[]): void {
  for (const word of run.split(HAN_JOINTS)) {
    if (word.length === 1) terms.push(word)
    for (let at = 0; at + 1 < word.length; at++) terms.push(word.slice(at, at + 2))
  }
}

const SYNONYMS: ReadonlyMap<string, readonly string[]> = (() => {
  const map = new Map<string, string[]>()
  for (const group of SYNONYM_GROUPS) {
    const terms = group
      .split(' ')
      .flatMap((word) => (IS_HAN.test(word) ? pairsOf(word) : [stemOf(word)]))
    for (const term of terms) map.set(term, [...(map.get(term) ?? []), ...terms])
  }
  return map
})()

function pairsOf(word: string): string[] {
  return word.length < 2
    ? [word]
    : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
}

/** What a question looks for: each term with its weight, its synonyms with less. */
export function queryOf(question: string): Map<string, number> {
  const query = new Map<string, number>()
  const own = new Set(termsOf(question))
  for (const term of own) {
    query.set(term, 1)
    for (const other of SYNONYMS.get(term) ?? []) if (!query.has(other)) query.set(other, 0.4)
  }
  return query
}
