import english from './words.en.json'
import { wordsOf } from '@/base/words'

export const { t, tn } = await wordsOf(english, () => import('./words.zh-CN.json'))
