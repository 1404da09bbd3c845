// Pictures of the page, for the eye and for README, of a running demo company.
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node pictures.mjs FOLDER
// VIGIL_EMAIL is a manager; his people and VIGIL_ADMIN have the same password. In FOLDER: what README and docs show
// (*.webp, small; docs/pictures holds them), and the exceptions in both sizes, light and dark (*.png).
import { mkdirSync, writeFileSync } from 'node:fs'
import {
  check,
  finish,
  openPage,
  sizes,
  typeSignIn,
  VIGIL_ADMIN,
  VIGIL_PASSWORD,
  VIGIL_URL,
} from '../../web/e2e/browser.mjs'
import { ask } from '../../web/e2e/parts/server.mjs'
import { isStill } from '../../web/e2e/parts/still.mjs'

const folder = process.argv[2]
mkdirSync(folder, { recursive: true })

for (const size of Object.keys(sizes))
  for (const theme of ['light', 'dark'])
    await check(`exceptions, ${size}, ${theme}`, async () => {
      const page = await openPage({ size, theme })
      await typeSignIn(page)
      await page.waitForSelector('main li button')
      if (size === 'desktop') await page.waitForSelector('aside dl, main h3')
      await isStill(page)
      await page.screenshot({ path: `${folder}/exceptions-${size}-${theme}.png` })
      await page.context().close()
    })

/** A quarter of the size of a PNG, and as sharp. */
async function keep(page, name) {
  await isStill(page)
  const shot = (await page.screenshot()).toString('base64')
  const blank = await page.context().newPage()
  const packed = await blank.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height)
    canvas.getContext('2d').drawImage(image, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 })
    return [...new Uint8Array(await blob.arrayBuffer())]
  }, shot)
  await blank.close()
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(packed))
}

/** Somebody at a small laptop. */
async function at(email) {
  const page = await openPage()
  await page.setViewportSize({ width: 1180, height: 700 })
  await typeSignIn(page, VIGIL_PASSWORD, { ...(email && { email }) })
  await page.waitForSelector('#main')
  return page
}
const go = async (page, path, wanted) => {
  await page.goto(VIGIL_URL + path)
  await page.locator(wanted).first().waitFor()
}

const manager = await at()
await check('exceptions', async () => {
  await go(manager, '/', 'aside dl')
  await keep(manager, 'exceptions')
})
await check('the board', async () => {
  await go(manager, '/e/opportunities/board', '[data-card]')
  await keep(manager, 'opportunities')
})
await check('plan and forecast', async () => {
  await go(manager, '/plan', '[data-member]')
  await keep(manager, 'plan')
})
await check('a day', async () => {
  const reps = (await ask(manager, `/users?filter=${encodeURIComponent('role = rep')}`)).data
  const rep = await at(reps[0].email)
  await go(rep, '/day', '[data-counter]')
  await rep.locator('[data-thing]').first().waitFor()
  await keep(rep, 'day')
  await rep.context().close()
})
const admin = await at(VIGIL_ADMIN)
await check('a rule', async () => {
  const { data } = await ask(admin, '/guidelines?limit=200')
  const rule = data.find(({ key }) => key === 'lead_untouched') ?? data[0]
  await go(admin, `/process?rule=${rule.id}`, '[data-rule]')
  await admin.getByRole('textbox', { name: 'Time allowed' }).fill('2')
  await admin.locator('[data-trial]:not([data-trial=""])').waitFor()
  await keep(admin, 'process')
})
await check('import', async () => {
  const rows = [
    'Firma;Vorname;Nachname;E-Mail;Quelle;Eingang',
    'Brückenbau Nord;Jürgen;Groß;juergen.gross@example.com;Messe;03/04/2026',
    'Mühle am See;Käthe;Weiß;kaethe-at-example;Website;05/06/2026',
    'Kiosk Süd;Anna;Schön;anna.schoen@example.com;Messe;17/06/2026',
  ]
  await go(admin, '/import?entity=lead', 'main textarea')
  await admin.locator('input[type="file"]').setInputFiles({
    name: 'leads.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\r\n'), 'latin1'),
  })
  await admin.getByText('Brückenbau', { exact: false }).last().waitFor({ state: 'attached' })
  await keep(admin, 'import')
})
await check('admin', async () => {
  await go(admin, '/admin/rights', '[data-cell]')
  await keep(admin, 'admin')
})
await finish()
