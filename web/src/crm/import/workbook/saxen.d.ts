// The part of saxen this page uses; the package comes without types.
declare module 'saxen' {
  export class Parser {
    on(
      event: 'openTag',
      told: (name: string, attributes: () => Record<string, string> | false) => void,
    ): this
    on(event: 'closeTag' | 'text' | 'cdata', told: (text: string) => void): this
    on(event: 'error', told: (error: Error) => void): this
    write(xml: string): this
    /** Answers what was wrong. */
    end(): Error | null
    stop(): void
  }
}
