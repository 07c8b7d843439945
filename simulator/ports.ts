import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/**
 * Checks that nothing listens on the ports yet. The keys are the names of the options of `command` that set
 * the ports.
 *
 * @throws Error that says which option to change.
 */
export async function assertPortsFree(
  command: string,
  ports: Record<string, number>,
): Promise<void> {
  const faults: string[] = [];
  for (const [option, port] of Object.entries(ports)) {
    const example = `${command} --${option} ${(port || 3000) + 10}`;
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      faults.push(`--${option} must be a port between 1 and 65535, such as: ${example}`);
    } else if (!(await isFree(port))) {
      faults.push(`Port ${port} is taken. Stop what uses it, or choose another: ${example}`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

// A server on all interfaces blocks the port, and so does one on only a loopback address.
async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "::"]) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once("error", (fault: NodeJS.ErrnoException) => resolve(fault.code !== "EADDRINUSE"))
      .listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port that nothing listens on, on any interface. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
