// A server over nothing is set up in the browser, by the link it prints, in English and in Chinese. It needs servers of
// its own, which it starts.
//   VIGIL_BINARY=../build/dev/vigil VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/setup.mjs
import { axeInBothThemes, check, expect, finish, openPage, typeSignIn } from './browser.mjs'
import { emptyPlace } from './parts/company.mjs'
import { fits } from './parts/fits.mjs'
import { ask } from './parts/server.mjs'
import { languages, server, wordsOf } from './parts/words.mjs'

const password = 'correct horse battery'
const people = {
  en: { company: 'Brightwater', name: 'Grace Moreau', country: 'DE', currency: 'EUR' },
  'zh-CN': { company: '晨光科技', name: '王小明', country: 'CN', currency: 'CNY' },
}

async function journey(language) {
  const [t, start, base, says] = ['shell/set_up', 'crm/start', 'base', server].map((room) =>
    wordsOf(language, room),
  )
  const named = (text) => `${language}: ${text}`
  const { url, link, close } = await emptyPlace()
  const { company, name, country, currency } = people[language]
  const email = 'grace@example.com'
  const page = await openPage({ language })
  const fieldOf = (view, key) => view.getByLabel(t(key), { exact: true })
  const field = (key) => fieldOf(page, key)
  const setUp = () => page.getByRole('button', { name: t('set_up') }).click()
  const titleOf = (view) => view.getByRole('heading', { level: 1, name: t('title') })

  const stranger = await openPage({ language })
  await check(named('without the link every page says that one needs it'), async () => {
    for (const path of ['/', '/e/leads', '/setup']) {
      await stranger.goto(url + path)
      await stranger.getByText(t('no_key')).waitFor()
      expect((await stranger.getByRole('button', { name: t('set_up') }).count()) === 0, path)
    }
    await typeSignIn(stranger, password, { email, url })
    await stranger.getByRole('alert').getByText(says('not_set_up')).waitFor()
  })
  await check(named('with a wrong key nobody sets it up'), async () => {
    await stranger.goto(`${url}/setup#wrong`)
    await fieldOf(stranger, 'company').fill(company)
    await fieldOf(stranger, 'name').fill(name)
    await fieldOf(stranger, 'email').fill(email)
    await fieldOf(stranger, 'password').fill(password)
    await stranger.getByRole('button', { name: t('set_up') }).click()
    await stranger.getByRole('alert').getByText(says('setup_key_wrong')).waitFor()
  })

  await page.goto(link)
  await titleOf(page).waitFor()
  const late = await openPage({ language }) // somebody else with the same link, at the same time
  await late.goto(link)
  await titleOf(late).waitFor()

  await check(named('the language is chosen there, and what is typed stays'), async () => {
    await field('company').fill(company)
    const other = languages.find((one) => one !== language)
    const choice = (now) => page.getByLabel(wordsOf(now, 'base')('language.label'))
    await choice(language).selectOption(other)
    const there = wordsOf(other, 'shell/set_up')
    await page.getByRole('heading', { level: 1, name: there('title') }).waitFor()
    const kept = await page.getByLabel(there('company'), { exact: true }).inputValue()
    expect(kept === company, `“${kept}”`)
    await choice(other).selectOption(language)
    await titleOf(page).waitFor()
  })
  await check(
    named('what is missing is said at its field, and the cursor stands there'),
    async () => {
      await setUp()
      await page.locator('[aria-invalid="true"]').nth(2).waitFor()
      const wrong = await page.locator('[aria-invalid="true"]').count()
      expect(wrong === 3, `${wrong} fields`)
      await page.waitForFunction(() => document.activeElement?.matches('[aria-invalid="true"]'))
      expect(await field('name').evaluate((one) => one === document.activeElement), 'not led to it')
      expect((await field('company').inputValue()) === company, 'lost')
      await axeInBothThemes(page, 'with what is wrong')
    },
  )
  await check(named('the browser’s zone, and the country’s currency are proposed'), async () => {
    const here = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
    const zone = await field('time_zone').inputValue()
    expect(zone === here, zone)
    await field('country').selectOption(country)
    expect((await field('currency').inputValue()) === currency, 'not the country’s')
  })
  await check(named('by keyboard: typed, Enter, and one is in, at the guide'), async () => {
    await field('name').focus()
    for (const [n, text] of [name, email, password].entries()) {
      if (n > 0) await page.keyboard.press('Tab')
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: base('nav.start') }).waitFor()
    const steps = page.getByRole('navigation', { name: start('steps') })
    for (const key of ['company', 'calendar', 'rules'])
      await steps
        .getByRole('button', { name: start(key) })
        .filter({ hasText: start('done') })
        .waitFor()
    const me = await ask(page, '/me')
    expect(me.company.name === company && me.name === name, `${me.company.name}, ${me.name}`)
    expect(me.locale === language, `written to in ${me.locale}`)
    expect(me.company.currency === currency, me.company.currency)
  })
  await check(named('whoever comes second is told so, and led to the sign-in'), async () => {
    await fieldOf(late, 'company').fill('Too late')
    await fieldOf(late, 'name').fill('Late')
    await fieldOf(late, 'email').fill('late@example.com')
    await fieldOf(late, 'password').fill(password)
    await late.getByRole('button', { name: t('set_up') }).click()
    await late.getByText(t('exists')).waitFor()
    await late.reload()
    await late.getByText(t('exists')).waitFor()
    await axeInBothThemes(late, 'set up already')
    await late.getByRole('link', { name: t('to_sign_in') }).click()
    await late.waitForURL(/sign-in/)
    await typeSignIn(late, password, { email, url })
    await late.getByRole('heading', { level: 1, name: base('nav.start') }).waitFor()
  })
  await check(named('no script error, nothing against the content security policy'), async () => {
    const complaints = [page, late, stranger].flatMap((one) => one.complaints)
    expect(complaints.length === 0, complaints.join('\n'))
  })
  for (const one of [page, late, stranger]) await one.context().close()
  await close()
}

async function looks() {
  const { link, close } = await emptyPlace()
  for (const language of languages)
    for (const size of ['desktop', 'phone'])
      await check(
        `${language}: no violation (${size}), and nothing is cut off at 320 px`,
        async () => {
          const view = await openPage({ size, language })
          await view.goto(link)
          await view.getByRole('button').waitFor()
          await axeInBothThemes(view, size)
          await view.setViewportSize({ width: 320, height: 640 })
          await fits(view, size)
          await view.context().close()
        },
      )
  await close()
}

for (const language of languages) await journey(language)
await looks()
await finish()
