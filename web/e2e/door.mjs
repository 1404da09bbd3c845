// The ways to the door in a real browser: a forgotten password by the link of the mail, a used link, a short password,
// what a person sets for himself (password, time zone, language), too many attempts. Last in a round: it locks the
// account's address out. Against a server with a test clock.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… VIGIL_MAILS=folder of *.eml node e2e/door.mjs
import { check, expect, finish, openPage, typeSignIn, VIGIL_EMAIL, VIGIL_URL } from './browser.mjs'
import { linksTo, nextLinkTo } from './parts/mails.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes } from './parts/server.mjs'

const password = 'a new one for the door'

const page = await openPage()
let link
await check('from the sign-in page to a mail, the address is not typed twice', async () => {
  await page.goto(`${VIGIL_URL}/sign-in?next=%2Fe%2Fleads`)
  await page.getByLabel('E-mail').fill(VIGIL_EMAIL)
  await page.getByText('Forgot the password?').click()
  await page.getByRole('heading', { name: 'Reset password' }).waitFor()
  expect((await page.getByLabel('E-mail').inputValue()) === VIGIL_EMAIL, 'the address was lost')
  const before = linksTo(VIGIL_EMAIL).length
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('status').getByText(VIGIL_EMAIL, { exact: false }).waitFor()
  link = await nextLinkTo(VIGIL_EMAIL, { before })
})
await check('an address without an account is answered the same', async () => {
  const stranger = await openPage()
  await stranger.goto(`${VIGIL_URL}/sign-in?forgotten=1`)
  await stranger.getByLabel('E-mail').fill('nobody@example.com')
  await stranger.keyboard.press('Enter')
  await stranger.getByRole('status').getByText('nobody@example.com', { exact: false }).waitFor()
  await stranger.context().close()
})
await check(
  'the link of the mail sets a password; a short one is told, the text stays',
  async () => {
    await page.goto(link)
    await page.getByText(VIGIL_EMAIL, { exact: false }).waitFor()
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Set password' }).click()
    await page.getByRole('alert').getByText('at least', { exact: false }).waitFor()
    expect((await page.getByLabel('New password').inputValue()) === 'short', 'the text is gone')
    await page.getByLabel('New password').fill(password)
    await page.keyboard.press('Enter')
    await page.waitForSelector('nav a[href="/e/leads"]') // and whoever has set it is in
    await page.context().clearCookies()
  },
)
await check('the new password opens, the old one does not', async () => {
  await typeSignIn(page)
  await page.getByRole('alert').getByText('is wrong', { exact: false }).waitFor()
  await typeSignIn(page, password)
  await page.waitForSelector('nav a[href="/e/leads"]')
})
await check('back from the first page is not the sign-in', async () => {
  const other = await openPage()
  await typeSignIn(other, password)
  await other.waitForSelector('nav a[href="/e/leads"]')
  await other.goBack()
  expect(!other.url().includes('/sign-in'), other.url())
  await other.context().close()
})
const modal = page.locator('[data-modal]')
const openSettings = () => page.locator('aside button[aria-haspopup="dialog"]').last().click()
await check('one’s own password is changed in the settings, by the one there is', async () => {
  const changed = 'changed by its owner'
  await openSettings()
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.getByLabel('Current password').fill('not the one')
  await page.getByLabel('New password').fill(changed)
  await page.keyboard.press('Enter')
  await page.locator('[data-modal] [role="alert"]').waitFor()
  await page.getByLabel('Current password').fill(password)
  await page.keyboard.press('Enter')
  await says(page, 'Your password is changed')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  await typeSignIn(page, password)
  await page.getByRole('alert').getByText('is wrong', { exact: false }).waitFor()
  await typeSignIn(page, changed)
  await page.waitForSelector('nav a[href="/e/leads"]')
})
await check('another time zone holds at once, and is taken back', async () => {
  const zone = async () => (await ask(page, '/me')).time_zone
  const before = await zone()
  const wanted = before === 'Asia/Shanghai' ? 'UTC' : 'Asia/Shanghai'
  await openSettings()
  await modal.getByLabel('Time zone').selectOption(wanted)
  await says(page, `Times are shown as in ${wanted}`)
  expect((await zone()) === wanted, await zone())
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await says(page, 'Taken back')
  expect((await zone()) === before, await zone())
})
await check('the language is kept with the person', async () => {
  const locale = async () => (await ask(page, '/me')).locale
  await openSettings()
  await modal.getByLabel('Language').selectOption('zh-CN')
  await page.waitForSelector('html[lang="zh-CN"]')
  await becomes(locale, 'zh-CN', 'the language')
  await modal.getByLabel('语言').selectOption('en')
  await page.waitForSelector('html[lang="en"]')
  await becomes(locale, 'en', 'the language')
  await page.keyboard.press('Escape')
  await modal.waitFor({ state: 'detached' })
})
await check('a used link says so and leads to a new one', async () => {
  await page.goto(link)
  await page.getByLabel('New password').fill('one more for the door')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('used up or too old', { exact: false }).waitFor()
  await page.getByText('Ask for a new link').click()
  await page.getByRole('heading', { name: 'Reset password' }).waitFor()
})
await check('a link without its token says so', async () => {
  await page.goto(`${VIGIL_URL}/reset`)
  await page.getByRole('alert').getByText('incomplete', { exact: false }).waitFor()
})
await check('too many attempts are told in words, in the language chosen', async () => {
  const stranger = await openPage()
  const told = stranger.getByRole('alert').getByText('Please try again in 10 minutes.', {
    exact: false,
  })
  for (let attempt = 0; attempt < 12 && !(await told.isVisible()); attempt++) {
    await typeSignIn(stranger, `wrong ${attempt}`)
    await stranger.waitForSelector('[role="alert"]:not(:empty)')
  }
  await told.waitFor()
  await stranger.getByLabel('Language').selectOption('zh-CN')
  await stranger.getByRole('button', { name: '登录' }).click()
  await stranger.getByRole('alert').getByText('请在10分钟后重试', { exact: false }).waitFor()
  await stranger.context().close()
})
await check('no script error and nothing against the content security policy', async () => {
  expect(page.complaints.length === 0, page.complaints.join('\n'))
})
await finish()
