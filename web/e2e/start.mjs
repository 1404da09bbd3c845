// An empty company is guided to its first exception, in English and in Chinese, on a laptop and on a phone. It needs
// a company of its own: one is made with `vigil init --test` and served by the same program.
//   VIGIL_BINARY=../build/dev/vigil VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/start.mjs
//   VIGIL_FRESH_URL=… is an empty company that is served already, with the administrator and password below.
import { axe, check, expect, finish, openPage, typeSignIn } from './browser.mjs'
import { freshCompany } from './parts/company.mjs'
import { fits } from './parts/fits.mjs'
import { says } from './parts/says.mjs'
import { ask, find, moveClock } from './parts/server.mjs'
import { languages, wordsOf } from './parts/words.mjs'

async function journey(language) {
  const [t, base, file, learning] = ['crm/start', 'base', 'crm/import', 'crm/learn'].map((room) =>
    wordsOf(language, room),
  )
  const named = (text) => `${language}: ${text}`
  const { url, admin, close } = await freshCompany()
  const page = await openPage({ language })
  const steps = page.getByRole('navigation', { name: t('steps') })
  const step = (key) => steps.getByRole('button', { name: t(key) })
  const isDone = (key) =>
    step(key)
      .filter({ hasText: t('done') })
      .waitFor()
  const heading = (key) =>
    page
      .locator('main')
      .getByRole('heading', { level: 2, name: t(key), exact: true })
      .waitFor()
  const field = (key) => page.getByLabel(t(key), { exact: true })
  const saveAndGoOn = () => page.getByRole('button', { name: t('save'), exact: true }).click()
  const exceptionsAreThere = () =>
    page.getByRole('heading', { level: 1, name: base('nav.exceptions') }).waitFor()

  await typeSignIn(page, admin.password, { email: admin.email, url })
  await check(
    named('instead of an empty page an administrator is shown how to begin'),
    async () => {
      await page.getByRole('heading', { level: 1, name: base('nav.start') }).waitFor()
      await steps.getByText(new RegExp(t('left_other', { n: '\\d' }))).waitFor()
      await heading('company')
    },
  )
  await check(named('the company: country, time zone, currency'), async () => {
    await field('company_name').fill('Brightwater')
    const proposed = async (country, zone, currency) => {
      await field('country').selectOption(country)
      const [isZone, isCurrency] = [
        await field('time_zone').inputValue(),
        await field('currency').inputValue(),
      ]
      expect(isZone === zone && isCurrency === currency, `${country}: ${isZone}, ${isCurrency}`)
    }
    await proposed('JP', 'Asia/Tokyo', 'JPY')
    await proposed('CN', 'Asia/Shanghai', 'CNY')
    const here = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
    await page
      .getByRole('button', { name: t('zone_of_browser', { zone: here.replaceAll('_', ' ') }) })
      .click()
    // What one has chosen himself stays.
    await proposed('DE', here, 'EUR')
    await field('time_zone').selectOption('Europe/Berlin')
    await saveAndGoOn()
    await isDone('company')
    const [calendar] = (await ask(page, '/calendars')).data
    expect(calendar.time_zone === 'Europe/Berlin', `the office is in ${calendar.time_zone}`)
    const me = await ask(page, '/me')
    expect(me.team.name === 'Brightwater', `the team is ${me.team.name}`)
    expect(me.locale === language, `written to in ${me.locale}`)
  })
  await check(named('working hours, and the holidays of the country'), async () => {
    await heading('calendar')
    const saturday = new Intl.DateTimeFormat(language, { weekday: 'short' }).format(
      new Date('2026-11-21T12:00:00Z'),
    )
    await field('from').fill('19:00')
    await saveAndGoOn()
    await page.getByText(t('hours_bad')).waitFor()
    expect(await field('from').evaluate((one) => one === document.activeElement), 'not led to it')
    await field('from').fill('08:30')
    await page.getByLabel(saturday).check()
    expect((await field('holidays_of').inputValue()) === 'DE', 'not the country’s')
    await page.getByText(new RegExp(t('holidays_known_other', { n: '\\d+' }))).waitFor()
    await saveAndGoOn()
    await isDone('calendar')
    await step('calendar').click()
    await heading('calendar')
    expect((await field('from').inputValue()) === '08:30', 'not kept')
    expect(await page.getByLabel(saturday).isChecked(), 'Saturday is lost')
    await step('people').click()
  })
  await check(named('a colleague in one row; a wrong address is told beside it'), async () => {
    await heading('people')
    await field('person_name').focus()
    await page.keyboard.type('Ben Okafor')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ben at example')
    await page.keyboard.press('Enter')
    await page.locator('[aria-invalid="true"]').waitFor()
    await field('email').fill('ben@example.com')
    await field('email').press('Enter')
    await says(page, t('invited', { name: 'Ben Okafor' }))
    const person = page.getByRole('list', { name: t('people_list') }).getByRole('listitem')
    const ben = person.filter({ hasText: 'ben@example.com' })
    const rep = await field('role').locator('option:checked').innerText()
    await ben.getByText(`${rep} · ${t('not_yet')}`).waitFor()
    await isDone('people')
    const { team, locale } = await find(page, 'users', 'email = "ben@example.com"')
    expect(locale === language, `written to in ${locale}`)
    const [only] = (await ask(page, '/teams')).data
    expect(team === only.id, `in ${team}, where ${only.id} is the only team`)
  })
  await check(named('who is invited sees by whom and as whom, and signs in'), async () => {
    await page.getByRole('button', { name: t('copy_link') }).click()
    const link = await page
      .getByRole('textbox', { name: base('handed.title', { name: 'Ben Okafor' }) })
      .inputValue()
    const ben = await openPage({ language })
    await ben.goto(link)
    const who = { name: 'Ben Okafor', company: 'Brightwater', email: 'ben@example.com' }
    await ben.getByText(base('reset.invited', who)).waitFor()
    await ben.getByLabel(base('reset.first')).fill(admin.password)
    await ben.getByRole('button', { name: base('reset.set') }).click()
    await ben.locator('nav a[href="/e/leads"]').first().waitFor() // nothing is to be typed again
    await ben.context().close()
  })
  await check(named('leads lead to the import, and the palette leads back'), async () => {
    await step('leads').click()
    await page.getByRole('link', { name: t('leads_import') }).click()
    await page.waitForURL(/\/import\?entity=lead/)
    await page.locator('textarea').fill('Company,Source\nMill,web\nQuarry,web\n')
    await page.keyboard.press('Control+Enter')
    await page.getByText('pasted.csv').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(file('ready_all', { rows: file.count('rows', 2) })).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(file('finished'), { exact: true }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(base('nav.start'))
    const found = page.locator('[role="option"][data-highlighted]', { hasText: base('nav.start') })
    await found.waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/start$/)
    await isDone('leads')
  })
  await check(
    named('from a home that is no longer empty a line leads back to the guide'),
    async () => {
      await page.goto(url)
      await exceptionsAreThere()
      const line = page.locator('[data-start-line]')
      await line.getByRole('link', { name: t('line_open') }).click()
      await page.waitForURL(/\/start$/)
      await isDone('leads')
    },
  )
  await check(named('the rules are sentences; one is put into shadow and back'), async () => {
    await step('rules').click()
    const [{ sentence }] = (await ask(page, '/guidelines?limit=200')).data.filter(
      ({ key }) => key === 'lead_unworked',
    )
    const said = (sentence[language] ?? sentence.en).split('{')[0]
    const rule = page.getByLabel(t('rule_state', { rule: said })).first()
    await rule.selectOption('shadow')
    await says(page, t('rule_saved', { state: t('state.shadow') }))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: base('undo.undo') }).click()
    await says(page, base('undo.done'))
    await page.waitForFunction(
      () => !document.querySelector('main select:has(option[value="shadow"]:checked)'),
    )
    expect((await rule.inputValue()) === 'on', await rule.inputValue())
  })
  await check(
    named('what is watched is told; two days later the first exception is there'),
    async () => {
      await step('exception').click()
      await page.getByText(t('exception_wait', { n: 2 })).waitFor()
      await moveClock({ days: 2 }, url)
      await page.waitForFunction(() => document.querySelector('[data-badge="2"]'), null, {
        timeout: 30_000,
      })
      // Two days without a click end a session.
      await typeSignIn(page, admin.password, { email: admin.email, url })
      await exceptionsAreThere()
      await page.goto(`${url}/start`)
      await isDone('exception')
      await steps.getByText(t('all_done')).waitFor()
    },
  )
  await check(
    named('what is done is no longer in the palette, and the exceptions are'),
    async () => {
      await page.goto(url)
      await exceptionsAreThere()
      await page.keyboard.press('Control+k')
      await page.keyboard.type(base('nav.start'))
      await page.getByText(base('find.none')).or(page.getByRole('option')).first().waitFor()
      const offered = page.getByRole('option', { name: base('nav.start'), exact: true })
      expect((await offered.count()) === 0, 'it is offered still')
      expect((await page.locator('[data-start-line]').count()) === 0, 'its line stands there still')
      await page.keyboard.press('Escape')
    },
  )
  await check(named('a newcomer learns by doing: what is done ticks itself off'), async () => {
    const learn = page.getByRole('region', { name: learning('title') })
    const count = learn.getByText(new RegExp(`^${learning('progress', { n: '(\\d)', all: 5 })}$`))
    const progress = async () => Number((await count.innerText()).match(/\d/)[0])
    await learn.getByRole('button', { name: learning('title') }).click()
    await learn.getByText(learning('exception')).waitFor()
    const before = await progress()
    await page.locator('[data-row]').first().click()
    await page.keyboard.press('x')
    await page.keyboard.press('1')
    const cleared = learn.getByRole('listitem').filter({ hasText: learning('exception') })
    await cleared.getByText(learning('done'), { exact: true }).waitFor()
    expect((await progress()) === before + 1, `${before} → ${await progress()}`)
    await page.reload()
    expect((await progress()) === before + 1, 'forgotten')
    await learn.getByRole('button', { name: learning('title') }).click()
    await learn.getByRole('button', { name: learning('hide') }).click()
    await learn.waitFor({ state: 'detached' })
    await page.reload()
    await exceptionsAreThere()
    expect((await learn.count()) === 0, 'it is back')
  })

  const storageState = await page.context().storageState()
  for (const [size, theme] of looks[language]) {
    await check(named(`no violation in any step (${size}, ${theme})`), async () => {
      const view = await openPage({ size, theme, language, storageState })
      await view.goto(`${url}/start`)
      const all = view.locator('main nav ol button')
      await all.first().waitFor()
      for (let n = 0; n < 6; n++) {
        await all.nth(n).click()
        await axe(view, `step ${n + 1}`)
      }
      await view.setViewportSize({ width: 320, height: 640 })
      for (let n = 0; n < 6; n++) {
        await all.nth(n).click()
        await fits(view, `step ${n + 1}`)
      }
      expect(view.complaints.length === 0, view.complaints.join('\n'))
      await view.context().close()
    })
  }
  await check(
    named('no script error and nothing against the content security policy'),
    async () => {
      expect(page.complaints.length === 0, page.complaints.join('\n'))
    },
  )
  await page.context().close()
  await close()
}

const looks = {
  en: [
    ['desktop', 'light'],
    ['phone', 'dark'],
  ],
  'zh-CN': [
    ['desktop', 'dark'],
    ['phone', 'light'],
  ],
}
for (const language of languages) await journey(language)
await finish()
