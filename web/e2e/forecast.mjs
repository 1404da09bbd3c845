// Opportunities by the month they close in, in a real browser: dragged, by keys and by the menu; days stay days.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/forecast.mjs
import {
  axe,
  axeInBothThemes,
  check,
  expect,
  finish,
  openPage,
  signIn,
  VIGIL_URL,
} from './browser.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, writesOf } from './parts/server.mjs'
import { checkBoardOnPhones } from './parts/touch.mjs'

const page = await openPage()
const toast = (text) => says(page, text)
const column = (key) => page.locator(`[data-column="${key}"]`)
const cardIn = (key, id) => column(key).locator(`[data-card="${id}"]`)
const head = async (key) => (await column(key).locator('header').innerText()).replaceAll('\n', ' ')
const countIn = async (key) =>
  Number((await column(key).locator('h2 + span').innerText()).replaceAll(',', ''))
const closes = async (id) => (await ask(page, `/opportunities/${id}`)).close_date
const undone = async () => {
  await page.keyboard.press('Control+z')
  await toast('Taken back')
}

await signIn(page)
await page.waitForSelector('nav a[href="/e/opportunities"]')
const me = await ask(page, '/me')
const todayIn = (timeZone) =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(me.now))
const today = todayIn(me.time_zone ?? me.company.time_zone)
const utc = (day) => new Date(`${day}T00:00:00Z`)
const iso = (date) => date.toISOString().slice(0, 10)
/** The months from this one on: "2026-11". */
const month = (ahead) => {
  const date = utc(`${today.slice(0, 7)}-01`)
  date.setUTCMonth(date.getUTCMonth() + ahead)
  return iso(date).slice(0, 7)
}
const endOf = (month) => {
  const date = utc(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + 1)
  return iso(new Date(date.getTime() - 86_400_000))
}
const nameOf = (month, language = 'en-GB') =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    utc(`${month}-01`),
  )
const make = async (name, close_date, amount = '1000.00') =>
  (
    await ask(page, '/opportunities', 'POST', {
      name,
      close_date,
      owner: me.id,
      amount: { amount, currency: 'EUR' },
    })
  ).id
const [second, third] = [month(1), month(2)]
const ids = {
  overdue: await make('Was to close', iso(new Date(utc(today).getTime() - 40 * 86_400_000))),
  second: await make('Closes on the last', endOf(second), '5000.00'),
  tenth: await make('Closes on the tenth', `${second}-10`, '250.50'),
  none: await make('Has no date', null),
  later: await make('Closes next year', `${month(7)}-05`),
}

