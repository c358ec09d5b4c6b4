import { item, makeDocx, makeXlsx, paragraph } from '@/lib/server/files/inspect/made/made-office'

const files = {
  docx: makeDocx(paragraph('A letter', 1) + item('first', 1)),
  xlsx: makeXlsx({ Sales: [['Item'], ['Tea']], Costs: [['Place'], ['# Sales'], ['Rent']] }),
}
const texts = Object.entries(files).map(([kind, bytes]) => [kind, bytes.toString('base64')])
process.stdout.write(JSON.stringify(Object.fromEntries(texts)))
