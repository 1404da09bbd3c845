import { expect, test } from 'vitest'
import { showMoney, showMoneyShort } from './money'
import { setLanguage } from './words'

test('four digits are grouped whichever way an amount is shown', async () => {
  await setLanguage('zh-CN')
  const money = { amount: '7500.00', currency: 'EUR' }
  expect(showMoney(money)).toBe('€7,500')
  expect(showMoneyShort(money)).toBe('€7,500')
  await setLanguage('en')
  expect(showMoneyShort(money)).toBe('€7.5K')
})
