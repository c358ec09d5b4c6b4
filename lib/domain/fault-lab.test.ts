import { expect, it } from 'vitest'
import {
  activeFaults,
  FAULT_NAMES,
  faultFields,
  firstDraft,
  readDraft,
  withEntry,
  withFault,
} from './fault-lab'
import { directiveText, parseDirectiveList } from './sandbox-directives'

it.each(FAULT_NAMES)(
  'The form for %s can be sent as it opens, and what it sends is read back',
  (name) => {
    const draft = firstDraft(name)
    const { values, wrong } = readDraft(faultFields(name, draft), draft)
    expect(wrong).toEqual([])
    const text = directiveText(name, values)
    expect(parseDirectiveList(text).problem).toBeNull()
    expect(activeFaults(text)).toEqual([{ name, values: expect.objectContaining({}) }])
  },
)

it('A form offers the codes of its status, and none where there are none', () => {
  const codes = (value: string) =>
    faultFields('error', { value }).find(({ name }) => name === 'code')
  expect(codes('429')).toMatchObject({ choices: expect.arrayContaining(['ramp_limit_exceeded']) })
  expect(codes('402')).not.toMatchObject({ choices: expect.arrayContaining(['file_expired']) })
  expect(codes('401')).toBeUndefined()
})

it('A code goes with the status that it comes with; what else was entered stays', () => {
  const draft = { value: '429', code: 'ramp_limit_exceeded', after: '7' }
  expect(withEntry('error', draft, 'value', '400')).toEqual({ value: '400', after: '7' })
  expect(withEntry('error', draft, 'after', '8')).toEqual({ ...draft, after: '8' })
})

it('Numbers that are not allowed are named, empty ones that need not be given are left out', () => {
  const draft = { value: '529', after: '', times: '0', percent: 'many', noretry: 'on' }
  const { values, wrong } = readDraft(faultFields('error', draft), draft)
  expect(values).toEqual({ value: '529', noretry: true })
  expect(wrong).toEqual(['times', 'percent'])
  expect(readDraft(faultFields('cut', {}), { after: ' ' }).wrong).toEqual(['after'])
})

it('A fault takes the place of one of its kind, and goes alone', () => {
  const one = withFault('', 'error', { value: [529], times: 2 })
  expect(one).toBe('error=529 times=2')
  const two = withFault(one, 'cut', { after: 20, inside: true })
  expect(two).toBe('error=529 times=2; cut after=20 inside')
  const changed = withFault(two, 'error', { value: [500] })
  expect(activeFaults(changed)).toEqual([
    { name: 'error', values: { value: [500] } },
    { name: 'cut', values: { after: 20, inside: true } },
  ])
  expect(withFault(changed, 'error', null)).toBe('cut after=20 inside')
})
