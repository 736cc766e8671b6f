import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const built = join(dirname(fileURLToPath(import.meta.url)), '../../web/dist')

/**
 * Serves the built web: the document with a nonce made for this one load, and beside it the
 * assets, packed at build time and unchanging under their names. Any other address that wants a
 * document gets the document too, so that a copied address opens its page. `folder` is where
 * the build lies; without a build the answer is a sentence.
 */
export async function pages(app: FastifyInstance, folder: string = built): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', (_, reply) => reply.code(503).type('text/plain; charset=utf-8').send(notBuilt))
    return
  }
  const template = readFileSync(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    preCompressed: true,
    allowedPath: (path) => !path.endsWith('/index.html') && !path.startsWith('/.vite'),
    cacheControl: false,
    setHeaders(reply, path) {
      const named = path.includes('/assets/')
      const kept = named ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
      reply.header('cache-control', kept)
      reply.header('x-content-type-options', 'nosniff')
    },
  })
  app.get('/', (_, reply) => sendDocument(reply, template))
  app.setNotFoundHandler((request, reply) => {
    const wants = request.headers.accept ?? ''
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/')
    if (isPage && wants.includes('text/html')) {
      if (isLink(request.url)) reply.headers(OF_LINKS)
      return sendDocument(reply, template)
    }
    return reply
      .code(404)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: '未找到', status: 404 })
  })
}

const notBuilt = '界面尚未生成，请先运行 npm run build。\n'

/** The page of whoever was sent a link: found by no search, and telling nobody where it came from. */
const isLink = (url: string) => /^\/k([?/]|$)/.test(url)
const OF_LINKS = { 'x-robots-tag': 'noindex, nofollow' }

function sendDocument(reply: FastifyReply, template: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
      'referrer-policy': reply.hasHeader('x-robots-tag') ? 'no-referrer' : 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
    })
    .type('text/html; charset=utf-8')
    .send(template.replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`))
}

/** Nothing inline runs; styles come from our files or carry the nonce of this load. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