await check(
  'V shows the months of the plan, what is overdue, later and without a date',
  async () => {
    await page.goto(`${VIGIL_URL}/e/opportunities/board`)
    await page.locator('[data-card] a').first().waitFor()
    await page.keyboard.press('v')
    await page.waitForURL(/\/e\/opportunities\/forecast/)
    await cardIn(second, ids.second).waitFor()
    const [tenth, later] = [cardIn(second, ids.tenth), cardIn('later', ids.later)]
    const year = (month) => month.slice(0, 4)
    expect(!(await tenth.innerText()).includes(year(second)), 'a card says the year of its month')
    if (year(month(7)) !== year(today))
      expect((await later.innerText()).includes(year(month(7))), 'a later card says no year')
    const heads = await page.locator('[data-column] h2').allInnerTexts()
    const months = [0, 1, 2, 3].map((ahead) => nameOf(month(ahead)))
    const wanted = ['Overdue', ...months, 'Later', 'No date'].join()
    expect(heads.join() === wanted, heads.join())
    for (const [key, id] of Object.entries({
      overdue: ids.overdue,
      later: ids.later,
      none: ids.none,
    }))
      await cardIn(key, id).waitFor()
  },
)
await check('a month says how many, what they come to, and weighed', async () => {
  const filter = encodeURIComponent(
    `stage not in (won, lost) and close_date >= ${second}-01 and close_date <= ${endOf(second)}`,
  )
  const { count } = await ask(page, `/opportunities?filter=${filter}&count=true`)
  expect((await countIn(second)) === count, `${await countIn(second)} of ${count}`)
  expect(/5\.3k|5,250|5\.25k/i.test(await head(second)), await head(second))
  expect(/weighted/.test(await head(second)), await head(second))
})
await check('its cards say in which stage they are', async () => {
  await cardIn(second, ids.second).getByText('Qualified', { exact: true }).waitFor()
})
await check('one drag (budget 1) to another month, one request: the day stays', async () => {
  const sent = await writesOf(page, async () => {
    await cardIn(second, ids.tenth).dragTo(column(third))
    await toast('Closes on the tenth: closes 10')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await cardIn(third, ids.tenth).waitFor()
  expect((await closes(ids.tenth)) === `${third}-10`, await closes(ids.tenth))
  await undone()
  await cardIn(second, ids.tenth).waitFor()
  expect((await closes(ids.tenth)) === `${second}-10`, 'undo left another day')
})
await check('the last of a month stays within a shorter one', async () => {
  const end = `${month(2)}-31`
  const long = endOf(month(2)) === end ? month(2) : month(1)
  await ask(page, `/opportunities/${ids.second}`, 'PATCH', { close_date: endOf(long) })
  await cardIn(long, ids.second).waitFor()
  const into = month(3)
  await cardIn(long, ids.second).dragTo(column(into))
  await toast('Closes on the last: closes')
  const day = Math.min(Number(endOf(long).slice(8)), Number(endOf(into).slice(8)))
  await becomes(() => closes(ids.second), `${into}-${day}`, 'the day')
  await undone()
})
await check(
  'what is overdue goes into what is left of this month, and stays in that column',
  async () => {
    const thisMonth = month(0)
    await cardIn('overdue', ids.overdue).dragTo(column(thisMonth))
    await toast('Was to close: closes')
    await cardIn(thisMonth, ids.overdue).waitFor()
    const day = await closes(ids.overdue)
    expect(day >= today && day <= endOf(thisMonth), `${day}, today is ${today}`)
    await undone()
    await cardIn('overdue', ids.overdue).waitFor()
  },
)
await check('J, M and a digit move a card by one request; the focus goes on', async () => {
  await cardIn(second, ids.tenth).locator('a').first().focus()
  await page.keyboard.press('m')
  await page.waitForSelector('[data-modal]')
  await axe(page, 'where to')
  const sent = await writesOf(page, async () => {
    await page.keyboard.press('2')
    await toast('Closes on the tenth: closes 10')
  })
  expect(sent.length === 1, `${sent.length} requests: ${sent}`)
  await cardIn(third, ids.tenth).waitFor()
  await undone()
})
await check(
  'without a date it closes on the last of the month; the menu takes the date away',
  async () => {
    await cardIn('none', ids.none).dragTo(column(third))
    await toast('Has no date: closes')
    expect((await closes(ids.none)) === endOf(third), await closes(ids.none))
    await cardIn(third, ids.none)
      .getByRole('button', { name: /^Move .+ to …$/ })
      .click()
    await page.locator('[data-modal]').getByRole('button', { name: 'No date' }).click()
    await toast('Has no date: no close date')
    await cardIn('none', ids.none).waitFor()
    expect((await closes(ids.none)) === null, await closes(ids.none))
  },
)
await check('dropped on later it asks for the month', async () => {
  await cardIn(second, ids.tenth).dragTo(column('later'))
  const sixth = nameOf(month(6))
  await page.locator('[data-modal]').getByRole('button', { name: sixth }).click()
  await toast('Closes on the tenth: closes 10')
  await cardIn('later', ids.tenth).waitFor()
  expect((await closes(ids.tenth)) === `${month(6)}-10`, await closes(ids.tenth))
  await undone()
  await cardIn(second, ids.tenth).waitFor()
})
await check('what another one has just changed is told, and the card goes back', async () => {
  const url = `**/api/v1/opportunities/${ids.tenth}`
  await page.route(url, async (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    await ask(page, `/opportunities/${ids.tenth}`, 'PATCH', {
      amount: { amount: '300.00', currency: 'EUR' },
    })
    await route.continue()
  })
  await cardIn(second, ids.tenth).dragTo(column(third))
  await toast('changed')
  await cardIn(second, ids.tenth).waitFor()
  await page.unroute(url)
  expect((await closes(ids.tenth)) === `${second}-10`, 'the other change was overwritten')
})
await check('what the server refuses goes back and says why', async () => {
  const url = `**/api/v1/opportunities/${ids.tenth}`
  await page.route(url, (route) =>
    route.request().method() !== 'PATCH'
      ? route.fallback()
      : route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            code: 'fields_refused',
            detail: 'Not in that month.',
            errors: [],
          }),
        }),
  )
  await cardIn(second, ids.tenth).dragTo(column(third))
  await toast('Not in that month.')
  await cardIn(second, ids.tenth).waitFor()
  await page.unroute(url)
})
await check('no zone moves a day: neither the first nor the last of the world', async () => {
  for (const time_zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    await ask(page, '/me', 'PATCH', { time_zone })
    await page.reload()
    await cardIn(second, ids.tenth).dragTo(column(third))
    await toast('Closes on the tenth: closes 10')
    expect((await closes(ids.tenth)) === `${third}-10`, `${time_zone}: ${await closes(ids.tenth)}`)
    await undone()
    await cardIn(second, ids.tenth).waitFor()
  }
  await ask(page, '/me', 'PATCH', { time_zone: null })
  await page.reload()
  await cardIn(second, ids.tenth).waitFor()
})
await check('accessible in both themes and languages', async () => {
  await axeInBothThemes(page, 'the months')
  const chinese = await openPage({
    language: 'zh-CN',
    storageState: await page.context().storageState(),
  })
  await chinese.goto(`${VIGIL_URL}/e/opportunities/forecast`)
  await chinese.locator(`[data-card="${ids.tenth}"]`).waitFor()
  await chinese.locator('[data-column] h2', { hasText: '无日期' }).waitFor()
  await axeInBothThemes(chinese, 'the months in Chinese')
  await chinese.context().close()
})
await checkBoardOnPhones(page, '/e/opportunities/forecast', 'months', (_, language) => ({
  card: ids.tenth,
  title: 'Closes on the tenth',
  from: second,
  into: third,
  to: nameOf(third, language),
  stays: async () => (await closes(ids.tenth)) === `${second}-10`,
}))
await check(
  'of many cards only those in sight stand in the page, and all are added up',
  async () => {
    const many = Array.from({ length: 130 }, (_, n) => make(`Many ${n}`, `${month(3)}-05`, '10.00'))
    await Promise.all(many)
    await page.reload()
    await becomes(
      () => countIn(month(3)),
      (n) => n >= 130,
      'the month',
    )
    const drawn = await column(month(3)).locator('[data-card]').count()
    expect(drawn > 3 && drawn < 30, `${drawn} cards are drawn`)
    const filter = encodeURIComponent(
      `stage not in (won, lost) and close_date >= ${month(3)}-01 and close_date <= ${endOf(month(3))}`,
    )
    const { total } = await ask(page, `/metrics/open_pipeline?filter=${filter}`)
    const [{ amount }] = total.sums
    await column(month(3))
      .locator(`header [title*="${Number(amount).toLocaleString('en')}"]`)
      .first()
      .waitFor()
  },
)
await check('the view is remembered; T shows the table', async () => {
  await page.goto(`${VIGIL_URL}/e/opportunities`)
  await page.waitForURL(/\/forecast/)
  await page.locator('[data-card] a').first().waitFor()
  await page.keyboard.press('t')
  await page.getByRole('table').waitFor()
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()
