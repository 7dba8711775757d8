import { freePort, isPortFree } from '@mizan/foundation/embedded/free-port.js';
import type { DeskPorts } from './desk-settings.js';
import { DeskFault } from './explain.js';

const VARIABLES: Readonly<Record<keyof DeskPorts, string>> = {
  desk: 'PORT',
  media: 'MEDIA_PORT',
  worker: 'WORKER_PORT',
  sandbox: 'SANDBOX_PORT',
  mail: 'SANDBOX_MAIL_PORT',
};

/** Replaces 0 by free ports and makes sure that nobody holds the others. Throws DeskFault naming every port that is taken. */
export async function settlePorts(wished: DeskPorts): Promise<DeskPorts> {
  const faults: string[] = [];
  const settle = async (name: keyof DeskPorts): Promise<number> => {
    const port = wished[name];
    if (port === 0) return freePort();
    if (!(await isPortFree(port))) faults.push(`port ${port} (${VARIABLES[name]})`);
    return port;
  };
  const ports = {
    desk: await settle('desk'),
    media: await settle('media'),
    worker: await settle('worker'),
    sandbox: await settle('sandbox'),
    mail: await settle('mail'),
  };
  if (faults.length > 0) {
    throw new DeskFault(
      `Another program uses ${faults.join(', ')}. End it, or choose other ports, for example: PORT=${wished.desk === 0 ? 4800 : wished.desk + 100} npm start`,
    );
  }
  return ports;
}
