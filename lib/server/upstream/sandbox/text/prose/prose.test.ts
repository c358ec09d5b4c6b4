import { describe, expect, it } from 'vitest'
import { answerTo, documentOf } from '../test-brief'

const ACME = `Acme Robotics was founded in 1998 by Jane Doe in Berlin. The company builds small robots for hospitals. In 2023 it employed 340 people and had revenue of $45.2 million, an increase of 12% over the year before. Its chief executive is Mark Stone, who took over from Jane Doe in 2015. The headquarters moved to Munich in 2019. Customers include 120 hospitals in 14 countries. The company plans to open a factory in Spain by March 2026.`
const HUAGUANG =
  '华光科技成立于2005年，总部位于杭州，创始人是李明。公司主要生产工业传感器，现有员工1,200名。2023年营业收入达到8.6亿元，同比增长15.3%。公司在2021年收购了德国企业Sensorik，收购价格为3500万欧元。现任总经理王芳于2018年上任。公司计划在2026年5月在成都建成第二座工厂。'
const first = (text: string) => text.split('\n')[0]
const bulletsIn = (text: string) => text.match(/^- /gm)?.length ?? 0

describe('a question about a text', () => {
  it.each([
    ['When was Acme founded?', '1998'],
    ['Who founded Acme?', 'Jane Doe'],
    ['Who is the CEO?', 'Mark Stone'],
    ['How many people did it employ in 2023?', '340 people'],
    ['What was the revenue?', '$45.2 million'],
    ['By how much did revenue increase?', '12%'],
    ['Where is the headquarters?', 'Munich'],
    ['How many hospitals are customers?', '120 hospitals'],
    ['When will the Spanish factory open?', 'March 2026'],
  ])('%j gets %j first, then the sentence that says so', (question, answer) => {
    const text = answerTo(question, { sources: [documentOf(ACME)] })
    expect(first(text)?.startsWith(`**${answer}** — `)).toBe(true)
    expect(first(text)?.split(answer).length).toBeGreaterThan(2)
  })

  it('Two questions in one sentence are answered though no sentence meets both', () => {
    const mill =
      'The mill in Arle opened in 1871. In 1931 a fire destroyed its west wing. Since 1984 it has been a museum with 40,000 visitors a year.'
    const text = answerTo('When did the museum open and how many people visit?', {
      sources: [documentOf(mill)],
    })
    expect(text).toContain('40,000 visitors')
    expect(text).not.toContain('does not answer')
  })

  it.each([
    ['华光科技是哪一年成立的？', '2005年'],
    ['总部在哪里？', '杭州'],
    ['创始人是谁？', '李明'],
    ['谁是总经理？', '王芳'],
    ['公司有多少员工？', '1,200名'],
    ['2023年的营业收入是多少？', '8.6亿元'],
    ['收购Sensorik花了多少钱？', '3500万欧元'],
    ['第二座工厂什么时候建成？', '2026年5月'],
  ])('%j gets %j first', (question, answer) => {
    expect(first(answerTo(`${question}\n\n${HUAGUANG}`))?.startsWith(`**${answer}**`)).toBe(true)
  })

  it.each([
    ['Who is the landlord?', 'Maria Fernandez'],
    ['Who is the tenant?', 'Tom Becker'],
    ['When does the lease end?', '31 January 2027'],
    ['Where do they meet?', 'Room 3'],
    ['How tall is the tower?', '100 metres'],
    ['会议在哪里举行？', '三楼会议室'],
    ['桥有多长？', '1670米'],
  ])('%j gets the one of several that it means: %j', (question, answer) => {
    const text = `The lease is made between Maria Fernandez (Landlord) and Tom Becker (Tenant).

The lease begins on 1 February 2025 and ends on 31 January 2027.
Place of the meeting: Room 3
In 1920 the tower stood 100 metres tall and had 12 floors.

会议纪要
地点：三楼会议室
这座桥于1957年建成，全长1670米。`
    expect(first(answerTo(question, { sources: [documentOf(text)] }))).toContain(`**${answer}**`)
  })

  it('that the text does not answer is told so, and what the text is about', () => {
    const text = answerTo('What is the capital of France?', { sources: [documentOf(ACME)] })
    expect(text).toContain('The material does not answer this')
    expect(text).toContain('Acme Robotics was founded')
    expect(answerTo('火星上有水吗？', { sources: [documentOf(HUAGUANG)] })).toContain(
      '材料中没有回答',
    )
  })

  it('without a word in common may mean the one sentence with such a thing, said with care', () => {
    const sources = [documentOf('Moby-Dick is a novel by Herman Melville. It is about a whale.')]
    expect(answerTo('Who wrote it?', { sources })).toMatch(
      /^The material does not say this plainly.*Melville/,
    )
  })

  it('for a number of an order takes the code', () => {
    const text = 'Your order A-20931 left on 3 May and comes in three days.'
    expect(answerTo('What is the order number?', { sources: [documentOf(text)] })).toMatch(
      /^\*\*A-20931\*\*/,
    )
  })

  it('gets no single answer where a sentence has two that fit', () => {
    const text = answerTo('How many apples are there?', {
      sources: [documentOf('There are 3 apples here and 2 apples there.')],
    })
    expect(text).toMatch(/^The material says: There are 3 apples/)
  })

  it('about a PDF names the page', () => {
    const pieces = ['A first page on working hours.', 'Sick leave must be reported at once.']
    const pdf = documentOf('', { kind: 'pdf', pieces })
    expect(answerTo('On which page is sick leave?', { sources: [pdf] })).toMatch(/^\*\*page 2\*\*/)
  })

  it('about several texts names the one that answers', () => {
    const sources = [
      documentOf(ACME, { title: 'Acme' }),
      documentOf('Beta was founded in 2001.', { title: 'Beta Inc' }),
    ]
    expect(first(answerTo('When was Beta founded?', { sources }))).toMatch(
      /^\*\*2001\*\*.*\(Beta Inc\)$/,
    )
  })
})

