import { describe, expect, it } from 'vitest'
import { answerTo, documentOf } from '../test-brief'

const BEES = `# Bees and street lamps

Bees have lived beside people for thousands of years. Many villages keep a few hives behind the church. In the summer of 2021 a team from Graz put sensors into 40 hives along lit and unlit roads. They weighed every hive each night. The study found that hives beside street lamps gathered 18% less honey than hives beside dark roads. Beekeepers in the valley were glad to help.`
const TREES =
  '近年来，城市里的树木越来越受到关注。许多居民喜欢在树下散步。研究人员在三个城区测量了两年的气温。结果表明，树木覆盖率每增加10%，夏季气温平均下降1.2度。居民对此表示欢迎。'
const BRIDGE =
  '新桥项目于2022年3月启动，计划2025年6月完工。今年三月，桥墩全部浇筑。项目总投资八千五百万元，其中地方财政出资三千万元。桥面宽度为二十四米。'
const SHOP =
  '去年，老王在镇上开了一家面包店。由于面粉涨价，第二季度的成本上升了20%。今年三月，面包店关闭了夜间营业。因为夜班员工不足，店主只能缩短时间。'
const FERRY =
  'The ferry Aurora did not sail on Monday. The harbour was full of visitors that day. Its engine had overheated because a cooling pump failed. The captain sent passengers home by bus.'
const POLICIES = [
  documentOf('Staff take 25 days of leave. Leave must be approved by a manager.', {
    title: 'Leave policy',
  }),
  documentOf('Contractors take 10 days of leave. Leave must be approved by the agency.', {
    title: 'Contractor handbook',
  }),
]
/** The answer itself, without the note on the sandbox. */
const said = (text: string) => text.split(/\n\n(?=[^\n]*(?:no language model|不是语言模型))/)[0]

describe('a summary in one sentence', () => {
  it('takes the finding, not the scene-setting beginning', () => {
    const text = said(answerTo(`What is the gist, in one sentence?\n\n${BEES}`))
    expect(text).toMatch(
      /in the sentences of the text: the one that says most\.\n\nThe study found/,
    )
    expect(text).not.toContain('thousands of years')
    const study =
      'We studied sleep in 200 students. Students with phones in the room slept 34 minutes less. It was fun.'
    expect(said(answerTo(`What is the main finding?\n\n${study}`))).toMatch(/\n\nStudents[^\n]*$/)
    expect(said(answerTo(`用一句话概括：\n\n${TREES}`))).toMatch(/\n\n结果表明[^\n]+。$/)
  })
})

describe('a question with one clear answer', () => {
  it.each([
    ['When did the team put sensors into hives?', /^\*\*2021\*\* — In the summer of 2021 [^\n]*$/],
    ['What did the study find?', /^The material says: The study found [^\n]*$/],
  ])('%j gets its sentence alone', (ask, answer) => {
    expect(said(answerTo(ask, { sources: [documentOf(BEES)] }))).toMatch(answer)
  })

  it('that the text does not answer gets one line on what the text is about', () => {
    const ask = 'How many honey jars did the museum sell in 1999?'
    const text = said(answerTo(ask, { sources: [documentOf(BEES)] })) ?? ''
    expect(text).toMatch(/^\*\*The material does not answer this\*\*/)
    expect(text.split('\n\n')).toHaveLength(2)
  })
})

describe('a question for a cause', () => {
  it.each([
    ['Why did the ferry not sail?', FERRY, 'because a cooling pump failed'],
    ['What caused the engine to overheat?', FERRY, 'because a cooling pump failed'],
    ['面包店为什么关闭夜间营业？', SHOP, '因为夜班员工不足'],
    ['成本为什么上升？', SHOP, '由于面粉涨价'],
    ['航班为何取消？', '周五的航班取消了。受台风影响，机场关闭了两条跑道。', '受台风影响'],
    [
      'Why were sales lower in May?',
      'Sales were lower in May. The main road was closed. As a result, fewer people came.',
      'The main road was closed.',
    ],
  ])('%j gets the sentence that says why', (ask, text, cause) => {
    const answer = said(answerTo(`${ask}\n\n${text}`))
    expect(answer).toContain(cause)
    expect(answer).not.toContain('visitors that day')
  })
})

describe('a question for an amount', () => {
  it.each([
    ['新桥项目总投资是多少？', '八千五百万元'],
    ['地方财政出了多少钱？', '三千万元'],
    ['桥面有多宽？', '二十四米'],
  ])('%j gets an amount first, and no date: %j', (ask, amount) => {
    expect(answerTo(`${ask}\n\n${BRIDGE}`).startsWith(`**${amount}**`)).toBe(true)
    const history = [{ role: 'user' as const, text: `总结一下：\n\n${BRIDGE}` }]
    expect(answerTo(ask, { turn: 2, history }).startsWith(`**${amount}**`)).toBe(true)
  })

  it('knows decimals in Chinese numerals, and a month from a span', () => {
    const text = '今年三月公布的年报显示，研发投入一点二亿元，比去年增长8%。'
    expect(answerTo(`研发投入是多少？\n\n${text}`)).toMatch(/^\*\*一点二亿元\*\*/)
    expect(answerTo(`年报什么时候公布？\n\n${text}`)).toMatch(/^\*\*三月\*\*/)
  })

  it('that counts gets no sum of money', () => {
    const text = 'It cost $4 million. In all 300 guests paid the $5 fee.'
    expect(answerTo(`How many guests paid the fee?\n\n${text} It rained.`)).toMatch(
      /^\*\*300 guests/,
    )
  })
})

describe('a question about one of several texts', () => {
  it('is answered from the one whose words it has, and from no other', () => {
    const text = said(
      answerTo('According to the leave policy, who approves leave?', { sources: POLICIES }),
    )
    expect(text).toContain('by a manager. (Leave policy)')
    expect(text).not.toContain('agency')
    expect(answerTo('How many days do contractors get?', { sources: POLICIES })).toMatch(
      /^\*\*10 days\*\*/,
    )
  })

  it('is answered from all where it asks for both', () => {
    const text = answerTo('Who approves leave in both documents?', { sources: POLICIES })
    expect(text).toContain('a manager')
    expect(text).toContain('the agency')
  })
})

describe('a question that one answer leaves open', () => {
  it('gets the sentence of its other half too', () => {
    const text = 'The bridge opened in 1932. It was designed by Lena Holt. Ships pass below.'
    const answer = said(answerTo(`When did it open and who designed it?\n\n${text}`))
    expect(answer).toContain('1932')
    expect(answer).toContain('Lena Holt')
  })
})

describe('a question for a place', () => {
  it.each([
    ['The concert takes place in Hamburg at the Blue Hall on 3 May.', 'Blue Hall'],
    ['The concert is held in Room 12 of the town hall in Leeds.', 'Room 12'],
    ['The concert is in the old market in Leeds.', 'old market'],
  ])('%j gets the venue before the town', (text, venue) => {
    expect(answerTo(`Where is the concert?\n\n${text} Doors open at 7 pm.`)).toMatch(
      new RegExp(`^\\*\\*${venue}\\*\\*`),
    )
  })
})
