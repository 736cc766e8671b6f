import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { KeyReused, type Call, type Download, type Outcome, type Route } from '#kernel/index.ts'
import { MULTIPART_LIMITS, readForm } from '#files/index.ts'
import { may, Standings, type Standing } from '#places/index.ts'
import { originSetUp } from './address.ts'
import { isOutcome, isProblem, sendProblem } from './answers.ts'
import { openApi } from './openapi.ts'
import { pages } from './pages.ts'
import type { Product } from './product.ts'

const COOKIE = 'bihuan_session'
/** Of whoever acts by a link: another cookie, which the browser sends to /api/link/ alone. */
const LINK_COOKIE = 'bihuan_link'
const LINKS = '/api/link/'
const MIB = 1024 * 1024

export type ServerOptions = {
  readonly product: Product
  readonly routes: readonly Route[]
  /** Requests that one address may make in a minute; else BIHUAN_PER_MINUTE, else 6000. */
  readonly perMinute?: number
  /** Attempts to sign in from one address in a minute; a single account locks much earlier. */
  readonly signInsPerMinute?: number
  readonly log?: boolean
  /** Who changed a subject, told with a stale answer. */
  readonly changes?: (call: Call, id: string) => Promise<{ act: string; at: string; by: string }[]>
}

/** Builds the HTTP server: faces, sessions, problems, the OpenAPI document and the pages. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? { level: 'warn', redact: ['req.headers', 'req.remoteAddress'] } : false,
    bodyLimit: MIB,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
  })
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, { limits: MULTIPART_LIMITS })
  await app.register(fastifyRateLimit, {
    max: options.perMinute ?? Number(process.env.BIHUAN_PER_MINUTE ?? 6000),
    errorResponseBuilder: () => Object.assign(new Error('rate'), { statusCode: 429 }),
  })
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"] } },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) =>
    failed(error, request, reply),
  )
  app.get('/api/health', async () => {
    await options.product.db.app.query('select 1')
    return { ok: true }
  })
  const document = openApi(options.routes)
  app.get('/api/openapi.json', async () => document)
  const standings = new Standings(options.product.runner)
  for (const route of options.routes) mount(app, route, options, standings)
  await pages(app)
  return app
}

function mount(
  app: FastifyInstance,
  route: Route,
  options: ServerOptions,
  standings: Standings,
): void {
  const { face } = route
  app.route({
    method: face.method,
    ...limitOf(route, options),
    url: face.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      if (request.method !== 'GET' && !sameOrigin(request)) {
        return sendProblem(reply, 403, '请求来源不正确', { detail: '请从本系统页面办理。' })
      }
      const session = request.cookies[COOKIE] ?? null
      const standing = session ? await standings.of(session) : null
      if (!route.open && !standing?.actor) return notSignedIn(reply, standing)
      const call = callOf(request, reply, options.product, session, standing)
      const form = request.isMultipart() ? await readForm(request) : undefined
      const given = parse(route, request, form?.fields ?? request.body ?? {})
      if ('errors' in given) {
        return sendProblem(reply, 400, '填写有误', {
          errors: given.errors,
          detail: '请按提示改正。',
        })
      }
      if (request.method !== 'GET' && !route.open && !/^[\w:.-]{8,100}$/.test(call.key)) {
        return sendProblem(reply, 400, '缺少提交编号', {
          errors: [{ field: 'Idempotency-Key', message: '每次提交须带8至100位的提交编号' }],
        })
      }
      return answer(
        reply,
        await handled(route, given, form ? withUpload(call, form.upload) : call, standings),
        call,
        options,
        given,
      )
    },
  })
}

/** Sessions and acts of administrators change who stands behind a session, at once. */
async function handled(
  route: Route,
  given: object,
  call: Call,
  standings: Standings,
): Promise<unknown> {
  try {
    return await route.handle(given as never, call)
  } finally {
    const works = call.actor !== null && may(call.actor.role, 'cases.read')
    const ofLink = route.face.path.startsWith(LINKS)
    if (route.face.method !== 'GET' && (route.open || !works) && !ofLink) standings.forget()
  }
}

/** Doors at which somebody could try passwords, links or codes. */
const DOORS = ['/api/session', '/api/link/opening', '/api/link/code', '/api/link/session']

