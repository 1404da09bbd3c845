// What is typed of a mail server, and what is sent of it.
import type { MailSecurity, MailServer, MailServerDraft } from '@/api/office'

export interface Typed {
  host: string
  port: string
  security: MailSecurity
  user: string
  password: string
  from: string
}

export const usualPorts: Record<MailSecurity, string> = { starttls: '587', tls: '465', none: '25' }

export const typedOf = (server: MailServer): Typed => ({
  host: server.host ?? '',
  port: String(server.port ?? usualPorts.starttls),
  security: server.security ?? 'starttls',
  user: server.user ?? '',
  password: '',
  from: server.from ?? '',
})

/** A port nobody has chosen himself goes along. */
export function withSecurity(typed: Typed, security: MailSecurity): Typed {
  const isUsual = typed.port === usualPorts[typed.security] || typed.port.trim() === ''
  return { ...typed, security, port: isUsual ? usualPorts[security] : typed.port }
}

/** An empty password beside a kept one leaves that one as it is. */
export function draftOf(typed: Typed, hasPassword: boolean): MailServerDraft {
  const { password, port, ...rest } = typed
  const keeps = password === '' && hasPassword && typed.user.trim() !== ''
  return {
    ...rest,
    host: typed.host.trim(),
    user: typed.user.trim(),
    from: typed.from.trim(),
    port: /^\d{1,6}$/.test(port.trim()) ? Number(port) : 0,
    ...(!keeps && { password }),
  }
}
