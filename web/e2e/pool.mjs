// The pool: an administrator lets a role take what nobody owns; who is quicker has it, the other is told who.
//   VIGIL_URL=http://127.0.0.1:8080 VIGIL_PASSWORD=… node e2e/pool.mjs
import { axeInBothThemes, check, expect, finish, openPage, signIn, VIGIL_URL } from './browser.mjs'
import { openAdmin } from './parts/admin.mjs'
import { says } from './parts/says.mjs'
import { ask, becomes, entityIn } from './parts/server.mjs'
import { languages, server, wordsOf } from './parts/words.mjs'

for (const language of languages) {
  const text = wordsOf(language, 'base')
  const rights = wordsOf(language, 'crm/admin/rights')
  const admin = await openAdmin(language)
  const lead = await entityIn(admin.page, language, 'lead')
  const company = `Pooled ${admin.tag}`
  const { id } = await ask(admin.page, '/leads', 'POST', { company })
  const ana = await openPage({ language })
  await signIn(ana, { email: 'ana@example.com' })
  await ana.waitForSelector('nav a[href="/e/leads"]')
  const tab = ana.getByRole('link', { name: text('views.pool'), exact: true })
  const owner = async () => (await ask(admin.page, `/leads/${id}`)).owner

  await check(`${language}: the role is given the pool, to see and to change`, async () => {
    await ana.goto(`${VIGIL_URL}/e/leads`)
    await ana.getByRole('link', { name: text('views.all'), exact: true }).waitFor()
    expect((await tab.count()) === 0, 'no pool as it ships')
    await admin.page.goto(`${VIGIL_URL}/admin/rights?role=assistant&entity=lead`)
    for (const side of ['see_of', 'change_of']) {
      const select = admin.page.getByLabel(rights(side, { entity: lead.label }), { exact: true })
      await select.selectOption({ label: rights('scope_pool') })
      const given = async () => (await ask(admin.page, '/rights')).rights.assistant.lead
      await becomes(async () => (await given())[side.split('_')[0]], 'pool', side)
    }
    await axeInBothThemes(admin.page, 'a role with the pool')
  })
  await check(
    `${language}: what nobody owns stands in a list of its own, and says so`,
    async () => {
      await ana.reload()
      await tab.click()
      const row = ana.locator('[role="row"]', { hasText: company })
      await row.getByText(text('person.nobody')).waitFor()
      await axeInBothThemes(ana, 'the pool')
    },
  )
  await check(`${language}: one takes it by a key, the other is told who has it`, async () => {
    const grace = await openPage({ language })
    await grace.route('**/api/v1/events*', (route) => route.abort()) // she looks at what was
    await signIn(grace)
    const label = lead.acts.find(({ key }) => key === 'take').label
    for (const page of [grace, ana]) {
      await page.goto(`${VIGIL_URL}/e/leads/${id}`)
      await page.getByRole('button', { name: label }).waitFor()
    }
    await axeInBothThemes(ana, 'a record of the pool')
    await ana.keyboard.press('y')
    await says(ana, text('record.done', { act: label }))
    const taker = await owner()
    expect(taker, 'somebody has it')
    await ana.getByRole('button', { name: label }).waitFor({ state: 'detached' })
    await grace.keyboard.press('y')
    await says(grace, wordsOf(language, server)('taken_by', { name: 'Ana Example' }))
    expect((await owner()) === taker, 'it was taken once')
    await grace.context().close()
  })
  await check(`${language}: taking is undone`, async () => {
    await ana.evaluate(() => document.activeElement?.blur())
    await ana.keyboard.press('Control+z')
    await says(ana, text('undo.done'))
    await becomes(owner, null, 'the owner')
  })
  await ask(admin.page, '/rights/assistant', 'PATCH', { lead: null })
  await ana.context().close()
  await admin.page.context().close()
}
await finish()
