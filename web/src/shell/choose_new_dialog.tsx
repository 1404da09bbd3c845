import { t } from '@/base/words'
import { newOf } from './commands'
import type { FindProps } from './find_dialog'
import { creatableOf } from './navigation'
import { Palette } from './palette'

/** What can be made new, where the page has no form of its own. */
export default function ChooseNewDialog({ destinations, deeds, close }: FindProps) {
  const commands = newOf(creatableOf(destinations), deeds)
  return <Palette commands={commands} hint={t('new.what')} finds={false} close={close} />
}
