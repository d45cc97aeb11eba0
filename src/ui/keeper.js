// A service worker: keeps one page and what it runs on, so that it opens without a connection. Nothing else is kept, and
// nothing is kept unless somebody asked for it on that page. The server writes `kept` above these lines: a name that
// changes with any of the files, and their addresses.
addEventListener('install', (event) => event.waitUntil(fill().then(() => skipWaiting())))
addEventListener('activate', (event) => event.waitUntil(clear()))
addEventListener('fetch', (event) => {
  const { origin, pathname, search } = new URL(event.request.url)
  const isKept = origin === location.origin && search === '' && kept.files.includes(pathname)
  if (isKept && event.request.method === 'GET') event.respondWith(answer(event.request, pathname))
})

// All or nothing. A redirect is no page: somebody has to sign in first, and what was kept before stays.
async function fill() {
  const answers = await Promise.all(
    kept.files.map((path) => fetch(path, { redirect: 'error', cache: 'no-cache' })),
  )
  if (!answers.every(({ status }) => status === 200)) throw new Error('This page cannot be kept now.')
  const cache = await caches.open(kept.name)
  await Promise.all(answers.map((one, at) => cache.put(kept.files[at], one)))
}

async function clear() {
  const others = (await caches.keys()).filter((name) => name.startsWith(kept.family) && name !== kept.name)
  await Promise.all(others.map((name) => caches.delete(name)))
}

async function answer(request, path) {
  const cache = await caches.open(kept.name)
  return (await cache.match(path)) ?? fetch(request)
}