describe('a summary', () => {
  it.each([
    ['Summarize this text in two sentences.', 0, 2],
    ['Summarize it as 3 bullet points', 3, 3],
    ['Give me the four key points', 4, 4],
    ['用三点概括', 3, 3],
  ])('%j has the length that was asked for', (ask, bullets, sentences) => {
    const [, body = ''] = answerTo(ask, { sources: [documentOf(ACME)] }).split('\n\n')
    expect(bulletsIn(body)).toBe(bullets)
    expect(ACME.split(/(?<=\.) /).filter((sentence) => body.includes(sentence))).toHaveLength(
      sentences,
    )
  })

  it('keeps the order of the text, begins with its opening and repeats nothing', () => {
    const twice = `${ACME} Acme Robotics was founded in 1998 by Jane Doe in Berlin.`
    const text = answerTo('Summarize', { sources: [documentOf(twice)] })
    const places = [...text.matchAll(/^- (.+)$/gm)].map((match) => twice.indexOf(match[1] ?? ''))
    expect(places.length).toBeGreaterThan(2)
    expect(places[0]).toBe(0)
    expect(new Set(places).size).toBe(places.length)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('of Chinese is one of its sentences where one is wanted', () => {
    const [, body = ''] = answerTo(`用一句话总结：${HUAGUANG}`).split('\n\n')
    expect(HUAGUANG).toContain(body)
    expect(body.match(/。/g)).toHaveLength(1)
  })

  it('fits into the words that were asked for', () => {
    const [, body = ''] = answerTo('Summarize in at most 25 words', {
      sources: [documentOf(ACME)],
    }).split('\n\n')
    expect(body.replaceAll('- ', '').split(/\s+/).length).toBeLessThanOrEqual(25)
  })

  it('says the same for the same seed and varies with another, its facts taken from the text', () => {
    const texts = [0, 1, 2, 3].map((seed) =>
      answerTo('Summarize', { seed, sources: [documentOf(ACME)] }),
    )
    expect(answerTo('Summarize', { seed: 2, sources: [documentOf(ACME)] })).toBe(texts[2])
    expect(new Set(texts).size).toBeGreaterThan(2)
    for (const text of texts) {
      for (const [, sentence = ''] of text.matchAll(/^- (.+)$/gm)) expect(ACME).toContain(sentence)
    }
  })
})

describe('figures', () => {
  it.each([
    [
      'List all amounts and dates in this text',
      ['1998', '2023', '$45.2 million', '2015', '2019', 'March 2026'],
    ],
    ['Extract all percentages', ['12%']],
  ])('%j gets a table of those', (ask, figures) => {
    const text = answerTo(ask, { sources: [documentOf(ACME)] })
    const rows = [...text.matchAll(/^\| ([^|]+) \|/gm)].map((match) => match[1]).slice(2)
    expect(rows).toEqual(figures)
  })

  it('are listed in Chinese, with the words around them', () => {
    const text = answerTo(`列出文中所有金额：\n\n${HUAGUANG}`)
    expect(text).toContain('| 8.6亿元 | 金额 | 2023年营业收入达到8.6亿元')
    expect(text).toContain('| 3500万欧元 |')
    expect(text).not.toContain('| 2005年 |')
  })

  it('that a text does not have are said to be none', () => {
    expect(
      answerTo('List all prices', { sources: [documentOf('A quiet text without any.')] }),
    ).toContain('There are none')
  })
})
