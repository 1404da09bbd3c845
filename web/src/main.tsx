import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '@/api/queries'
import { chosenLanguage, languageFor, setLanguage } from '@/base/words'
import { applyTheme } from '@/shell/theme'
import { router } from './router'
import '@/kit/styles.css'

applyTheme()
await setLanguage(chosenLanguage() ?? languageFor(navigator.language))
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
