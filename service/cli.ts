import { buildService } from "./build";

const stop = await buildService();
await stop();
