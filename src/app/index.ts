export { LEDGERS, openProduct, type Product } from './product.ts'
export { routesOf } from './routes.ts'
export { start, type Running } from './serve.ts'
export { buildServer } from './server.ts'
