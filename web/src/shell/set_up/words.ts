// The texts of this page.
import { wordsOf } from '@/base/words'
import english from './words.en.json'

export const { t } = await wordsOf(english, () => import('./words.zh-CN.json'))
