// An assistant enters the day's calls of a rep who travels: they count as his, and say who entered them [A5, A6].
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_PASSWORD=… node e2e/assistant.mjs
import { axe, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { ask } from './parts/server.mjs'
import { wordsOf } from './parts/words.mjs'

async function callsOf(page, name) {
  const query = `by=owner&from=2000-01-01&to=2200-01-01`
  const { parts, included } = await ask(page, `/metrics/calls_logged?${query}`)
  return parts.find(({ owner }) => included[owner]?.title === name)?.count ?? 0
}

async function leadOf(page, lastName) {
  const filter = encodeURIComponent(`last_name = "${lastName}"`)
  return (await ask(page, `/leads?filter=${filter}`)).data[0].id
}

for (const [language, calls] of [
  ['en', ['Keller', 'Holm']],
  ['zh-CN', ['Baker', 'Bloom']],
]) {
  const text = wordsOf(language, 'base')
  const dayText = wordsOf(language, 'crm/day')
  const page = await openPage({ language })
  const bar = page.getByText(text('enter_for.now', { name: 'Ben Example' }))
  const logCall = async (lastName) => {
    await page.keyboard.press('l')
    await page.getByRole('combobox', { name: text('call.whom') }).waitFor()
    await page.keyboard.type(lastName)
    await page.locator('[role="option"][data-highlighted]', { hasText: lastName }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('[data-modal] fieldset, [data-modal] [role="group"]').first().waitFor()
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/log_call'))
    await page.keyboard.press('1')
    expect((await saved).ok(), `the call was answered ${(await saved).status()}`)
    await page.waitForFunction(() => !document.querySelector('[data-modal]'))
  }

  await signIn(page, { email: 'ana@example.com' })
  await page.waitForSelector('nav a[href="/e/leads"]')
  const before = {
    ben: await callsOf(page, 'Ben Example'),
    ana: await callsOf(page, 'Ana Example'),
  }

  await check(`${language}: the palette asks for whom, and the page keeps saying so`, async () => {
    await page.keyboard.press('Control+k')
    await page
      .locator('[data-modal] [role="combobox"]')
      .fill(text('enter_for.open').replace('…', ''))
    await page
      .locator('[role="option"][data-highlighted]', { hasText: text('enter_for.open') })
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: text('bulk.who') }).waitFor()
    await page.keyboard.type('ben')
    await page.locator('[role="option"][data-highlighted]', { hasText: 'Ben Example' }).waitFor()
    await axe(page, 'for whom')
    await page.keyboard.press('Enter')
    await bar.waitFor()
    await axe(page, 'entering for somebody')
    await page.reload()
    await bar.waitFor()
  })
  await check(
    `${language}: it is offered in the sidebar, too, and a call says whose it is`,
    async () => {
      await page
        .locator('aside')
        .getByRole('button', { name: text('enter_for.open') })
        .waitFor()
      await page.keyboard.press('l')
      await page.getByRole('combobox', { name: text('call.whom') }).waitFor()
      await page
        .locator('[data-modal]')
        .getByText(text('enter_for.counts', { name: 'Ben Example' }))
        .waitFor()
      await axe(page, 'whose call it is')
      await page.keyboard.press('Escape')
      await page.waitForSelector('[data-modal]', { state: 'detached' })
    },
  )
  await check(`${language}: My day is Ben's: his counters, promises and list`, async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    const title = dayText('day.of', { name: 'Ben Example' })
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const promises = page.locator('section[aria-labelledby="day-promise"] [data-thing]')
    await promises.first().waitFor()
    const filter = await page.locator('[data-counter]').first().getAttribute('href')
    const ben = (await ask(page, '/users?limit=200')).data.find((one) => one.name === 'Ben Example')
    expect(decodeURIComponent(filter).includes(ben.id), `a counter leads to ${filter}`)
    await axe(page, 'the day of another')
  })
  await check(`${language}: two calls, each by L, a name and a digit, count as Ben's`, async () => {
    for (const lastName of calls) await logCall(lastName)
    const ben = await callsOf(page, 'Ben Example')
    expect(ben === before.ben + 2, `${ben} calls of Ben, ${before.ben} before`)
    const ana = await callsOf(page, 'Ana Example')
    expect(ana === before.ana, `${ana} calls of Ana, ${before.ana} before`)
  })
  await check(`${language}: the record says who entered it for whom`, async () => {
    await page.goto(`${VIGIL_URL}/e/leads/${await leadOf(page, calls[0])}`)
    await page
      .getByText(text('timeline.for', { name: 'Ben Example' }))
      .first()
      .waitFor()
  })
  await check(`${language}: entered for oneself again it is one's own`, async () => {
    await page.getByRole('button', { name: text('enter_for.stop') }).click()
    await bar.waitFor({ state: 'detached' })
    await page.goto(VIGIL_URL)
    await page.waitForSelector('nav a[href="/e/leads"]')
    await logCall(calls[1])
    const ana = await callsOf(page, 'Ana Example')
    expect(ana === before.ana + 1, `${ana} calls of Ana, ${before.ana} before`)
  })
  await check(`${language}: no script error`, async () => {
    expect(page.complaints.length === 0, page.complaints.join('\n'))
  })
  await page.context().close()
}
await finish()
