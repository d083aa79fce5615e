import type { FastifyInstance } from 'fastify'
import type { Gate } from '../platform/http/server.ts'
import { embedRoutes } from './embed/routes.ts'
import { type HandlingServices, handlingRoutes } from './handling/routes.ts'
import { knownIssueNews } from './known-issues/news.ts'
import { type KnownIssuePages, knownIssuePages } from './known-issues/routes.ts'
import { type MyComplaintServices, myComplaintRoutes } from './my-complaint/routes.ts'
import { repairedPages, repairedRoutes, type RepairedServices } from './repaired/routes.ts'
import { type SurveyServices, surveyPages } from './survey/routes.ts'
import { stopNewsRoutes } from './stop-news.tsx'
import { type TellUsServices, tellUsRoutes } from './tell-us-routes.ts'

type Services = TellUsServices &
  MyComplaintServices &
  HandlingServices &
  SurveyServices &
  KnownIssuePages &
  RepairedServices

/** Adds the customer's pages, made on the server and whole without JavaScript, and what administrators say on them. */
export function portalRoutes(http: FastifyInstance, gate: Gate, services: Services): void {
  handlingRoutes(http, gate, services)
  repairedRoutes(http, gate, services)
  http.register(async (pages) => {
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    pages.register(async (scope) => tellUsRoutes(scope, services, { path: '/tell-us', isFramed: false }))
    pages.register(async (scope) => myComplaintRoutes(scope, services))
    pages.register(async (scope) => embedRoutes(scope, services))
    pages.register(async (scope) => stopNewsRoutes(scope, services))
    pages.register(async (scope) => surveyPages(scope, services))
    pages.register(async (scope) => knownIssuePages(scope, services))
    pages.register(async (scope) => knownIssueNews(scope, services))
    pages.register(async (scope) => repairedPages(scope, services))
  })
}
