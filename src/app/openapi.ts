import * as z from 'zod'
import type { Face, Route } from '#kernel/index.ts'

/** The OpenAPI 3.1 document of all faces, made from the schemas that check the calls. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { face, open } of routes) {
    const path = (paths[face.path] ??= {})
    path[face.method.toLowerCase()] = operation(face, open)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Bihuan 闭环', version: '0.1.0' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bihuan_session' } },
    },
  }
}

function operation(face: Face, open: boolean): object {
  const params = [...face.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const body = schemaOf(face.body)
  return {
    summary: face.summary ?? '',
    security: open ? [] : [{ session: [] }],
    parameters: [...params, ...queryOf(face)],
    ...(face.method === 'GET' || emptyObject(body)
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: { description: '', content: { 'application/json': { schema: schemaOf(face.answer) } } },
      default: {
        description: 'RFC 9457',
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
    },
  }
}

function queryOf(face: Face): object[] {
  const schema = schemaOf(face.query) as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType): object {
  const made = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
  const { $schema: _, ...rest } = made as { $schema?: string }
  return rest
}

function emptyObject(schema: object): boolean {
  return (
    Object.keys((schema as { properties?: object }).properties ?? {}).length === 0 &&
    !('oneOf' in schema)
  )
}
