import { expect, it } from 'vitest'
import { fileIdsIn } from './file-uses'

it('The files that a request names are found wherever they stand in it, each once', () => {
  const source = { type: 'file', file_id: 'file_a' }
  const body = {
    messages: [
      {
        content: [
          { type: 'document', source },
          { type: 'image', source },
        ],
      },
      { content: [{ type: 'container_upload', file_id: 'file_b' }] },
    ],
  }
  expect(fileIdsIn(JSON.stringify(body))).toEqual(['file_a', 'file_b'])
  expect(fileIdsIn(JSON.stringify(body, null, 2))).toEqual(['file_a', 'file_b'])
})

it('What a text says about files names none', () => {
  const text = JSON.stringify({ text: JSON.stringify({ file_id: 'file_a' }) })
  expect(fileIdsIn(text)).toEqual([])
  expect(fileIdsIn('{"file_id":null,"file_ids":"file_a"}')).toEqual([])
})
