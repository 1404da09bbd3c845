// Dark and light, Chinese and English, chosen by the palette: the page follows whole, and what is being typed stays.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_EMAIL=… VIGIL_PASSWORD=… node e2e/language.mjs
import { check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { find } from './parts/server.mjs'

const page = await openPage()
async function choose(words, label) {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await page.locator('[role="option"][data-highlighted]', { hasText: label }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[data-modal]').first().waitFor({ state: 'detached' })
}

await signIn(page)
await page.waitForSelector('main li button')

await check('it sets dark and light, Chinese and English', async () => {
  await choose('dark', 'Appearance: Dark')
  await page.waitForSelector('html[data-theme="dark"]')
  await choose('light', 'Appearance: Light')
  await page.waitForSelector('html[data-theme="light"]')
  const slowly = async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await route.continue()
  }
  await page.route('**/api/v1/model', slowly) // what is typed right after the choice arrives
  await choose('简体', '简体中文')
  await page.waitForSelector('html[lang="zh-CN"]')
  await choose('english', 'English')
  await page.waitForSelector('html[lang="en"]')
  await page.unrouteAll({ behavior: 'wait' })
})
await check(
  'an open record changes its language whole; what is being typed there stays',
  async () => {
    const { id } = await find(page, 'leads', 'last_name = "Okoro"')
    await page.goto(`${VIGIL_URL}/e/leads/${id}`)
    const main = page.locator('main')
    await main.getByText('First name').first().waitFor()
    await main.locator('textarea').fill('half a word')
    await choose('简体', '简体中文')
    await main.getByText('身份', { exact: true }).waitFor()
    await main.getByRole('button', { name: '记录通话' }).first().waitFor()
    const english = (await main.innerText()).match(
      /First name|Log a call|Add to the timeline|Who|Phone/,
    )
    expect(!english, `still in English: ${english}`)
    expect(
      (await main.locator('textarea').inputValue()) === 'half a word',
      'what was typed is gone',
    )
    await main.locator('textarea').fill('')
    await choose('english', 'English')
    await page.waitForSelector('html[lang="en"]')
  },
)

await finish()