/** Sign-in and addresses that are their own credential may be asked for less often. */
function limitOf({ face, perMinute }: Route, { signInsPerMinute }: ServerOptions) {
  const max = isSignIn(face) ? (signInsPerMinute ?? 60) : perMinute
  return max === undefined ? {} : { config: { rateLimit: { max } } }
}

function isSignIn({ method, path }: Route['face']): boolean {
  return method === 'POST' && DOORS.includes(path)
}

/** A call that brings a file hands its stream on to the handler. */
function withUpload(call: Call, upload: object): Call {
  return Object.assign(call, { upload })
}

/** A page of another site cannot make the browser act: the origin must be our own. */
function sameOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site'
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}

/** Where people reach the product: as it was set up, or as this request came. */
function originOf({ protocol, headers }: FastifyRequest): string | null {
  const set = originSetUp()
  if (set !== null) return set
  const host = headers.host ?? ''
  if (!/^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i.test(host)) return null
  return `${protocol === 'https' ? 'https' : 'http'}://${host}`
}

function notSignedIn(reply: FastifyReply, standing: Standing | null): FastifyReply {
  switch (standing?.state) {
    case 'locked':
      return sendProblem(reply, 423, '会话已锁定', { detail: '请先输入密码解除锁定。' })
    case 'must_change':
      return sendProblem(reply, 403, '须先修改密码', { detail: '首次登录请先修改密码。' })
    case 'no_post':
      return sendProblem(reply, 403, '没有岗位', {
        detail: '本账号现无任职岗位，请联系系统管理员。',
      })
    default:
      return sendProblem(reply, 401, '尚未登录', { detail: '请先登录。' })
  }
}

function callOf(
  request: FastifyRequest,
  reply: FastifyReply,
  product: Product,
  session: string | null,
  standing: Standing | null,
): Call {
  return {
    runner: product.runner,
    actor: standing?.actor ?? null,
    key: String(request.headers['idempotency-key'] ?? ''),
    request: {
      ip: request.ip,
      session,
      link: linkOf(request),
      origin: originOf(request),
      ifNoneMatch: request.headers['if-none-match'] ?? null,
    },
    reply: {
      header: (name, value) => void reply.header(name, value),
      session(token) {
        if (token === null) reply.clearCookie(COOKIE, { path: '/' })
        else {
          const secure = request.protocol === 'https'
          reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
        }
      },
      link(token) {
        const secure = request.protocol === 'https'
        const kept = { path: LINKS, httpOnly: true, sameSite: 'strict', secure } as const
        reply.setCookie(LINK_COOKIE, token, kept)
      },
    },
  }
}

/** The cookie of a link counts for the faces of links only, whatever path a caller sends it to. */
function linkOf({ routeOptions, cookies }: FastifyRequest): string | null {
  return routeOptions.url?.startsWith(LINKS) ? (cookies[LINK_COOKIE] ?? null) : null
}

type FieldError = { readonly field: string; readonly message: string }

const MOST_DEPTH = 32

function parse(
  route: Route,
  request: FastifyRequest,
  sent: unknown,
): object | { errors: FieldError[] } {
  const { face } = route
  if (depthOf(sent) > MOST_DEPTH) {
    return { errors: [{ field: 'body', message: `内容嵌套过深，最多${MOST_DEPTH}层` }] }
  }
  const query = face.query.safeParse(request.query ?? {})
  const body = face.body.safeParse(sent)
  const errors = [
    ...(query.success ? [] : issuesOf(query.error.issues)),
    ...(body.success ? [] : issuesOf(body.error.issues)),
  ]
  if (errors.length > 0) return { errors }
  return { params: request.params ?? {}, query: query.data, body: body.data }
}

type Issue = {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly code?: string
  readonly keys?: readonly string[]
}

function issuesOf(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const at = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({
        field: at === '' ? key : `${at}.${key}`,
        message: '没有这个栏目',
      }))
    }
    return [{ field: at === '' ? 'body' : at, message: chinese(issue) }]
  })
}

