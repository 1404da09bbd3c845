import { expect, test } from 'vitest'
import { freeKey, keyFrom, labelsFrom, pluralOf } from './names'

test.each([
  ['Trade Fair', 'trade_fair'],
  ['  Breite (cm) ', 'breite_cm'],
  ['Année', 'annee'],
])('the key of %s', (name, key) => expect(keyFrom(name)).toBe(key))

test('a name without Latin letters has a key too, and each its own', () => {
  expect(keyFrom('机器')).toMatch(/^n[a-z0-9]+$/)
  expect(keyFrom('机器')).not.toBe(keyFrom('车辆'))
  expect(keyFrom('机器')).toBe(keyFrom('机器'))
})
test('a key never begins with a digit', () => expect(keyFrom('3D model')).toMatch(/^n3d_model_/))
test('a key that is taken gets a number', () => {
  expect(freeKey('Size', [])).toBe('own_size')
  expect(freeKey('Size', ['own_size', 'own_size_2'])).toBe('own_size_3')
  expect(freeKey('North', ['north'], false)).toBe('north_2')
})
test.each([
  ['Machine', 'Machines'],
  ['Warranty', 'Warranties'],
  ['Day', 'Days'],
  ['Box', 'Boxes'],
  ['Branch', 'Branches'],
  ['设备', '设备'],
  ['', ''],
])('of %s there are many: %s', (one, many) => expect(pluralOf(one)).toBe(many))

test('an empty text is not sent, nor one that is the same in both languages', () => {
  expect(labelsFrom({ en: ' Size ', 'zh-CN': '尺寸' })).toEqual({ en: 'Size', 'zh-CN': '尺寸' })
  expect(labelsFrom({ en: 'Size', 'zh-CN': '' })).toEqual({ en: 'Size' })
  expect(labelsFrom({ en: 'Size', 'zh-CN': 'Size' })).toEqual({ en: 'Size' })
  expect(labelsFrom({ en: '', 'zh-CN': '尺寸' })).toEqual({ 'zh-CN': '尺寸' })
})
