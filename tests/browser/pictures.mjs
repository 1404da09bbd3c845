// Pictures of the exceptions page, for the eye and for README (docs/pictures/exceptions.png is the light desktop one).
//   VIGIL_URL=… VIGIL_EMAIL=… VIGIL_PASSWORD=… node pictures.mjs FOLDER
import { mkdirSync } from 'node:fs'
import { check, finish, openPage, sizes, typeSignIn } from '../../web/e2e/browser.mjs'

const folder = process.argv[2]
mkdirSync(folder, { recursive: true })
for (const size of Object.keys(sizes)) {
  for (const theme of ['light', 'dark']) {
    await check(`${size}, ${theme}`, async () => {
      const page = await openPage({ size, theme })
      await typeSignIn(page)
      await page.waitForSelector('main li button')
      await page.waitForFunction(() => document.fonts.status === 'loaded')
      if (size === 'desktop') await page.waitForSelector('aside dl, main h3')
      await page.waitForTimeout(500) // the last animation
      await page.screenshot({ path: `${folder}/exceptions-${size}-${theme}.png` })
      await page.context().close()
    })
  }
}
// For README: smaller, so that it stays small in the tree.
await check('README', async () => {
  const page = await openPage()
  await page.setViewportSize({ width: 1180, height: 700 })
  await typeSignIn(page)
  await page.waitForSelector('main li button')
  await page.waitForFunction(() => document.fonts.status === 'loaded')
  await page.waitForTimeout(500)
  await page.screenshot({ path: `${folder}/exceptions.png` })
  await page.context().close()
})
await finish()
