export { Hub, type Listener } from './hub.ts'
export { hubFor, type News, publish, recheckListener } from './news.ts'
