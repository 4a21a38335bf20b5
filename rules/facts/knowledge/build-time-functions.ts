/**
 * Functions that a framework calls by name while it builds pages, before there are requests.
 * Sources: https://nextjs.org/docs/pages/api-reference/functions/get-static-props,
 * https://nextjs.org/docs/app/api-reference/functions/generate-static-params,
 * https://docs.astro.build/en/reference/routing-reference/#getstaticpaths,
 * https://www.gatsbyjs.com/docs/reference/config-files/gatsby-node/
 */
export const buildTimeFunctions: ReadonlySet<string> = new Set([
  'getStaticProps',
  'getStaticPaths',
  'generateStaticParams',
  'createPages',
  'sourceNodes',
  'onCreateNode',
  'onPostBuild',
  'onPreBuild',
]);
