// A line to the server that can be cut: bytes go through as they are.
import { connect, createServer } from 'node:net'

/** Where it ends; `loseAnswers`: what is asked arrives, what is answered does not. */
export async function doorTo(url) {
  const { port: wanted, hostname } = new URL(url)
  const sockets = new Set()
  let losesAnswers = false
  let server
  let port = 0
  const keep = (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const pass = (browser) => {
    const far = keep(connect(Number(wanted), hostname))
    keep(browser).pipe(far)
    far.on('data', (bytes) => (losesAnswers ? browser.destroy() : browser.write(bytes)))
    for (const [one, two] of [
      [browser, far],
      [far, browser],
    ])
      one.on('close', () => two.end())
  }
  const open = () =>
    new Promise((ready) => {
      losesAnswers = false
      server = createServer(pass).listen(port, '127.0.0.1', () => {
        port = server.address().port
        ready()
      })
    })
  const close = () =>
    new Promise((closed) => {
      server.close(closed)
      sockets.forEach((socket) => socket.destroy())
    })
  await open()
  return {
    url: `http://127.0.0.1:${port}`,
    open,
    close,
    loseAnswers: () => void (losesAnswers = true),
  }
}
