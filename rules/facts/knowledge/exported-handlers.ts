/** Functions that a platform calls for each request because a module exports them under a name. */
export interface ExportedHandler {
  readonly names: readonly string[];
  /** What the first parameter is called, where the name of the function alone says too little. */
  readonly parameter?: RegExp;
  readonly source: string;
}

export const exportedHandlers: readonly ExportedHandler[] = [
  { names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], source: 'https://nextjs.org/docs/app/api-reference/file-conventions/route' },
  { names: ['handler', 'lambdaHandler'], parameter: /^_?(?:event|evt|req|request|records?|context|ctx)$/, source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html' },
  { names: ['loader', 'action'], parameter: /^(?:request|args)$/, source: 'https://reactrouter.com/start/framework/data-loading' },
];

/** Types of such functions, by the packages that declare them. */
export const handlerTypes = /^(?:aws-lambda|@types\/aws-lambda|@netlify\/functions|@azure\/functions|@google-cloud\/functions-framework|next|@vercel\/node):\w*(?:Handler|HttpFunction|ApiHandlerV\d|VercelApiHandler)\w*#?$/;
