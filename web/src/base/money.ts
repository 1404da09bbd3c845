import { language } from './words'

/** As the API writes it: a decimal string and an ISO 4217 code. */
export interface Money {
  amount: string
  currency: string
}

function format(money: Money, options: Intl.NumberFormatOptions): string {
  const number = Number(money.amount)
  try {
    return new Intl.NumberFormat(language(), {
      style: 'currency',
      currency: money.currency,
      // Compact notation would leave 7500 ungrouped beside 7,500.
      useGrouping: 'always',
      ...options,
    }).format(number)
  } catch {
    return `${money.amount} ${money.currency}` // a code Intl does not take
  }
}

/** Every digit that counts: €1,000 or €1,000.50. */
export const showMoney = (money: Money) => format(money, { trailingZeroDisplay: 'stripIfInteger' })

/** For a column, to three digits: €12.5K, €245K, €1.93M, €24.5万. */
export const showMoneyShort = (money: Money) =>
  format(money, { notation: 'compact', maximumSignificantDigits: 3 })
