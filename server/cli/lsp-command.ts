import { defineCommand, exitCodes } from './command.ts';
import { UsageError } from './usage-error.ts';

export const lspCommand = defineCommand({
  name: 'lsp',
  operands: '',
  summary: 'Start the language server.',
  details: 'Editors start it and talk to it in the Language Server Protocol; over standard input and output if no flag says otherwise.',
  flags: {
    stdio: { description: 'Talk over standard input and output.' },
    'node-ipc': { description: "Talk over Node's channel to the parent process." },
    socket: { value: 'port', description: 'Connect to this port of the local machine.' },
    pipe: { value: 'name', description: 'Connect to this named pipe or Unix domain socket.' },
    clientProcessId: { value: 'pid', description: 'End when this process is gone.' },
  },
  async run({ operands, flags }, { guides, version, signal }) {
    if (operands.length > 0) throw new UsageError(`lsp takes flags only; it got "${operands.join(' ')}".`);
    const transport = flags['node-ipc'] ? ({ kind: 'ipc' } as const) : readTransport(flags.socket, flags.pipe);
    const clientProcessId = readNumber('clientProcessId', flags.clientProcessId);
    const { startServer } = await import('../lsp/start-server.ts');
    const code = await startServer({ transport, clientProcessId, guides, version, signal });
    return code === 0 ? exitCodes.clean : exitCodes.findings;
  },
});

function readTransport(socket: string | undefined, pipe: string | undefined): { kind: 'stdio' } | { kind: 'socket'; port: number } | { kind: 'pipe'; name: string } {
  const port = readNumber('socket', socket);
  if (port !== undefined) return { kind: 'socket', port };
  return pipe === undefined ? { kind: 'stdio' } : { kind: 'pipe', name: pipe };
}

function readNumber(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new UsageError(`--${flag} wants a number; it got "${value}".`);
  return Number(value);
}