const CODES: Record<string, string> = {
  invalid_type: '类型不正确或没有填写',
  invalid_value: '不在可选范围内',
  too_big: '过长或过大',
  too_small: '过短或过小',
  invalid_format: '格式不正确',
  invalid_union: '内容不正确',
}

function chinese(issue: Issue): string {
  return /\p{Script=Han}/u.test(issue.message)
    ? issue.message
    : (CODES[issue.code ?? ''] ?? '内容不正确')
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return depth
  let deepest = depth
  for (const child of Object.values(value)) deepest = Math.max(deepest, depthOf(child, depth + 1))
  return deepest
}

async function answer(
  reply: FastifyReply,
  given: unknown,
  call: Call,
  options: ServerOptions,
  asked: object,
): Promise<FastifyReply> {
  const value = given as object
  if ('download' in value) {
    const { status, body, headers } = (value as Download).download
    return reply
      .code(status ?? 200)
      .headers(headers)
      .send(body)
  }
  if (isProblem(value)) {
    const { status, title, ...more } = value.problem
    return sendProblem(reply, status, title, more)
  }
  reply.header('cache-control', 'no-store')
  if (isOutcome(value)) return outcome(reply, value, call, options, asked)
  return reply.send(value)
}

async function outcome(
  reply: FastifyReply,
  value: Outcome,
  call: Call,
  options: ServerOptions,
  asked: object,
): Promise<FastifyReply> {
  if ('done' in value) {
    reply.header('bihuan-act', value.actId)
    if (value.repeated) reply.header('bihuan-repeated', 'true')
    return reply.send(value.done)
  }
  if ('missing' in value) return sendProblem(reply, 404, '未找到')
  if ('refused' in value) {
    const { refused, clause } = value
    return sendProblem(reply, 409, '不能办理', { refused, clause, detail: refused })
  }
  const { id } = (asked as { params: { id?: string } }).params
  const changes = id && options.changes ? await options.changes(call, id) : []
  return sendProblem(reply, 409, '内容已被他人更新', {
    detail: '所见已不是最新内容，请核对后重新提交。填写的内容已保留。',
    changes,
  })
}

function failed(
  error: Error & { statusCode?: number; code?: string },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof KeyReused) {
    return sendProblem(reply, 422, '提交编号重复', {
      detail: '同一提交编号用于了不同内容，请重新提交。',
    })
  }
  const status = error.statusCode ?? 500
  if (status === 413)
    return sendProblem(reply, 413, '内容过大', { detail: '一次提交最多1MB，文件请另行上传。' })
  if (status === 429)
    return sendProblem(reply, 429, '操作过于频繁', { detail: '请稍候一分钟再试。' })
  if (status === 415) return sendProblem(reply, 415, '格式不支持', { detail: '请以JSON格式提交。' })
  if (status < 500)
    return sendProblem(reply, 400, '请求格式不正确', { detail: '无法读取提交的内容。' })
  if (error.code === '53100' || error.code === 'ENOSPC') {
    return sendProblem(reply, 507, '磁盘已满', {
      detail: '服务器磁盘空间不足，内容未保存，请联系系统管理员。',
    })
  }
  if (isConnectionLost(error)) {
    return sendProblem(reply, 503, '数据库暂时连接不上', {
      detail: '不能确定这次提交是否已经办理。请稍候在原页面重新提交，不会重复办理。',
    })
  }
  const number = request.id.slice(0, 8)
  request.log.error({ number, name: error.name, code: error.code, stack: framesOf(error) }, 'fault')
  return sendProblem(reply, 500, '系统出错', {
    number,
    detail: `未能办理，内容未改动。请重试；仍不行请将编号 ${number} 告知系统管理员。`,
  })
}

/** Whether the database went away, so that nobody knows whether a commit under way was done. */
function isConnectionLost(error: Error & { code?: string; syscall?: string }): boolean {
  const { code, message, syscall } = error
  return (
    syscall === 'connect' ||
    /^(08...|57P0[123]|ECONNRESET|EPIPE)$/.test(code ?? '') ||
    /^(Connection terminated|Query read timeout|timeout exceeded when trying)/.test(message)
  )
}

/** Where a fault happened, without the message, which may hold what people wrote. */
function framesOf(error: Error): string {
  return (error.stack ?? '').split('\n').slice(1, 8).join('\n')
}
