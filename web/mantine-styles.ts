import type { Plugin } from 'vite'

const everything = '@mantine/core/styles.layer.css'
const ground = ['baseline', 'default-css-variables', 'global']
const virtual = 'virtual:mantine-styles.css'

/**
 * Sends the styles of the Mantine components a page uses, and no others (all of them are 41 kB gzipped). Each component takes its
 * class names from NAME.module.mjs; this plugin lets that file also import the component's styles, so that they travel in
 * the same chunk. All of it is in the CSS layer `mantine`: whatever order chunks arrive in, our own styles win. While
 * developing, all styles are loaded at once.
 */
export function mantineStyles(): Plugin {
  let isBuild = false
  return {
    name: 'mantine-styles',
    configResolved: (config) => {
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === 'virtual:mantine-styles' ? `\0${virtual}.js` : null),
    load(id) {
      if (id !== `\0${virtual}.js`) return null
      const files = isBuild ? ground.map((name) => `@mantine/core/styles/${name}.layer.css`) : [everything]
      return { code: files.map((file) => `import '${file}'`).join('\n'), moduleSideEffects: true }
    },
    transform(code, id) {
      const component = isBuild && /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/.exec(id.replaceAll('\\', '/'))
      if (!component) return null
      return { code: `import '@mantine/core/styles/${component[1]}.layer.css'\n${code}`, map: null }
    },
  }
}
