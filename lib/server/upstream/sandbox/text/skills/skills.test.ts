import { describe, expect, it } from 'vitest'
import { answerTo } from '../test-brief'

describe('what needs no model', () => {
  it.each([
    ['How many r in strawberry?', '**3**'],
    ["How many p's are in the word apple?", '**2**'],
    ['How many times does the letter z appear in "banana"?', '**0**'],
    ['strawberry 中有几个 r？', '**3 个**'],
    [
      'How often does the word "the" appear in this text?\n\nThe cat saw the other cat. Then the dog came by.',
      '**3**',
    ],
    ['How many words are in: "The quick brown fox jumps"?', '**5 words**'],
    ['统计字数：今天天气很好', '**6 个汉字'],
    ['Reverse the string "hello"', '`olleh`'],
    ['反转字符串 hello', '`olleh`'],
    ['Convert to uppercase: hello world', '`HELLO WORLD`'],
    ['Put "the old man" in title case', '`The Old Man`'],
    ['把 hello 转换成大写', '`HELLO`'],
    ['Sort these numbers: 10, 9, 2', '2, 9, 10'],
    ['Sort alphabetically: pear, apple, fig', 'apple, fig, pear'],
    ['把下列数字从大到小排序：3、8、1', '8, 3, 1'],
    ['Remove duplicates: a, b, a, c', 'a, b, c'],
    ['Sort these and remove duplicates: pear, fig, pear, apple', ':\n\napple, fig, pear\n'],
    ['去重并排序：3、1、3、2', '**去重后 3 项**，去掉了 1 个重复项，已排序（升序）：\n\n1, 2, 3\n'],
    [
      'Deduplicate, sort descending and count: 4, 9, 4, 1',
      '**3 unique entries**, 1 repeated one left out, sorted (descending):\n\n9, 4, 1\n',
    ],
    ['Sort the list, drop repeats:\n\npear\nfig\npear', ':\n\nfig, pear\n'],
    ['Take 30% of 90. Then subtract seven. What is the result?', '`30% × 90 - 7` = **20**'],
    ['What is the average of 3, 5 and 10?', '**Mean: 6**'],
    ['3、5、10的平均值是多少？', '**平均值: 6**'],
    ['What is the median of 7, 1, 9, 4?', '**Median: 5.5**'],
    [
      'Extract the emails from: bob@example.com, ann@test.org and bob@example.com',
      '**2 e-mail addresses**',
    ],
    ['How many days between 2024-01-01 and 2024-03-01?', '**60 days**'],
    ['2024年5月1日是星期几？', '**星期三**'],
    ['Is "racecar" a palindrome?', '**Yes**'],
    ['Count from 1 to 5', '1, 2, 3, 4, 5'],
    ['Is 91 a prime number?', '**No**, 91 is no prime number: 91 = 7 × 13.'],
    ['97 是质数吗？', '**是**'],
    ['Turn this into a table:\n\nName: Ana\nCity: Bonn', '| Name | Ana |'],
    ['把下面的内容转换成JSON：\n姓名：张三\n年龄：30', '"年龄": 30'],
    [
      'How many errors are in this log?\n\n10:00 ERROR a\n10:01 INFO b\n10:02 ERROR c',
      '**2** of 3 lines',
    ],
    ['多少行包含ERROR？\n\n10:00 ERROR a\n10:01 INFO b\n10:02 ERROR c', '3 行中有 **2** 行'],
    ['Reply with exactly: PONG', 'PONG'],
    ['Convert to JSON\n\na,b\nx,1\ny,2', '"a": "x",\n    "b": 1'],
    ['Convert to CSV\n\n| a | b |\n|---|---|\n| x | 1 |', '```csv\na,b\nx,1\n```'],
    [
      'Convert this CSV to a Markdown table:\n\na,b\nx,1\ny,2',
      '| a | b |\n| --- | ---: |\n| x | 1 |',
    ],
    ['Format this JSON: {"a":[1,2]}', '```json\n{\n  "a": ['],
    ['Is this valid JSON?\n```json\n{"a":}\n```', '**Not valid JSON**'],
    [
      'Which functions are in this code?\n```python\ndef area(x):\n    return x\n```',
      '| `area` | function | 1 |',
    ],
    [
      'What are the keywords?\n\nRobots help. Robots learn. A robot works in a hospital; the hospital is large.',
      '**Keywords**: Robots, hospital',
    ],
    ['Compare "the cat sat on the mat" and "the dog sat on the mat"', '~~cat~~'],
    ['What is 17 × 23?', '`17 × 23` = **391**'],
  ])('%j is answered with %j', (ask, answer) => {
    expect(answerTo(ask)).toContain(answer)
  })

  it('a text with commas is no list that could be put in order', () => {
    const text =
      'The shop opened in May, in the rain. Its order book, says Ann, is unique and full.'
    expect(answerTo(`Who has a unique order book?\n\n${text}`)).toMatch(
      /^\*\*Ann\*\*|^The material/,
    )
  })

  it.each([
    'Sort out my life',
    'Tell me about Count Dracula',
    'What is the average height of a person?',
    'Reverse engineering is fun',
    'How many people live in France?',
  ])('%j is none of it', (ask) => {
    expect(answerTo(ask)).toContain('there is none here')
  })
})
