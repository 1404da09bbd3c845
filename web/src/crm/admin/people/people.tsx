import { Part } from '../part'
import { t } from '../words'

export default function People() {
  return <Part title={t('people')}>{null}</Part>
}
