import 'server-only'

/** Words by which a text is known for one of a set of classes, in two languages. */

const POSITIVE =
  'love loved great excellent amazing awesome good fantastic wonderful perfect happy pleased satisfied recommend best delicious helpful friendly fast easy impressive enjoyed beautiful thank thanks brilliant superb outstanding'
const NEGATIVE =
  'hate hated terrible awful bad worst horrible poor disappointed disappointing broken slow rude useless waste never refund angry unhappy annoying frustrating frustrated difficult dirty late wrong fail failed crash crashes problem complaint defective cold unacceptable'
const POSITIVE_ZH =
  '喜欢|很好|好用|不错|满意|棒|优秀|推荐|开心|高兴|感谢|完美|漂亮|方便|好吃|赞|爱|值得|快乐|超好|舒服|贴心'
const NEGATIVE_ZH =
  '不喜欢|不好|差|糟|失望|讨厌|坏|慢|垃圾|生气|不满|难用|退货|退款|问题|投诉|难吃|后悔|不推荐|浪费|态度恶劣|恶劣|太贵|不值|破损|冷漠'

/** How a text feels: above 0 well, below 0 ill; null where it does not say. */
export function feelingOf(text: string): number | null {
  const lower = text.toLowerCase()
  const words = lower.match(/[a-z']+/g) ?? []
  const [good, bad] = [new Set(POSITIVE.split(' ')), new Set(NEGATIVE.split(' '))]
  let score = 0
  let said = 0
  for (const [at, word] of words.entries()) {
    const sign = good.has(word) ? 1 : bad.has(word) ? -1 : 0
    if (sign === 0) continue
    const isTurned = words
      .slice(Math.max(0, at - 3), at)
      .some((before) => /^(?:not|no|never|don't|didn't|isn't|wasn't|doesn't|hardly)$/.test(before))
    score += isTurned ? -sign : sign
    said++
  }
  const bare = text.replace(new RegExp(NEGATIVE_ZH, 'g'), () => {
    score--
    said++
    return ''
  })
  for (const { index } of bare.matchAll(new RegExp(POSITIVE_ZH, 'g'))) {
    score += /[不没]/.test(bare.slice(Math.max(0, index - 2), index)) ? -1 : 1
    said++
  }
  return said === 0 ? null : score
}

/** What classes of messages are mostly called, and what such messages hold. */
export const TOPICS: readonly (readonly [name: RegExp, words: RegExp])[] = [
  [
    /bill|payment|invoice|refund|账单|付款|支付|退款/i,
    /\b(?:charged?|billed|billing|invoice|payment|refund|credit card|subscription fee|double[- ]charged|overcharged|price)\b|扣款|扣费|付款|账单|退款|发票|收费/gi,
  ],
  [
    /tech|bug|error|incident|技术|故障/i,
    /\b(?:error|crash(?:es|ed|ing)?|bug|broken|not working|doesn't work|won't (?:load|start|open)|fails?|failed|freez\w+|exception|timeout|install)\b|报错|崩溃|打不开|无法|闪退|故障|卡顿|错误/gi,
  ],
  [
    /account|access|login|账户|账号/i,
    /\b(?:password|log ?in|sign ?in|locked out|account|username|two-factor|reset)\b|密码|登录|登陆|账号|账户|注册/gi,
  ],
  [
    /ship|deliver|logistic|物流|配送|快递/i,
    /\b(?:shipping|shipped|shipment|deliver(?:y|ed)|package|parcel|arrived?|tracking|courier)\b|快递|物流|发货|配送|包裹|送达/gi,
  ],
  [
    /feature|suggest|idea|improve|功能|建议/i,
    /\b(?:feature|would be (?:great|nice)|wish|suggestion|could you add|please add|support for|dark mode)\b|建议|希望能|能不能增加|功能|加上/gi,
  ],
  [
    /complain|投诉/i,
    /\b(?:complain\w*|unacceptable|terrible|disappointed|rude|awful)\b|投诉|太差|不满|失望/gi,
  ],
  [
    /spam|scam|phish|垃圾/i,
    /\b(?:winner|won|prize|claim|free|click here|congratulations|urgent offer|lottery|act now|limited time)\b|中奖|免费领取|点击链接|恭喜/gi,
  ],
  [
    /question|inquir|enquir|info|咨询|问题/i,
    /\?|？|\b(?:how (?:do|can)|what is|when (?:do|does|is)|where|could you tell|wondering)\b|请问|怎么|如何|什么时候/gi,
  ],
  [
    /return|exchange|退货|换货/i,
    /\b(?:return(?:ed|ing)?|exchange|send (?:it )?back)\b|退货|换货/gi,
  ],
  [/cancel|取消/i, /\bcancel\w*\b|取消/gi],
  [
    /tech|sci|科技/i,
    /\b(?:software|computer|AI|chip|smartphone|app|internet|robot|processor|startup)\b|芯片|人工智能|软件|手机|互联网|科技/gi,
  ],
  [
    /sport|体育/i,
    /\b(?:match|game|team|goal|league|player|coach|champion\w*|tournament|scored)\b|比赛|球队|球员|冠军|进球|联赛/gi,
  ],
  [
    /financ|business|econom|market|财经|金融|经济/i,
    /\b(?:market|stock|shares|revenue|profit|bank|inflation|economy|earnings|investors?)\b|股市|股票|营收|利润|银行|经济|通胀/gi,
  ],
  [
    /politic|government|政治/i,
    /\b(?:election|president|parliament|minister|government|senate|vote|policy)\b|选举|总统|政府|议会|政策/gi,
  ],
  [
    /health|medic|健康|医/i,
    /\b(?:doctor|hospital|patient|vaccine|disease|health|treatment|symptoms?)\b|医院|医生|患者|疫苗|疾病|健康/gi,
  ],
  [
    /travel|旅/i,
    /\b(?:flight|hotel|trip|travel|vacation|airport|tour)\b|航班|酒店|旅行|旅游|机场/gi,
  ],
  [
    /food|restaurant|餐|美食/i,
    /\b(?:food|meal|dish|restaurant|delicious|menu|dinner|lunch)\b|菜|餐|好吃|味道|美食/gi,
  ],
  [
    /entertain|movie|music|娱乐/i,
    /\b(?:movie|film|actor|song|album|concert|tv)\b|电影|演员|歌曲|演唱会|电视/gi,
  ],
  [
    /high|urgent|critical|p1|紧急|高/i,
    /\b(?:urgent(?:ly)?|asap|immediately|critical|emergency|outage|down|right away|all users|production)\b|紧急|尽快|立即|马上|严重|全部用户|宕机/gi,
  ],
  [
    /^low|minor|p4|低/i,
    /\b(?:minor|whenever|no rush|low priority|cosmetic|nice to have|typo)\b|不急|有空|小问题|方便的时候/gi,
  ],
]
