declare module 'virtual:mantine-styles'
declare module 'virtual:operations' {
  const routes: Record<string, [method: string, path: string]>
  export default routes
}
