import type { FastifyInstance } from 'fastify'
import { type TellUsServices, tellUsRoutes } from '../tell-us-routes.ts'
import { embedScript, framedScript } from './scripts.ts'

const hour = 'public, max-age=3600'

/** Adds the form for other websites: the script that one line there loads, and the form in its frame. */
export function embedRoutes(pages: FastifyInstance, services: TellUsServices): void {
  // Loaded by pages of other sites, which is its purpose.
  const elsewhere = { helmet: { crossOriginResourcePolicy: { policy: 'cross-origin' } } } as const
  pages.get('/embed.js', elsewhere, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', hour).send(embedScript()),
  )
  pages.get('/embedded.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', hour).send(framedScript),
  )
  tellUsRoutes(pages, services, { path: '/embedded/tell-us', isFramed: true })
}
