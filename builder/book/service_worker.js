/* A copy of this book on the reader's device; made with the book, see builder/book/service_worker.py. */
"use strict";

const SCOPE = self.registration.scope;
const OURS = `builder ${SCOPE} `; // other courses of the same site keep theirs
const CACHE = `${OURS}DIGEST`;
const FILES = [/* FILES */];

/* A page that was reached by a redirect cannot be given to a browser that asks for it by its name. */
function plain(answer) {
  if (!answer.redirected) return answer;
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

function keep(cache, request, answer) {
  return cache.put(request, plain(answer)).catch(() => {}); // no room: the rest of the book is kept all the same
}

/* What is there already is not asked for again, so that a copy cut short is finished by the next visit.
   A network that fails fails the copy: the old one, which is whole, stays in its place. */
async function copy(cache, file) {
  if (await cache.match(file)) return;
  const answer = await fetch(new Request(file, { cache: "reload" }));
  if (answer.status === 200) await keep(cache, file, answer);
}

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((file) => copy(cache, file)));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name !== CACHE && name.startsWith(OURS));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function isOfTheBook(request) {
  const path = request.url.slice(SCOPE.length);
  return request.method === "GET" && request.url.startsWith(SCOPE) && !/^(?:(?:downloads|_sources)\/|sw\.js$)/.test(path);
}

async function answered(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && answer.type === "basic") await keep(cache, request, answer.clone());
  return answer;
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  if (isOfTheBook(event.request)) event.respondWith(answered(event.request));
});
