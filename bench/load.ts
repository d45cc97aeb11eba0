/** The client of bench/pages: asks for one page over kept connections, a second to warm up, then when told to. */
import { Agent, get } from 'node:http'

const [url = '', seconds = '10', connections = '8'] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })

await ask(1)
process.send!({ requests: 0, failed: 0, seconds: 0 })
process.once('message', () => {
  void ask(Number(seconds)).then((told) => process.send!(told))
})
process.once('disconnect', () => agent.destroy())

async function ask(duration: number): Promise<{ requests: number; failed: number; seconds: number }> {
  let requests = 0
  let failed = 0
  const begun = performance.now()
  const until = begun + duration * 1000
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      if ((await fetchOnce()) !== 200) failed += 1
      requests += 1
    }
  }
  await Promise.all(Array.from({ length: Number(connections) }, one))
  return { requests, failed, seconds: (performance.now() - begun) / 1000 }
}

function fetchOnce(): Promise<number> {
  // A network of its own for each request: what is measured is the page, not the rate limit.
  const number = () => Math.floor(Math.random() * 254)
  const headers = { 'x-forwarded-for': `10.${number()}.${number()}.${number()}` }
  return new Promise((done) => {
    get(url, { agent, headers }, (response) => {
      response.resume()
      response.once('end', () => done(response.statusCode ?? 0))
    }).once('error', () => done(0))
  })
}
